/** Hostile and broken evidence: each file gets a clear error or warning with a place, in bounded time and memory. */

import { execFile } from "node:child_process";
import {
  appendFileSync,
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const fixtures = join(root, "fixtures", "evidence");
const samples = process.env["FENJI_SAMPLES"] ?? join(root, "..", "shared", "samples");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-hostile-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Line {
  readonly path: string;
  readonly format: string | null;
  readonly observations: { readonly total: number };
  readonly warnings: readonly { readonly code: string; readonly at: string }[];
  readonly error: {
    readonly code: string;
    readonly at: string;
    readonly zh: string;
    readonly en: string;
  } | null;
}

interface Run {
  readonly lines: readonly Line[];
  readonly code: number;
  readonly stderr: string;
  readonly peakMb: number;
  readonly seconds: number;
}

/**
 * Told on stderr by the child itself as it ends. Linux hands a parent's peak down to its children in `maxRSS`, so that a large test
 * process would be taken for a large reader: the peak of the child's own memory stands in its status.
 */
const tellPeak = `data:text/javascript,import{readFileSync}from"node:fs";process.on("exit",()=>{const peak=process.platform==="linux"?/VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status","utf8"))[1]:process.resourceUsage().maxRSS;process.stderr.write("PEAK "+peak)})`;

/** The real command in a process of its own, so that its memory can be measured. */
const read = (...paths: string[]): Promise<Run> =>
  new Promise((resolve) => {
    const started = performance.now();
    const args = [
      "--import",
      tellPeak,
      join(root, "packages/cli/src/main.ts"),
      "evidence",
      "read",
      ...paths,
      "--json",
    ];
    execFile(process.execPath, args, { maxBuffer: 64 * 1024 ** 2 }, (error, stdout, stderr) => {
      const peak = /PEAK (\d+)$/.exec(stderr);
      resolve({
        lines: stdout
          .split("\n")
          .filter((line) => line !== "")
          .map((line) => JSON.parse(line)),
        code: typeof error?.code === "number" ? error.code : 0,
        stderr: stderr.replace(/PEAK \d+$/, ""),
        peakMb: Number(peak?.[1] ?? Number.NaN) / 1024,
        seconds: (performance.now() - started) / 1000,
      });
    });
  });

/** What holds for every run, whatever was read. */
const expectCalm = (run: Run): void => {
  expect(run.stderr).toBe("");
  expect([0, 2]).toContain(run.code);
  for (const { error, path, warnings } of run.lines) {
    for (const warning of warnings) expect(warning.at, path).not.toBe("");
    if (error === null) continue;
    expect(error.code, path).toMatch(/^evidence\.(?!reader-failed)/);
    expect(error.at, path).not.toBe("");
    expect(`${error.zh}${error.en}`, path).not.toMatch(/\{\w+\}/);
  }
};

const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const only = (run: Run): Line => {
  const [line] = run.lines;
  if (run.lines.length !== 1 || line === undefined)
    throw new Error(`expected one line, got ${run.lines.length}`);
  return line;
};

const sarif = (run: object): string => JSON.stringify({ version: "2.1.0", runs: [run] });
const tool = { driver: { name: "t", version: "1" } };
const dated = (endTimeUtc: string): object => ({
  tool,
  results: [],
  invocations: [{ endTimeUtc }],
});

test("empty files, prose, noise and other formats are refused where they begin", async () => {
  const paths = [
    put("empty.sarif", ""),
    put("prose.xml", "This is not a report.\n"),
    put("blank.csv", "\n\n\n"),
    put("other.json", '{"results": [1, 2, 3]}'),
    put("report.html", "<!doctype html><html><body>report</body></html>"),
    put("packed.xml.gz", gzipSync("<x/>")),
  ];
  const run = await read(...paths);
  expectCalm(run);
  expect(run.code).toBe(2);
  expect(run.lines.map((line) => line.error?.code)).toEqual([
    "evidence.empty",
    ...Array.from({ length: 5 }, () => "evidence.unknown-format"),
  ]);
  expect(run.lines.every((line) => line.error?.at === "1:1")).toBe(true);
});

test("real files cut at every tenth are refused with the place where they break off", async () => {
  const cuts = join(folder, "cuts");
  mkdirSync(cuts);
  // A table of rows has no end to miss: cut short, it is a shorter table.
  const names = readdirSync(fixtures).filter((name) => !name.endsWith(".csv"));
  for (const name of names) {
    const whole = readFileSync(join(fixtures, name));
    for (let tenth = 1; tenth < 10; tenth += 1) {
      writeFileSync(
        join(cuts, `${tenth}-${name}`),
        whole.subarray(0, Math.floor((whole.length * tenth) / 10)),
      );
    }
  }
  const run = await read(cuts);
  expectCalm(run);
  expect(names.length).toBeGreaterThan(3);
  expect(run.lines.length).toBe(names.length * 9);
  expect(run.lines.filter((line) => line.error === null).map((line) => line.path)).toEqual([]);
});

/** A file of 2 GiB that begins with `head`; the rest is a hole and takes no room on the disk. */
const vast = (name: string, head: string): string => {
  const path = join(folder, name);
  const file = openSync(path, "w");
  writeSync(file, head);
  ftruncateSync(file, 2 * 1024 ** 3);
  closeSync(file);
  return path;
};

test("two gigabytes of nothing, of prose, and of the same row are refused at once", async () => {
  const run = await read(
    vast("zeros.sarif", ""),
    vast("hole.sarif", `{"version":"2.1.0","runs":[${" ".repeat(100_000)}`),
    vast("prose.txt", "all work and no play\n".repeat(100_000)),
    vast("rows.csv", `问题编号,回答,日期\n${"A1,是,2026-05-01\n".repeat(250_000)}`),
  );
  expectCalm(run);
  expect(run.lines.map((line) => `${line.error?.code} ${line.error?.at}`)).toEqual([
    "evidence.unknown-format 1:1",
    "evidence.json-malformed 1:100028",
    "evidence.unknown-format 1:1",
    "evidence.too-many-rows 200001:1",
  ]);
  expect(run.seconds).toBeLessThan(20);
  expect(run.peakMb).toBeLessThan(250);
});

const workbook = '<workbook xmlns:r="r"><sheets><sheet name="s" r:id="r1"/></sheets></workbook>';

/** A workbook whose list of parts is `relations`, which may claim another size than it has. */
const archive = (relations: Buffer, claims = relations.length): Buffer => {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  const add = (name: string, content: Buffer, size: number): void => {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(size, 18);
    fields.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(Buffer.concat(files).length, 10);
    directory.push(Buffer.from("PK\u0001\u0002\u0014\u0000"), fields, place, Buffer.from(name));
    files.push(Buffer.from("PK\u0003\u0004"), fields, Buffer.from(name), packed);
  };
  add("xl/workbook.xml", Buffer.from(workbook), workbook.length);
  add("xl/_rels/workbook.xml.rels", relations, claims);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(2, 4);
  end.writeUInt16LE(2, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(Buffer.concat(files).length, 12);
  return Buffer.concat([...files, ...directory, Buffer.from("PK\u0005\u0006"), end]);
};

test("workbooks that unpack without end are refused, whether they own up to it or lie", async () => {
  const spaces = Buffer.alloc(200 * 1024 ** 2, " ");
  const run = await read(put("bomb.xlsx", archive(spaces)), put("liar.xlsx", archive(spaces, 100)));
  expectCalm(run);
  expect(run.lines.map((line) => `${line.error?.code} ${line.error?.at}`)).toEqual([
    "evidence.archive-bomb xl/_rels/workbook.xml.rels",
    "evidence.archive-broken xl/_rels/workbook.xml.rels",
  ]);
  expect(run.peakMb).toBeLessThan(250);
  expect(run.seconds).toBeLessThan(10);
});

test("a string, a number and a nesting without end stay within memory", async () => {
  const long = put("long.sarif", `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"`);
  for (let part = 0; part < 8; part += 1) appendFileSync(long, "x".repeat(32 * 1024 ** 2));
  const run = await read(
    long,
    put("deep.sarif", `{"version":"2.1.0","runs":[${"[".repeat(1_000_000)}`),
    put("deeper.sarif", `{"version":"2.1.0","runs":[${'{"a":'.repeat(1_000_000)}`),
    put("digits.sarif", `{"version":"2.1.0","runs":[${"9".repeat(1_000_000)}`),
  );
  expectCalm(run);
  expect(run.lines.map((line) => line.error?.code)).toEqual([
    "evidence.json-truncated",
    "evidence.json-too-deep",
    "evidence.json-too-deep",
    "evidence.json-malformed",
  ]);
  expect(run.peakMb).toBeLessThan(250);
  expect(run.seconds).toBeLessThan(20);
});

const lol = Array.from(
  { length: 9 },
  (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`,
).join("");

test("entity bombs and external entities are refused; nothing outside the file is read", async () => {
  const secret = put("secret.txt", "canary-7f3a");
  const run = await read(
    put(
      "bomb.xml",
      `<?xml version="1.0"?><!DOCTYPE nmaprun [<!ENTITY l0 "lol">${lol}]><nmaprun>&l9;</nmaprun>`,
    ),
    put(
      "external.xml",
      `<?xml version="1.0"?><!DOCTYPE nmaprun [<!ENTITY x SYSTEM "file://${secret}">]><nmaprun>&x;</nmaprun>`,
    ),
    put(
      "parameter.xml",
      `<?xml version="1.0"?><!DOCTYPE Benchmark [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]><Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2"/>`,
    ),
  );
  expectCalm(run);
  expect(run.lines.every((line) => line.error !== null)).toBe(true);
  expect(JSON.stringify(run.lines)).not.toContain("canary-7f3a");
  expect(run.peakMb).toBeLessThan(250);
});

