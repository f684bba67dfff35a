/** Two hundred mixed files dropped at once: one after the other, paused and resumed, each with its outcome, none lost. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { listEvidence } from "@fenji/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { client, openPage } from "./browser.ts";
import { dropFiles } from "./drop-files.ts";
import { registerEnterprise } from "./register-enterprise.ts";

const seeds = resolve(import.meta.dirname, "../../packages/evidence/testing/seeds");
const folder = mkdtempSync(join(tmpdir(), "fenji-many-"));
let enterpriseId = "";

beforeAll(async () => {
  enterpriseId = await registerEnterprise(6_000_000 + (Date.now() % 1_000_000));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Small reports of every format; beyond them the same with one line more, and some that are no report. */
const write = (count: number): string[] => {
  const names = readdirSync(seeds).toSorted();
  return Array.from({ length: count }, (_, index) => {
    const name = names[index % names.length] ?? "";
    const path = join(folder, `${String(index).padStart(3, "0")}-${name}.txt`);
    const again = Math.floor(index / names.length);
    const content = readFileSync(join(seeds, name));
    const lines = Buffer.from("\n".repeat(again));
    writeFileSync(path, index % 20 === 19 ? `no report ${index}` : Buffer.concat([content, lines]));
    return path;
  });
};

test("200 files of every format are taken in, and what is no report says so", async () => {
  const { page, expectClean } = await openPage(
    `/enterprises/${enterpriseId}/evidence`,
    { language: "en" },
    [/status of 422/],
  );
  await dropFiles(page, write(200));
  const panel = page.locator(".upload-panel");
  await panel.getByRole("button", { name: "Pause" }).click();
  await panel.getByText("paused").waitFor();
  const stands = await panel.getByRole("status").textContent();
  await page.waitForTimeout(500);
  const settled = /^(\d+) of 200/.exec((await panel.getByRole("status").textContent()) ?? "")?.[1];
  expect(Number(settled)).toBeLessThan(200);
  expect(stands).toContain("of 200");
  await panel.getByRole("button", { name: "Go on" }).click();
  await panel.getByText("200 of 200 files done").waitFor({ timeout: 120_000 });
  const failed = await panel.locator(".upload-failed").count();
  expect(failed).toBeGreaterThanOrEqual(10);
  const identical = await panel.getByText("＝").count();
  const { files } = await client.call(listEvidence, { path: { enterpriseId } });
  expect(files.length + failed + identical).toBe(200);
  expect(files.length).toBeGreaterThan(100);
  expectClean();
});
