/** Opening what lies on disk: workbooks, limits, links, and files that change under the reader. */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  readFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReadEvent } from "@fenji/evidence";
import { AppError } from "@fenji/kernel";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { intakeLimits } from "./intake-limits.ts";
import { openEvidence, type OpenOptions } from "./open-evidence.ts";
import { readContext } from "./read-context.ts";
import { zip, type ZipPart } from "./testing/write-zip.ts";
import { walkFiles } from "./walk-files.ts";
import { columnName } from "./workbook-rows.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-intake-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const read = async (
  path: string,
  options: OpenOptions = {},
): Promise<{ format: string; events: ReadEvent[]; sha256: string }> => {
  const opened = await openEvidence(path, readContext(Date.parse("2026-06-01T00:00:00Z")), options);
  try {
    const events: ReadEvent[] = [];
    for await (const event of opened.events) events.push(event);
    return { format: opened.format, events, sha256: await opened.sha256() };
  } finally {
    await opened.close();
  }
};

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof AppError
    ? `${error.code} ${error.params["at"]}`
    : `no AppError: ${String(error)}`;
};

const told = (events: readonly ReadEvent[]): string[] =>
  events.flatMap((event) => {
    if (event.kind === "observation") {
      const { check, result, at, observedAt, message } = event.observation;
      return [`${check} ${result} ${at} ${observedAt?.slice(0, 10)} ${message}`];
    }
    return event.kind === "warning" ? [`${event.code} ${event.at}`] : [];
  });

const questionnaire = async (name: string): Promise<string> => {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet("说明").addRow(["填写说明"]);
  const sheet = workbook.addWorksheet("问卷");
  sheet.addRow(["工控安全问卷"]);
  sheet.addRow(["问题编号", "回答", "方式", "回答人", "日期", "说明"]);
  const rich = { richText: [{ text: "制度" }, { text: "已发布" }] };
  sheet.addRow(["IC-1", "是", "访谈", "主管", new Date(Date.UTC(2026, 4, 6)), rich]);
  sheet.addRow([
    "IC-2",
    { formula: 'IF(1,"否","是")', result: "否" },
    "查阅",
    "主管",
    "2026/5/7",
    "=cmd|x",
  ]);
  sheet.getRow(7).values = [3, true, null, null, 46_149, null];
  sheet.addRow(["IC-4", "或许", "访谈", "主管", "2026/5/7"]);
  workbook.addWorksheet("草稿", { state: "hidden" }).addRow(["问题编号", "回答"]);
  const path = join(folder, name);
  await workbook.xlsx.writeFile(path);
  return path;
};

test("a workbook is read by sheet and cell, dates and formulas included, whatever its name", async () => {
  const { format, events } = await read(await questionnaire("scan.sarif"));
  expect(format).toBe("questionnaire-xlsx");
  expect(told(events)).toEqual([
    "sheet-not-questionnaire 说明!A1",
    "question:IC-1 pass 问卷!B3 2026-05-06 主管: 制度已发布",
    "question:IC-2 fail 问卷!B4 2026-05-07 主管: =cmd|x",
    "time-missing 问卷!E7",
    "question:3 pass 问卷!B7 undefined null",
    "result-unknown 问卷!B8",
    "sheet-hidden 草稿!A1",
  ]);
});

test("the hash is that of the whole file, however little of it was read", async () => {
  const workbook = await questionnaire("hash.xlsx");
  const csv = put("hash.csv", `问题编号,回答\n${"A1,是\n".repeat(30_000)}`);
  const expected = (path: string): string =>
    createHash("sha256").update(readFileSync(path)).digest("hex");
  expect((await read(workbook)).sha256).toBe(expected(workbook));
  expect((await read(csv)).sha256).toBe(expected(csv));
  const opened = await openEvidence(csv, readContext());
  expect(await opened.sha256()).toBe(expected(csv));
  await opened.close();
});

/** Node cannot make one itself. */
const makePipe = "mkfifo";

const relations = `<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>`;
const book = `<workbook xmlns:r="x"><sheets><sheet name="s" r:id="r1"/></sheets></workbook>`;
const workbookOf = (sheet: Omit<ZipPart, "name">, workbook = book): Buffer =>
  zip([
    { name: "xl/workbook.xml", content: workbook },
    { name: "xl/_rels/workbook.xml.rels", content: relations },
    { name: "xl/worksheets/sheet1.xml", ...sheet },
  ]);

const row = `<row><c t="inlineStr"><is><t>question id</t></is></c><c t="inlineStr"><is><t>answer</t></is></c></row>`;

test("the hand-made archive is a workbook when it does not lie", async () => {
  const { events } = await read(
    put("honest.xlsx", workbookOf({ content: `<worksheet>${row}</worksheet>` })),
  );
  expect(events.map((event) => event.kind)).toEqual(["tool"]);
});

test("bombs are refused by what they claim and by what they do", async () => {
  const zeros = Buffer.alloc(80 * 1024 ** 2, " ");
  expect(await codeOf(read(put("bomb.xlsx", workbookOf({ content: zeros }))))).toBe(
    "evidence.archive-bomb xl/worksheets/sheet1.xml",
  );
  expect(await codeOf(read(put("liar.xlsx", workbookOf({ content: zeros, claims: 1_000 }))))).toBe(
    "evidence.archive-broken xl/worksheets/sheet1.xml",
  );
  expect(
    await codeOf(
      read(
        put(
          "many.xlsx",
          zip(Array.from({ length: 5_000 }, (_, index) => ({ name: `p${index}`, content: "" }))),
        ),
      ),
    ),
  ).toBe("evidence.too-many-members p4096");
});

