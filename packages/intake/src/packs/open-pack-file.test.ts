/** What is wrong in a workbook of a pack is told by its place, in both languages. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packTables, type PackProblem } from "@fenji/regime";
import excel from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPack } from "../open-pack.ts";
import { openPackFile } from "./open-pack-file.ts";
import { packXlsx } from "./write-pack-workbook.ts";

const shipped = join(import.meta.dirname, "../../../../packs/enterprise-size/2017");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-workbook-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

/** A workbook of the shipped pack after somebody worked in it. */
const edited = async (name: string, work: (book: excel.Workbook) => void): Promise<string> => {
  const opened = await openPack(shipped);
  if (!opened.ok || opened.value.kind !== "regime") throw new Error("no regime");
  const book = new excel.Workbook();
  const whole = at("whole.xlsx");
  writeFileSync(whole, await packXlsx(packTables(opened.value.pack), "en"));
  await book.xlsx.readFile(whole);
  work(book);
  await book.xlsx.writeFile(at(name));
  return at(name);
};

const sheet = (book: excel.Workbook, name: string): excel.Worksheet => {
  const found = book.getWorksheet(name);
  if (found === undefined) throw new Error(`no sheet ${name}`);
  return found;
};

const problemsOf = async (file: string): Promise<readonly PackProblem[]> => {
  const made = await openPackFile(file);
  return made.ok ? [] : made.error;
};

describe("a workbook with", () => {
  test("merged cells is refused at their place", async () => {
    const file = await edited("merged.xlsx", (book) =>
      sheet(book, "事实 Facts").mergeCells("C3:D3"),
    );
    expect(await problemsOf(file)).toMatchObject([{ file: "事实 Facts", path: "C3" }]);
  });

  test("a formula is refused, cached value or not", async () => {
    const file = await edited("formula.xlsx", (book) => {
      sheet(book, "分档 Bands").getCell("B3").value = { formula: "1+1", result: 2 };
    });
    const [problem] = await problemsOf(file);
    expect(problem).toMatchObject({ file: "分档 Bands", path: "B3" });
    expect(problem?.message.en).toContain("formula");
    expect(problem?.message.zh).toContain("公式");
  });

  test("a mistyped and a missing sheet names the nearest", async () => {
    const file = await edited("sheet.xlsx", (book) => {
      sheet(book, "规则 Rules").name = "Ruels";
    });
    const problems = await problemsOf(file);
    expect(problems.map(({ message }) => message.en).join("\n")).toMatch(
      /Did you mean “Rules”[^]*Is it “Ruels”/,
    );
  });

  test("a mistyped heading names the nearest", async () => {
    const file = await edited("heading.xlsx", (book) => {
      sheet(book, "事实 Facts").getCell("B1").value = "Kimd";
    });
    expect((await problemsOf(file))[0]).toMatchObject({
      path: "B1",
      message: { en: expect.stringContaining("种类 Kind") },
    });
  });

  test("an id twice, a reference to nothing, a wrong number and a wrong word tells each with its cell", async () => {
    const twice = await edited("twice.xlsx", (book) => {
      const sources = sheet(book, "来源 Sources");
      sources.insertRow(3, sources.getRow(2).values);
    });
    expect((await problemsOf(twice)).map(({ file, path }) => `${file}!${path}`)).toEqual([
      "来源 Sources!A3",
    ]);
    const dangling = await edited("dangling.xlsx", (book) => {
      sheet(book, "分档 Bands").getCell("A2").value = "nowhere";
    });
    expect(await problemsOf(dangling)).toMatchObject([{ file: "分档 Bands", path: "A2" }]);
    const word = await edited("word.xlsx", (book) => {
      sheet(book, "分档 Bands").getCell("C2").value = "many";
      sheet(book, "规则 Rules").getCell("B2").value = "bandz";
    });
    expect(await problemsOf(word)).toMatchObject([
      { file: "规则 Rules" },
      { file: "分档 Bands", path: "C2" },
    ]);
  });
});
