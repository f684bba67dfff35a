/** Weight of the entry, and time until the plan can be read in a headless browser on loopback. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium, type Browser } from "playwright-core";
import type { Bench, BenchRow } from "./bench-row.ts";
import { runNode } from "./running-node.ts";

const dist = join(import.meta.dirname, "../packages/web/dist");
const entryLimitKib = 200;
const readableLimitMs = 1_500;
const rounds = 7;

/** What index.html loads before anything shows: scripts, their preloads and styles. */
const entryKib = (): number => {
  const html = readFileSync(join(dist, "index.html"), "utf8");
  const files = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    (match) => match[1] ?? "",
  );
  if (files.length === 0) throw new Error(`no entry among ${readdirSync(dist).join(", ")}`);
  return (
    files.reduce(
      (sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length,
      0,
    ) / 1024
  );
};

/** Until the first clause of the plan stands on the screen, with an empty cache. */
const readableMs = async (browser: Browser, origin: string): Promise<number> => {
  const context = await browser.newContext({ locale: "zh-CN" });
  const page = await context.newPage();
  const begun = performance.now();
  await page.goto(origin, { waitUntil: "commit" });
  await page.locator("[id^='c-']").first().waitFor({ state: "visible" });
  const took = performance.now() - begun;
  await context.close();
  return took;
};

const limitRow = (
  name: string,
  figures: { ours: number; limit: number; unit: string },
): BenchRow => ({
  name,
  ours: figures.ours,
  peer: figures.limit,
  peerVersion: "limit that the project set itself",
  unit: figures.unit,
  ratio: figures.limit / figures.ours,
});

export const run: Bench = async () => {
  const folder = mkdtempSync(join(tmpdir(), "fenji-bench-"));
  const node = await runNode(folder);
  const executablePath = process.env["FENJI_BROWSER"];
  if (executablePath === undefined) throw new Error("no browser was found");
  const browser = await chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  try {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1)
      times.push(await readableMs(browser, node.origin));
    const median = times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
    return [
      limitRow("entry of the page, gzip", { ours: entryKib(), limit: entryLimitKib, unit: "KiB" }),
      limitRow(`first clause readable, median of ${rounds}`, {
        ours: median,
        limit: readableLimitMs,
        unit: "ms",
      }),
    ];
  } finally {
    await browser.close();
    await node.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
