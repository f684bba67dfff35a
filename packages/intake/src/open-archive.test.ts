/** Archives: every report in them is read with its place, whatever is not read is named, and hostile ones do no harm. */

import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { AppError } from "@fenji/kernel";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pack } from "tar-stream";
import { intakeLimits } from "./intake-limits.ts";
import {
  openEvidence,
  openReading,
  type OpenedReading,
  type OpenOptions,
} from "./open-evidence.ts";
import { readContext } from "./read-context.ts";
import { zip } from "./testing/write-zip.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-archives-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const context = readContext(Date.parse("2026-06-01T00:00:00Z"));
const csv = (id: string, answer = "是"): string =>
  `问题编号,回答,日期\n${id},${answer},2026-05-06\n`;

const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const drain = async (opened: OpenedReading): Promise<readonly string[]> => {
  const told: string[] = [opened.format];
  try {
    for await (const event of opened.events) {
      if (event.kind === "observation")
        told.push(`${event.observation.check} ${event.observation.at}`);
      else if (event.kind === "warning") told.push(`${event.code} ${event.at} ${event.detail}`);
    }
    return told;
  } finally {
    await opened.close();
  }
};

/** Format, then observations and warnings with their places. */
const told = async (path: string, options: OpenOptions = {}): Promise<readonly string[]> =>
  drain(await openEvidence(path, context, options));

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof AppError ? `${error.code} ${error.params["at"]}` : String(error);
};

interface TarEntry {
  readonly name: string;
  readonly content?: string | Uint8Array;
  readonly type?: "file" | "directory" | "symlink";
}