test("entities, deep nesting and broken XML in a workbook are refused with part, line and column", async () => {
  const entity = `<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>`;
  expect(await codeOf(read(put("entity.xlsx", workbookOf({ content: entity }))))).toMatch(
    /^evidence\.archive-broken xl\/worksheets\/sheet1\.xml 1:\d+$/,
  );
  expect(
    await codeOf(read(put("deep.xlsx", workbookOf({ content: "<a>".repeat(100_000) })))),
  ).toMatch(/^evidence\.archive-broken xl\/worksheets\/sheet1\.xml 1:\d+$/);
  expect(await codeOf(read(put("cut.xlsx", workbookOf({ content: `<worksheet>${row}` }))))).toMatch(
    /^evidence\.archive-broken/,
  );
});

test("archives that are no workbook, and workbooks that are no questionnaire, are told apart", async () => {
  expect(
    await codeOf(read(put("plain.zip", zip([{ name: "readme.txt", content: "hello" }])))),
  ).toBe("evidence.archive-without-report readme.txt");
  expect(await codeOf(read(put("ledger.xlsx", workbookOf({ content: "<worksheet/>" }))))).toBe(
    "evidence.not-a-questionnaire s!A1",
  );
  const whole = workbookOf({ content: `<worksheet>${row}</worksheet>` });
  for (let part = 1; part < 10; part += 1) {
    const cut = put("truncated.xlsx", whole.subarray(0, Math.floor((whole.length * part) / 10)));
    expect(await codeOf(read(cut))).toBe("evidence.archive-broken zip");
  }
});

test("a file over the limit is refused before it is read", async () => {
  const path = put("large.csv", "问题编号,回答\nA1,是\n");
  const limits = { ...intakeLimits, maxFileBytes: 10 };
  expect(await codeOf(read(path, { limits }))).toBe("evidence.too-large byte 10");
});

test("pipes, folders, dangling links and missing files are refused without waiting", async () => {
  const pipe = join(folder, "pipe");
  execFileSync(makePipe, [pipe]);
  symlinkSync("nowhere", join(folder, "dangling"));
  expect(await codeOf(read(pipe))).toBe(`evidence.not-a-file ${pipe}`);
  expect(await codeOf(read(folder))).toBe(`evidence.not-a-file ${folder}`);
  expect(await codeOf(read(join(folder, "dangling")))).toMatch(/^evidence\.file-not-found/);
  expect(await codeOf(read(join(folder, "absent")))).toMatch(/^evidence\.file-not-found/);
});

test("a link is followed when it was named and refused when it was found", async () => {
  put("real.csv", "问题编号,回答\nA1,是\n");
  const link = join(folder, "link.csv");
  symlinkSync("real.csv", link);
  expect((await read(link)).format).toBe("questionnaire-csv");
  expect(await codeOf(read(link, { follow: false }))).toBe(`evidence.not-a-file ${link}`);
});

test("a file that grows while it is read is not trusted", async () => {
  const path = put("growing.csv", `问题编号,回答\n${"A1,是\n".repeat(30_000)}`);
  const opened = await openEvidence(path, readContext());
  const work = (async () => {
    let first = true;
    for await (const event of opened.events) {
      if (first && event.kind === "observation") appendFileSync(path, "A2,是\n");
      if (event.kind === "observation") first = false;
    }
  })();
  expect(await codeOf(work)).toBe(`evidence.file-changed ${path}`);
  await opened.close();
});

test("folders are walked in the order of code points, each file once, without links out of them", async () => {
  const root = join(folder, "walk");
  mkdirSync(join(root, "b", "c"), { recursive: true });
  for (const name of ["b/z", "b/c/1", "a", "B", "\u{1F600}", "\uFF5E", ".hidden"])
    writeFileSync(join(root, name), "x");
  symlinkSync("/etc", join(root, "etc"));
  symlinkSync(join(root, "a"), join(root, "alias"));
  const files = await walkFiles([join(root, "b", "z"), root, join(root, "gone")]);
  expect(
    files.map((file) => `${file.path.slice(root.length + 1)} ${file.error?.code ?? file.named}`),
  ).toEqual([
    "b/z true",
    ".hidden false",
    "B false",
    "a false",
    "b/c/1 false",
    "\uFF5E false",
    "\u{1F600} false",
    "gone evidence.file-not-found",
  ]);
});

test("too many files and folders too deep end the walk in words", async () => {
  const root = join(folder, "deep");
  mkdirSync(join(root, "1", "2", "3"), { recursive: true });
  for (const name of ["a", "b", "c"]) writeFileSync(join(root, name), "x");
  expect(await codeOf(walkFiles([root], { ...intakeLimits, maxFiles: 2 }))).toBe(
    `evidence.too-many-files ${root}`,
  );
  const files = await walkFiles([root], { ...intakeLimits, maxFolderDepth: 2 });
  expect(files.map((file) => file.error?.code ?? "read")).toEqual([
    "evidence.folder-too-deep",
    "read",
    "read",
    "read",
  ]);
});

test("columns beyond Z have two letters", () => {
  expect([0, 25, 26, 255].map(columnName)).toEqual(["A", "Z", "AA", "IV"]);
});
