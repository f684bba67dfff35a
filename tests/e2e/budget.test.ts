/** The first page is light: what it loads is weighed. How quick it is, `npm run bench page` measures. */

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
