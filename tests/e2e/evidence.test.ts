/** Files dropped anywhere: verdicts change once, never twice; what fails says why; what is cancelled leaves nothing. */

import { mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getAssessment, listEvidence } from "@fenji/contract";
import { beforeAll, expect, test } from "vitest";
import { redatedEvidence } from "../redated-evidence.ts";
import { client, openPage } from "./browser.ts";
import { dropFiles } from "./drop-files.ts";
import { registerEnterprise } from "./register-enterprise.ts";

const fixtures = redatedEvidence();
const scratch = mkdtempSync(join(tmpdir(), "fenji-e2e-"));

const fixtureNames = readdirSync(fixtures).filter((name) =>
  statSync(join(fixtures, name)).isFile(),
);

let enterpriseId = "";

beforeAll(async () => {
  enterpriseId = await registerEnterprise(3_000_000 + (Date.now() % 1_000_000));
});

const countsNow = async () => {
  const { counts } = await client.call(getAssessment, { path: { enterpriseId }, query: {} });
  return counts;
};

const filesNow = async () =>
  (await client.call(listEvidence, { path: { enterpriseId } })).files.length;

test("real reports change verdicts, and the same reports again change nothing", async () => {
  const { page, expectClean } = await openPage(`/enterprises/${enterpriseId}/assessment`, {
    language: "en",
  });
  const shownCounts = () =>
    page.$$eval(".verdict-counts button", (buttons) =>
      Object.fromEntries(
        buttons.map((button) => [
          button.getAttribute("data-verdict"),
          Number(button.querySelector("b")?.textContent),
        ]),
      ),
    );
  const before = await countsNow();
  expect(await shownCounts()).toEqual(before);
  await dropFiles(
    page,
    fixtureNames.map((name) => join(fixtures, name)),
  );
  const all = fixtureNames.length;
  await page.getByText(`${all} of ${all} files done`).waitFor({ timeout: 60_000 });
  expect(await page.locator(".upload .good").count()).toBe(all);
  const after = await countsNow();
  expect(after).not.toEqual(before);
  expect(after.notEvidenced).toBeLessThan(before.notEvidenced);
  await expect.poll(shownCounts).toEqual(after);
  await page.getByRole("button", { name: "Put away" }).click();
  await dropFiles(
    page,
    fixtureNames.map((name) => join(fixtures, name)),
  );
  await page.getByText(`${all} of ${all} files done`).waitFor({ timeout: 60_000 });
  expect(await page.getByText("identical file already imported, nothing changed").count()).toBe(
    all,
  );
  expect(await countsNow()).toEqual(after);
  expectClean();
});

test("a folder brings its files; what is not a report is named with its remedy, the rest is kept", async () => {
  const folder = mkdtempSync(join(scratch, "folder-"));
  writeFileSync(join(folder, "NOTICE.md"), "# This is not a report\n");
  writeFileSync(join(folder, "cut.xml"), '<?xml version="1.0"?><nmaprun scanner="nmap"><host>');
  const before = await filesNow();
  const { page, expectClean } = await openPage(
    `/enterprises/${enterpriseId}/evidence`,
    { language: "zh" },
    [/422/],
  );
  await dropFiles(page, [folder]);
  await page.getByText("已处理 2 / 2 个文件").waitFor();
  const failures = await page.locator(".upload-failed").allTextContents();
  expect(failures).toHaveLength(2);
  for (const text of failures) expect(text).toMatch(/请/);
  expect(await page.locator(".upload-name").allTextContents()).toEqual([
    expect.stringMatching(/NOTICE\.md$/),
    expect.stringMatching(/cut\.xml$/),
  ]);
  expect(await filesNow()).toBe(before);
  expectClean();
});

test("an upload that is cancelled half-way leaves nothing behind", async () => {
  const big = join(scratch, "big.sarif");
  writeFileSync(big, `{"version":"2.1.0","runs":[],"x":"${"a".repeat(6_000_000)}"}`);
  const before = await filesNow();
  const { page, expectClean } = await openPage(`/enterprises/${enterpriseId}/grade`, {
    language: "en",
  });
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 20,
    downloadThroughput: -1,
    uploadThroughput: 200_000,
  });
  await dropFiles(page, [big]);
  await page.getByText(/^sending/).waitFor();
  await page.getByRole("button", { name: /^Cancel .*big/ }).click();
  await page.getByText("cancelled, nothing was written").waitFor();
  expect(await filesNow()).toBe(before);
  expectClean();
});

test("withdrawing a file gives its verdicts back, and importing it again restores them", async () => {
  const before = await countsNow();
  const { page, expectClean } = await openPage(`/enterprises/${enterpriseId}/evidence`, {
    language: "en",
  });
  const [name = ""] = fixtureNames.filter((fixture) => fixture.includes("arf"));
  await page.getByRole("button", { name: `Withdraw ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await page.getByText(/^Withdrawn:/).waitFor();
  expect(await countsNow()).not.toEqual(before);
  await dropFiles(page, [join(fixtures, name)]);
  await page.getByText("1 of 1 files done").waitFor({ timeout: 60_000 });
  expect(await countsNow()).toEqual(before);
  expectClean();
});