const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "utf16le"));

test("other encodings are read right, also without a mark; mixed up ones are refused", async () => {
  const text = sarif(dated("2026-05-01T00:00:00Z"));
  const chinese = Buffer.concat([
    Buffer.from("question id,answer,date,note\nA1,"),
    Buffer.from([0xca, 0xc7]),
    Buffer.from(",2026-05-01,"),
    Buffer.from([0xd6, 0xc6, 0xb6, 0xc8, 0x0a]),
  ]);
  const run = await read(
    put("le.sarif", utf16(`\uFEFF${text}`)),
    put("bare.sarif", utf16(text)),
    put("be.sarif", Buffer.from(utf16(`\uFEFF${text}`)).swap16()),
    put("gb.csv", chinese),
    put("mixed.sarif", Buffer.concat([Buffer.from(text), utf16(text)])),
  );
  expectCalm(run);
  expect(
    run.lines.map((line) =>
      `${line.format} ${line.observations.total} ${line.error?.code ?? ""}`.trim(),
    ),
  ).toEqual([
    "sarif 1",
    "sarif 1",
    "sarif 1",
    "questionnaire-csv 1",
    "null 0 evidence.unknown-format",
  ]);
  expect(run.lines[1]?.warnings[0]).toEqual({ code: "encoding-guessed", at: "1:1" });
});

