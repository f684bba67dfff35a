/** A report goes out as a document and a workbook with every text of it, and none of it acts. */

import ExcelJS from "exceljs";
import { expect, test } from "vitest";
import type { PrintedReport } from "./printed-report.ts";
import { documentXml } from "./testing/read-docx.ts";
import { readPdf } from "./testing/read-pdf.ts";
import { reportDocx } from "./write-report-docx.ts";
import { reportPdf } from "./write-report-pdf.ts";
import { reportXlsx } from "./write-report-xlsx.ts";

const hostile = '=HYPERLINK("http://x")';
const report: PrintedReport = {
  title: "评估报告 A-2026-0001",
  status: "规则为示例",
  sections: [
    {
      title: "要求 [1/2]: 结果",
      paragraphs: ["得分 50 %–100 %"],
      table: {
        headings: ["要求", "结果"],
        widths: [60, 40],
        rows: [
          [hostile, "<b>不符合</b> & \u0001\uD800"],
          ["一行\n又一行", "字".repeat(40_000)],
        ],
      },
    },
    {
      title: "问题",
      paragraphs: [],
      table: { headings: ["编号"], widths: [100], rows: [] },
    },
  ],
  notes: ["存证，不是电子签名"],
};

test("the document holds every text as text, headings and tables with repeated heads", async () => {
  const xml = await documentXml(await reportDocx(report));
  for (const text of ["规则为示例", "得分 50 %–100 %", "一行", "又一行", "存证，不是电子签名"])
    expect(xml).toContain(text);
  expect(xml).toContain("&lt;b&gt;不符合&lt;/b&gt; &amp;");
  expect(xml).toContain("=HYPERLINK(");
  expect(xml).not.toMatch(/<w:(?:hyperlink|fldSimple)/);
  expect(xml).not.toContain("\u0001");
  expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
  expect(xml.match(/w:val="Heading1"/g)).toHaveLength(2);
});

test("the workbook has a sheet a section, filters, frozen heads, and no formula", async () => {
  const workbook = new ExcelJS.Workbook();
  const bytes = await reportXlsx(report);
  await workbook.xlsx.load(bytes.buffer);
  expect(workbook.worksheets.map(({ name }) => name)).toEqual([
    "要求  1 2   结果",
    "问题",
    "notes",
  ]);
  const [sheet] = workbook.worksheets;
  expect(sheet?.getCell("A1").value).toBe("规则为示例");
  expect(sheet?.getCell("A4").value).toBe(`'${hostile}`);
  expect(sheet?.views).toMatchObject([{ state: "frozen", ySplit: 3 }]);
  expect(sheet?.autoFilter).toBe("A3:B5");
  expect(sheet?.getCell("B5").text).toHaveLength(32_767);
});

const joined = (pages: readonly string[]): string => pages.join("").replaceAll(/\s/g, "");

test("the PDF holds every text so that it is found, on numbered pages that say what the report is", async () => {
  const { file, pages } = readPdf(await reportPdf(report, "zh"));
  const text = joined(pages);
  for (const one of [
    "评估报告A-2026-0001",
    hostile,
    "<b>不符合</b>&",
    "又一行",
    "存证，不是电子签名",
  ])
    expect(text).toContain(one);
  expect([...text].filter((letter) => letter === "字")).toHaveLength(40_000);
  pages.forEach((page, index) => {
    expect(page).toContain(`规则为示例\n${index + 1} / ${pages.length}`);
    expect(page).toContain(index === pages.length - 1 ? "存证" : "结果");
  });
  expect(pages.length).toBeGreaterThan(10);
  expect(file).toMatch(/\/Lang \(zh-CN\)/);
  expect(file).toMatch(/\/Marked true/);
  expect(file.match(/\/S \/H2/g)).toHaveLength(2);
  expect(file.match(/\/S \/TH/g)).toHaveLength(2);
  expect(file).not.toMatch(/\/(?:URI|JavaScript|Launch)/);
});

test("300 requirements are a PDF within three seconds, and every number of them is in it", async () => {
  const rows = Array.from({ length: 300 }, (_, index) => [
    `R-${index + 1}`,
    `第 ${index + 1} 条：日志留存不少于六个月，and reviewed.`,
    `F-2026-${String(index + 1).padStart(4, "0")}`,
  ]);
  const table = { headings: ["要求", "名称", "问题"], widths: [20, 60, 20], rows };
  const sections = [{ title: "逐条结果", paragraphs: [], table }];
  const begun = performance.now();
  const { pages } = readPdf(await reportPdf({ ...report, sections }, "en"));
  expect(performance.now() - begun).toBeLessThan(3_000);
  const lines = pages.join("\n").split("\n");
  for (const cell of rows.flat()) expect(lines).toContain(cell);
  expect(lines.filter((line) => line === "名称")).toHaveLength(pages.length);
});
