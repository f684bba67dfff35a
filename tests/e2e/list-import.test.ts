/** A list of enterprises by its pages: given as a file, mapped, tried, imported, found by initials; errors come as a file. */

import { expect, test } from "vitest";
import { openPage } from "./browser.ts";
import { violationsOn } from "./find-violations.ts";
import { makeCreditCode } from "./register-enterprise.ts";

const serial = Date.now() % 1_000_000;

const list = (...rows: readonly string[]) => ({
  name: "名单.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(["信用代码,企业名称,行业,辖区,员工", ...rows].join("\n")),
});

test("a list is mapped, tried, imported and found; what is wrong is named and comes as a file", async () => {
  const { page, expectClean } = await openPage("/enterprises", { language: "en" });
  await page.getByRole("link", { name: "Import a list" }).click();
  await page.waitForURL(/\/list-imports$/);
  await page
    .getByLabel("Drop a file here, or choose one")
    .setInputFiles(
      list(
        `${makeCreditCode(serial)},鲲鹏导入演示厂（合成）,C31,演示省（虚构）,12`,
        `${makeCreditCode(serial + 1).slice(0, 17)}I,错码厂（合成）,C31,演示省（虚构）,12`,
      ),
    );
  await page.waitForURL(/\/list-imports\/[0-9a-f-]+$/);
  const field = page.getByLabel("Field of “员工”");
  await field.waitFor();
  expect(await page.getByLabel("Field of “企业名称”").inputValue()).toBe("name");
  expect(await field.inputValue()).toBe("");
  await field.selectOption("fact:employees");
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole("button", { name: "Dry run" }).press("Enter");
  await page.getByText("is not valid: 18 characters").waitFor();
  expect(await violationsOn(page)).toEqual([]);
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download what is wrong (CSV)" }).click();
  expect((await waiting).suggestedFilename()).toBe("import-errors.csv");
  await page.getByRole("button", { name: "Import 1 enterprises" }).press("Enter");
  await page.getByText("1 enterprises were imported.").waitFor();
  await page.getByRole("link", { name: "Open the registry" }).click();
  await page.waitForURL(/order=newest/);
  await page.getByRole("searchbox").fill("kpdryslc");
  await page.waitForURL(/q=kpdryslc/);
  await page.getByRole("searchbox").fill("kpdrysc");
  await page.getByText("鲲鹏导入演示厂（合成）").first().waitFor();
  expectClean();
});
