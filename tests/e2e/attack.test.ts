/** The attack matrix: filtered, walked by keys, a technique leads to the gaps behind it, and both files say the same. */

import { readFile } from "node:fs/promises";
import { getAttack } from "@fenji/contract";
import { expect, test } from "vitest";
import { z } from "zod";
import { client, demonstrationId, openPage } from "./browser.ts";
import { violationsOn } from "./find-violations.ts";

const layerShape = z.object({
  domain: z.literal("ics-attack"),
  techniques: z.array(z.object({ techniqueID: z.string(), tactic: z.string() })),
});

test("open techniques are walked by keys, and one leads to the requirement that leaves it open", async () => {
  const enterpriseId = await demonstrationId();
  const { counts, techniques } = await client.call(getAttack, {
    path: { enterpriseId },
    query: {},
  });
  const { page, expectClean } = await openPage(`/enterprises/${enterpriseId}/attack`, {
    language: "zh",
  });
  await page.getByRole("link", { name: "攻击技术" }).waitFor();
  const open = page.locator("[data-state=open]");
  await expect.poll(() => open.locator("b").textContent()).toBe(String(counts.open));
  await open.click();
  await expect.poll(() => new URL(page.url()).searchParams.get("state")).toBe("open");
  const shown = techniques.filter(({ state }) => state === "open");
  const cells = shown.reduce((sum, { tactics }) => sum + tactics.length, 0);
  await expect.poll(() => page.locator(".attack-cell").count()).toBe(cells);
  await page.locator(".attack-cell").first().focus();
  const focused = () => page.evaluate<string>("document.activeElement?.dataset?.cell ?? ''");
  const from = await focused();
  await page.keyboard.press("ArrowRight");
  const to = await focused();
  expect(to.split(":")[0]).not.toBe(from.split(":")[0]);
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog");
  await drawer.getByText("不符合", { exact: true }).first().waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });
  await expect.poll(focused).toBe(to);
  await page.keyboard.press("Enter");
  await drawer.locator("a").first().click();
  await page.waitForURL(/\/assessment\?.*req=/);
  expectClean();
  await page.context().close();
});

test("the layer has every technique under every tactic, the table whose names they are", async () => {
  const enterpriseId = await demonstrationId();
  const { techniques } = await client.call(getAttack, { path: { enterpriseId }, query: {} });
  const { page, expectClean } = await openPage(`/enterprises/${enterpriseId}/attack`, {
    language: "en",
  });
  await page.getByText("© The MITRE Corporation").waitFor();
  const saved = async (name: string): Promise<string> => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name }).click();
    return readFile(await (await download).path(), "utf8");
  };
  const layer = layerShape.parse(JSON.parse(await saved("Export Navigator layer")));
  expect(layer.techniques.map(({ techniqueID }) => techniqueID)).toEqual(
    techniques.flatMap(({ id, tactics }) => tactics.map(() => id)),
  );
  const table = await saved("Export CSV");
  for (const { id } of techniques) expect(table).toContain(`\r\n${id},`);
  expect(table).toContain("© The MITRE Corporation");
  expectClean();
  await page.context().close();
});
