/** The first page is light and quick: what it loads is weighed, and the time to its first clause taken. */

import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { openPage, url } from "./browser.ts";

const kib = 1024;

test("the entry and the front page weigh at most 200 KiB compressed", async () => {
  const { page } = await openPage("/");
  const loaded = await page.evaluate<string[]>(
    "performance.getEntriesByType('resource').map((entry) => entry.name)",
  );
  const code = loaded.filter((name) => /\.(js|css)$/.test(new URL(name).pathname));
  let total = gzipSync(await (await fetch(url)).text()).length;
  for (const name of code) total += gzipSync(await (await fetch(name)).text()).length;
  console.log(`front page: ${code.length} files, ${(total / kib).toFixed(1)} KiB gzip`);
  expect(code.length).toBeGreaterThan(1);
  expect(total).toBeLessThanOrEqual(200 * kib);
});

test("the first clause stands within 1.5 s", async () => {
  const times: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const { page } = await openPage("/mark.svg");
    await page.goto(url, { waitUntil: "commit" });
    await page.locator("[data-clause]").first().waitFor();
    times.push(await page.evaluate<number>("performance.now()"));
    await page.context().close();
  }
  const median = times.toSorted((a, b) => a - b)[2] ?? Number.POSITIVE_INFINITY;
  console.log(`first clause after ${times.map(Math.round).join(", ")} ms`);
  expect(median).toBeLessThan(1_500);
});
