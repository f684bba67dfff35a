/** The registry: filters live in the address, codes are checked while typed, exports cannot run anything. */

import { readFile } from "node:fs/promises";
import { getProvince, listEnterprises } from "@fenji/contract";
import { expect, test } from "vitest";
import { client, openPage } from "./browser.ts";
import { makeCreditCode } from "./register-enterprise.ts";

const rows = ".data-table tbody tr.ant-table-row";

test("an address with filters shows exactly what the node finds for them", async () => {
  const province = await client.call(getProvince, { query: {} });
  const city = province.byCity[0]?.city?.code ?? "";
  const expected = await client.call(listEnterprises, { query: { city, grade: 3, limit: 50 } });
  const { page, expectClean } = await openPage(`/enterprises?city=${city}&grade=3`, {
    language: "en",
  });
  expect(await page.locator(rows).count()).toBe(expected.items.length);
  expect(await page.getByLabel("City").inputValue()).toBe(city);
  expect(await page.getByLabel("Grade", { exact: true }).inputValue()).toBe("3");
  const codes = await page.$$eval(`${rows} code`, (cells) => cells.map((cell) => cell.textContent));
  expect(codes).toEqual(expected.items.map((item) => item.creditCode));
  expect(await page.locator(".stamp-synthetic").count()).toBeGreaterThan(0);
  expectClean();
});

test("choosing and typing change the address; back undoes a choice; pages follow one another", async () => {
  const { page, expectClean } = await openPage("/enterprises", { language: "en" });
  const first = await page.locator(`${rows} code`).first().textContent();
  await page.getByRole("button", { name: "Next page" }).click();
  await page.waitForURL(/after=/);
  await page.locator(".data-table[aria-busy=false]").waitFor();
  expect(await page.locator(`${rows} code`).first().textContent()).not.toBe(first);
  await page.getByRole("button", { name: "Previous page" }).click();
  await page.waitForURL((address) => address.search === "");
  await page.getByLabel("Sector").selectOption("electronics");
  await page.waitForURL(/sector=electronics/);
  await page.goBack();
  await page.waitForURL((address) => !address.search.includes("sector"));
  await page.keyboard.press("/");
  await page.keyboard.type("没有这一家");
  await page.waitForURL(/q=/);
  await page.getByText("No enterprise matches.").waitFor();
  await page.locator(".data-table").getByRole("button", { name: "Clear filters" }).click();
  await page.locator(rows).first().waitFor();
  expectClean();
});

test("an enterprise is registered; its code is judged while it is typed", async () => {
  const { page, expectClean } = await openPage("/enterprises", { language: "en" });
  await page.getByRole("button", { name: "Register an enterprise" }).click();
  const dialog = page.getByRole("dialog");
  const code = dialog.getByLabel(/Credit code/);
  await code.fill("91110000600037342L");
  await dialog.getByText("the last character does not check").waitFor();
  expect(await dialog.getByRole("button", { name: "Register an enterprise" }).isDisabled()).toBe(
    true,
  );
  await code.fill(makeCreditCode(Date.now() % 10_000_000));
  await dialog.getByText("The check character is right").waitFor();
  await dialog.getByLabel("Name").fill("=1+1 测试（合成）");
  await dialog.getByLabel("Jurisdiction").selectOption({ index: 1 });
  await dialog.getByLabel("Division").selectOption("C31");
  await dialog.getByRole("button", { name: "Register an enterprise" }).click();
  await page.waitForURL(/\/enterprises\/[0-9a-f-]+\/facts$/);
  expectClean();
});

test("an export defuses formulas and holds the rows on the page", async () => {
  const { page, expectClean } = await openPage("/enterprises?q=%3D1%2B1", { language: "en" });
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export this page as CSV" }).click();
  const text = await readFile(await (await downloading).path(), "utf8");
  const lines = text.trimEnd().split("\r\n");
  expect(lines).toHaveLength(1 + (await page.locator(rows).count()));
  expect(lines[1]?.startsWith("'=1+1")).toBe(true);
  expectClean();
});
