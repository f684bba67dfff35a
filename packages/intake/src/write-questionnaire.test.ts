/** A blank questionnaire, once filled in, is read back in both forms and languages. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { languages } from "@fenji/kernel";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openEvidence } from "./open-evidence.ts";
import { readContext } from "./read-context.ts";
import { questionnaireCsv, questionnaireXlsx } from "./write-questionnaire.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-blank-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const questions = [
  { id: "IC-1", title: '=HYPERLINK("http://x") “是否”' },
  { id: "IC-2", title: 'a,\n"b"' },
];

const read = async (name: string, content: string | Uint8Array): Promise<string[]> => {
  const path = join(folder, name);
  writeFileSync(path, content);
  const opened = await openEvidence(path, readContext());
  const told: string[] = [];
  for await (const event of opened.events) {
    if (event.kind === "observation")
      told.push(
        `${event.observation.check} ${event.observation.result} ${event.observation.title}`,
      );
    if (event.kind === "warning") told.push(`${event.code} ${event.detail}`);
  }
  await opened.close();
  return told;
};

test("a blank says that nothing is answered yet", async () => {
  for (const lang of languages) {
    const expected = ["unanswered 2"];
    expect(await read("blank.csv", questionnaireCsv(questions, lang))).toEqual(expected);
    expect(await read("blank.xlsx", await questionnaireXlsx(questions, lang))).toEqual(expected);
  }
});

test("filled in, the answers come back; what looks like a formula stayed text", async () => {
  const csv = questionnaireCsv(questions, "zh");
  expect(csv).toContain(`IC-1,"'=HYPERLINK`);
  const filled = csv.replace('是否”",,,,,,', '是否”",是,访谈,,2026-05-01,,');
  expect((await read("filled.csv", filled))[0]).toBe(
    `question:IC-1 pass '=HYPERLINK("http://x") “是否”`,
  );

  const workbook = new ExcelJS.Workbook();
  const blank = join(folder, "blank-en.xlsx");
  writeFileSync(blank, await questionnaireXlsx(questions, "en"));
  await workbook.xlsx.readFile(blank);
  const sheet = workbook.getWorksheet("questionnaire");
  if (sheet === undefined) throw new Error("the sheet is missing");
  sheet.getCell("C3").value = "partly";
  sheet.getCell("F3").value = new Date(Date.UTC(2026, 4, 1));
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  expect(await read("filled.xlsx", bytes)).toEqual(['question:IC-2 fail a,\n"b"', "unanswered 1"]);
});