const tar = async (entries: readonly TarEntry[]): Promise<Buffer> => {
  const archive = pack();
  for (const { name, content = "", type = "file" } of entries) {
    if (type === "file") archive.entry({ name }, Buffer.from(content));
    else archive.entry({ name, type, linkname: "/etc/passwd" });
  }
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const members = [
  { name: "scan/", content: "" },
  { name: "scan/a.csv", content: csv("A1") },
  { name: "说明.txt", content: "hello" },
  { name: "__MACOSX/scan/._a.csv", content: "x" },
  { name: "b.csv", content: csv("B1") },
  { name: "empty", content: "" },
];

const expected = [
  "archive",
  "question:A1 scan/a.csv!2:2",
  "member-unknown 说明.txt hello",
  "skipped __MACOSX/scan/._a.csv __MACOSX/scan/._a.csv",
  "question:B1 b.csv!2:2",
  "member-unknown empty ",
];

test("every report in a zip, a tar and a tar.gz is read, and what is not read is named", async () => {
  const tarred = await tar([
    { name: "scan/", type: "directory" },
    ...members.slice(1),
    { name: "link", type: "symlink" },
  ]);
  expect(await told(put("a.zip", zip(members)))).toEqual(expected);
  const withLink = [...expected, "skipped link symlink"];
  expect(await told(put("a.tar", tarred))).toEqual(withLink);
  expect(await told(put("report.csv", gzipSync(tarred)))).toEqual(withLink);
});

test("gzip of one report is that report, with the places of the report", async () => {
  const path = put("a.csv.gz", gzipSync(csv("A1")));
  expect(await told(path)).toEqual(["questionnaire-csv", "question:A1 2:2"]);
  const opened = await openEvidence(path, context);
  await opened.events.next();
  expect(await opened.sha256()).toBe(createHash("sha256").update(readFileSync(path)).digest("hex"));
  await opened.close();
});

test("a workbook in an archive stays a workbook, and archives nest two deep and no deeper", async () => {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet("问卷").addRows([
    ["问题编号", "回答"],
    ["W1", "是"],
  ]);
  const xlsx = Buffer.from(await workbook.xlsx.writeBuffer());
  const inner = await tar([
    { name: "w.xlsx", content: xlsx },
    { name: "deeper.zip", content: zip([{ name: "c.csv", content: csv("C1") }]) },
    { name: "d.csv.gz", content: gzipSync(csv("D1")) },
  ]);
  const path = put("nested.zip", zip([{ name: "inner.tgz", content: gzipSync(inner) }]));
  expect(await told(path)).toEqual([
    "archive",
    "time-missing inner.tgz!w.xlsx!问卷!A2 ",
    "question:W1 inner.tgz!w.xlsx!问卷!B2",
    "member-too-deep inner.tgz!deeper.zip 2",
    "question:D1 inner.tgz!d.csv.gz!2:2",
  ]);
});

test("names that lead out of the archive, mislead the eye or are written in GBK are only names", async () => {
  const names = ["../../etc/cron.d/x", "/abs.csv", String.raw`C:\x.csv`, "a\u202Evsc.exe"];
  const path = put("slip.zip", zip(names.map((name, n) => ({ name, content: csv(`S${n}`) }))));
  expect((await told(path)).slice(1)).toEqual([
    "question:S0 ../../etc/cron.d/x!2:2",
    "question:S1 /abs.csv!2:2",
    "question:S2 C:/x.csv!2:2",
    "question:S3 a vsc.exe!2:2",
  ]);
  const gbk = zip([{ name: Buffer.from([0xb1, 0xa8, 0xb8, 0xe6]), content: csv("G") }]);
  expect((await told(put("gbk.zip", gbk))).at(-1)).toBe("question:G 报告!2:2");
});

test("what is encrypted is named, and an archive without any report is refused", async () => {
  const locked = { name: "locked.csv", content: csv("L"), encrypted: true };
  const mixed = put("locked.zip", zip([locked, { name: "a.csv", content: csv("A1") }]));
  expect((await told(mixed)).slice(1)).toEqual([
    "member-encrypted locked.csv locked.csv",
    "question:A1 a.csv!2:2",
  ]);
  expect(await refusal(told(put("only.zip", zip([locked]))))).toBe(
    "evidence.archive-without-report locked.csv",
  );
  expect(await refusal(told(put("none.zip", zip([]))))).toBe("evidence.archive-without-report 1:1");
  expect(await refusal(told(put("none.tar", await tar([{ name: "x", content: "x" }]))))).toBe(
    "evidence.archive-without-report x",
  );
});

test("a member that breaks off refuses the archive and names member and place", async () => {
  const broken = `问题编号,回答\n"A1,是\n`;
  const path = put("broken.zip", zip([{ name: "a.csv", content: broken }]));
  expect(await refusal(told(path))).toBe("evidence.csv-unclosed-quote a.csv!2:1");
  const whole = gzipSync(await tar(members.slice(1)));
  expect(await refusal(told(put("cut.tgz", whole.subarray(0, whole.length - 40))))).toMatch(
    /^evidence\.archive-broken /,
  );
  const tarred = await tar(members.slice(1));
  expect(await refusal(told(put("cut.tar", tarred.subarray(0, 700))))).toMatch(
    /^evidence\.archive-broken /,
  );
});

test("bombs stop at the limit: by ratio, by number of members, in whatever wrapping", async () => {
  const limits = { ...intakeLimits, maxUnpackedBytes: 100_000, maxParts: 3 };
  const large = `问题编号,回答\n${"A1,是\n".repeat(30_000)}`;
  const bombs: Record<string, Uint8Array> = {
    "bomb.gz": gzipSync(large),
    "bomb.zip": zip([{ name: "a.csv", content: large }]),
    "bomb.tgz": gzipSync(await tar([{ name: "a.csv", content: large }])),
    "bomb2.zip": zip([{ name: "i.zip", content: zip([{ name: "a", content: large }]) }]),
  };
  for (const [name, content] of Object.entries(bombs))
    expect(await refusal(told(put(name, content), { limits }))).toMatch(/^evidence\.archive-bomb /);
  const many = await tar(Array.from({ length: 5 }, (_, n) => ({ name: `${n}`, content: "x" })));
  expect(await refusal(told(put("many.tar", many), { limits }))).toBe(
    "evidence.too-many-members 3",
  );
});

test("two members that speak for one subject are one report, which is said", async () => {
  const path = put(
    "twice.zip",
    zip([
      { name: "old.csv", content: csv("A1", "否") },
      { name: "new.csv", content: csv("A1") },
    ]),
  );
  expect(await told(path)).toContain("reported-twice new.csv old.csv");
});

test("of a stream too, and no temporary file stays", async () => {
  const left = (): number =>
    readdirSync(tmpdir()).filter((n) => n.startsWith("fenji-archive-")).length;
  const before = left();
  const inner = zip([{ name: "a.csv", content: csv("A1") }]);
  for (const bytes of [
    zip([{ name: "in.zip", content: inner }]),
    zip([{ name: "x", content: "x" }]),
  ]) {
    const stream = new Blob([bytes]).stream();
    const opened = await openReading({ size: bytes.length, bytes: stream }, context);
    await refusal(drain(opened));
  }
  const unread = await openReading(
    { size: inner.length, bytes: new Blob([inner]).stream() },
    context,
  );
  await unread.close();
  expect(left()).toBe(before);
});
