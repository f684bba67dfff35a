/** The simulator: a number moves, the picture follows; undo, the address and scenarios bring pictures back. */

import { listScenarios, changeScenario } from "@fenji/contract";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { client, openPage } from "./browser.ts";

/** A busy machine needs its time; what is waited for comes. */
const patience = { timeout: 60_000, interval: 200 };

const threshold = 'input[type="range"][data-path="connected.thresholds.3"]';

const countOf = async (page: Page, grade: number): Promise<number> =>
  Number((await page.locator(`[data-after="${grade}"]`).innerText()).replaceAll(/[^\d]/g, ""));

/** Durations that the page has noted, in ms. */
const measured = (page: Page): Promise<number[]> =>
  page.evaluate<number[]>(
    "performance.getEntriesByName('what-if: number to picture').map((entry) => entry.duration)",
  );

afterAll(async () => {
  const { scenarios } = await client.call(listScenarios, { query: {} });
  for (const { id, name, note } of scenarios)
    await client.call(changeScenario, {
      path: { scenarioId: id },
      body: { name, note, deleted: true },
    });
});

test("a threshold that moves moves firms, and back", async () => {
  const { page, expectClean } = await openPage("/what-if", { language: "en" });
  await page.locator("[data-after]").first().waitFor();
  const before = await countOf(page, 3);
  await page.locator(threshold).focus();
  for (let step = 0; step < 12; step += 1) await page.keyboard.press("ArrowLeft");
  await expect.poll(() => countOf(page, 3), patience).toBeGreaterThan(before);
  await page.getByText("Enterprises whose grade would change").waitFor();
  await page
    .getByText(/Grade by score: /)
    .first()
    .waitFor();
  await expect.poll(() => page.url(), patience).toContain("connected.thresholds.3*58");
  const times = (await measured(page)).toSorted((a, b) => a - b);
  console.log(
    `number to picture: ${times.length} pictures, median ${times[times.length >> 1]?.toFixed(0)} ms`,
  );
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => countOf(page, 3), patience).toBe(before);
  expectClean();
});

test("the address opens the same picture; a scenario is saved, deleted and taken back", async () => {
  const { page, expectClean } = await openPage("/what-if?set=connected.thresholds.3*55", {
    language: "en",
  });
  await page.getByText("1 change").first().waitFor();
  const moved = await countOf(page, 3);
  await page.getByRole("button", { name: "Save as a scenario" }).click();
  await page.getByLabel("Name", { exact: true }).fill("From 55 points");
  await page.getByRole("dialog").getByRole("button", { name: "Save a scenario" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Take it back" }).click();
  await page.getByRole("button", { name: "Reset all" }).click();
  await expect.poll(() => countOf(page, 3), patience).not.toBe(moved);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect.poll(() => countOf(page, 3), patience).toBe(moved);
  expectClean();
});
