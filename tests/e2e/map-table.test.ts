/** A table of a plant's tool is mapped in the browser with a live preview, imported, and known from then on. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listEvidence } from "@fenji/contract";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { client, openPage } from "./browser.ts";
import { violationsOn } from "./find-violations.ts";
import { registerEnterprise } from "./register-enterprise.ts";

let folder = "";
let enterpriseId = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fenji-map-"));
  enterpriseId = await registerEnterprise(5_000_000 + (Date.now() % 1_000_000));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const write = async (name: string, rows: readonly (readonly string[])[]): Promise<string> => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("核查");
  for (const row of rows) sheet.addRow([...row]);
  const path = join(folder, name);
  await book.xlsx.writeFile(path);
  return path;
};

const headings = ["资产IP", "规则", "检查结果", "风险等级"];

test("an XLSX is mapped with a live preview, imported by it, and its next export is known", async () => {
  const first = await write("基线.xlsx", [
    ["厂内基线核查"],
    headings,
    ["10.20.0.12", "口令复杂度", "未达标", "高危"],
    ["10.20.0.13", "口令复杂度", "符合", "高危"],
  ]);
  const { page, expectClean } = await openPage(`/enterprises/${enterpriseId}/evidence`, {
    language: "zh",
  });
  await page
    .locator(".panel", { hasText: "其他工具的表格" })
    .locator("input[type=file]")
    .first()
    .setInputFiles(first);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("检查项编号").waitFor();
  await dialog.getByLabel("工具或表格名称").fill("基线核查");
  await dialog.getByLabel("检查项编号").selectOption("规则");
  // A word that nobody knows is told at its cell; the other row is read.
  await dialog.getByText("预览：前 2 行得到 1 条观测").waitFor();
  await dialog.getByText("未达标").waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole("button", { name: "保存并导入这份文件" }).click();
  await page.locator(".mappings").getByText("基线核查").waitFor();
  const files = async () =>
    (await client.call(listEvidence, { path: { enterpriseId } })).files.map(({ name }) => name);
  await expect.poll(files).toEqual(["基线.xlsx"]);

  const again = await write("基线-12月.xlsx", [
    ["规则", "资产IP", "检查结果", "风险等级"],
    ["口令复杂度", "10.20.0.12", "符合", "高危"],
  ]);
  await page.locator(".file-picker input[type=file]").first().setInputFiles(again);
  await expect.poll(async () => (await files()).length).toBe(2);
  await page.getByText("表格的列与建立映射时不同").first().waitFor({ state: "attached" });
  expectClean();
});

test("an xls that is a page in GBK is mapped by its table, in English, and read whole", async () => {
  // “主机” and “高危” by their bytes in GBK; everything else is ASCII.
  const [host, high] = ["\xd6\xf7\xbb\xfa", "\xb8\xdf\xce\xa3"];
  const html = `<html><meta charset="gb2312"><table><tr><td>menu<td>log out</table>
    <table border="1"><tr><th>${host}<th>check<th>result<th>severity</tr>
    <tr><td rowspan="2">10.20.0.14<td>BL-7<td>failed<td>${high}</tr>
    <tr><td>BL-8<td>passed<td></tr></table></html>`;
  const path = join(folder, "export.xls");
  await writeFile(path, Buffer.from(html, "latin1"));
  const { page, expectClean } = await openPage(`/enterprises/${enterpriseId}/evidence`, {
    language: "en",
  });
  await page
    .locator(".panel", { hasText: "Tables of other tools" })
    .locator("input[type=file]")
    .first()
    .setInputFiles(path);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Sheet").selectOption({ label: "table[2]" });
  await dialog.getByLabel("Name of the tool or table").fill("page export");
  await dialog.getByText("/table[2]/tr[3]/td[2]").waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Save and import this file" }).click();
  const formats = async () =>
    (await client.call(listEvidence, { path: { enterpriseId } })).files
      .filter(({ name }) => name === "export.xls")
      .map(({ format, covers }) => [format, covers.observations]);
  await expect.poll(formats).toEqual([["table-html", 2]]);
  expectClean();
});