test("what is read with doubt is read with a warning: future dates, ids that occur twice, a subject unnamed", async () => {
  const rules = [{ id: "a" }, { id: "a" }];
  const run = await read(
    put("future.sarif", sarif(dated("2999-01-01T00:00:00Z"))),
    put("twice.sarif", sarif({ tool: { driver: { name: "t", rules } }, results: [] })),
    put("twice.csv", "问题编号,回答,日期\nA1,是,2026-05-01\nA1,否,2999-05-01\n"),
  );
  expectCalm(run);
  expect(run.code).toBe(0);
  expect(
    run.lines.map((line) => line.warnings.map((warning) => `${warning.code} ${warning.at}`)),
  ).toEqual([
    ["subject-unclear /runs/0", "time-in-future /runs/0"],
    ["duplicate-id /runs/0/tool/driver/rules/1", "subject-unclear /runs/0", "time-missing /runs/0"],
    ["duplicate-id 3:1", "time-in-future 3:3"],
  ]);
});

test("a million warnings are told in a thousand", async () => {
  const rules = Array.from({ length: 40_000 }, () => ({ id: "a" }));
  const line = only(
    await read(
      put("warnings.sarif", sarif({ tool: { driver: { name: "t", rules } }, results: [] })),
    ),
  );
  expect(line.warnings).toHaveLength(1_001);
  expect(line.error).toBeNull();
});

test("binary noise, and text with noise in it, never crashes a reader", async () => {
  const noise = join(folder, "noise");
  mkdirSync(noise);
  const heads = [
    "",
    '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"t"}},"results":[',
    "问题编号,回答\n",
    '<?xml version="1.0"?><nmaprun>',
    '<?xml version="1.0"?><Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2"><TestResult id="t">',
    "PK\u0003\u0004",
  ];
  const file = fc.record({
    head: fc.constantFrom(...heads),
    tail: fc.oneof(
      fc.uint8Array({ maxLength: 2_000 }),
      fc.string({ unit: "binary", maxLength: 500 }).map((text) => new TextEncoder().encode(text)),
      fc.json({ maxDepth: 4 }).map((text) => new TextEncoder().encode(text)),
    ),
  });
  for (const [index, { head, tail }] of fc.sample(file, 300).entries()) {
    writeFileSync(join(noise, `${index}.bin`), Buffer.concat([Buffer.from(head), tail]));
  }
  const run = await read(noise);
  expectCalm(run);
  expect(run.lines).toHaveLength(300);
});

const present = existsSync(samples);

test(`whole folders are read calmly: ${present ? samples : `${fixtures} (no samples at ${samples})`}`, async () => {
  const run = await read(present ? samples : fixtures);
  expectCalm(run);
  expect(run.lines.length).toBeGreaterThan(0);
  if (!present) return;
  const of = (part: string): Line | undefined => run.lines.find((line) => line.path.includes(part));
  expect(of("NOTICE.md")?.error?.code).toBe("evidence.unknown-format");
  const cppcheck = { total: 8, byResult: { fail: 7, info: 1 } };
  expect(of("cppcheck")).toMatchObject({ format: "sarif", observations: cppcheck, error: null });
  const shellcheck = { total: 6, byResult: { fail: 5, info: 1 } };
  expect(of("sarif/bash")).toMatchObject({
    format: "sarif",
    observations: shellcheck,
    error: null,
  });
  const notReports = run.lines.filter((line) => /\/(pcap|measured-boot)\//.test(line.path));
  expect(notReports.filter((line) => line.error === null)).toEqual([]);
});

test("a reader on the other end who stops early is no failure", async () => {
  const many = put("many.csv", `问题编号,回答,日期\n${"A1,是,2026-05-01\n".repeat(50_000)}`);
  const command = [
    process.execPath,
    join(root, "packages/cli/src/main.ts"),
    "evidence",
    "read",
    many,
    "--json",
    "--observations",
  ];
  const script = '"$@" | head -1; echo "${PIPESTATUS[0]}"';
  const { stdout, stderr } = await promisify(execFile)("bash", ["-c", script, "bash", ...command]);
  expect(stderr).toBe("");
  expect(stdout.trimEnd().split("\n").at(-1)).toBe("0");
});
