/** The simulator in Chromium with 500,000 firms: from a moved number to the painted picture, memory and bytes. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import {
  columnsFromRows,
  compileKernel,
  dictionaryColumn,
  gatherColumns,
  writeColumnsFile,
} from "@fenji/grading";
import { openInstalledPack } from "@fenji/intake";
import type { Facts, Pack } from "@fenji/regime";
import { generateNation } from "@fenji/synthesis";
import { chromium, type Page } from "playwright-core";
import type { Bench, BenchRow } from "./bench-row.ts";
import { runNode } from "./running-node.ts";

const firms = Number(process.env["FENJI_BENCH_FIRMS"] ?? 500_000);
const pieceRows = 4_096;
const limitMs = 50;
const version = "0".repeat(32);
const root = join(import.meta.dirname, "..");

const regime = async (): Promise<Pack> => {
  const cache = join(root, "node_modules/.cache/fenji/packs");
  const folder = join(root, "packs/iiot-protection/2024-illustrative");
  const opened = await openInstalledPack(folder, cache);
  if (!opened.ok || opened.value.kind !== "regime") throw new Error("the pack does not open");
  return opened.value.pack;
};

/** The container that a supervisor's node would send for a synthetic nation of this size. */
const nation = (pack: Pack): Buffer => {
  const kernel = compileKernel({ grading: pack.grading, sources: [] });
  const whole = gatherColumns(firms);
  const texts: { jurisdiction: string[]; sector: string[]; size: string[] } = {
    jurisdiction: [],
    sector: [],
    size: [],
  };
  let piece: Facts[] = [];
  const add = (): void => {
    if (piece.length > 0) whole.add(columnsFromRows(kernel, piece));
    piece = [];
  };
  for (const { facts, jurisdiction, sector, size } of generateNation(1, firms)) {
    piece.push(facts);
    texts.jurisdiction.push(jurisdiction);
    texts.sector.push(sector);
    texts.size.push(size);
    if (piece.length === pieceRows) add();
  }
  add();
  const { id, version: packVersion, notice } = pack.header;
  return Buffer.concat([
    ...writeColumnsFile(
      {
        pack: { id, version: packVersion, hash: null },
        synthetic: { seed: 1 },
        notice,
        columns: whole.columns(),
        attributes: new Map(
          Object.entries(texts).map(([name, column]) => [name, dictionaryColumn(column)]),
        ),
      },
      pack.grading.facts,
    ),
  ]);
};

/** The node is the demonstration's; its two answers about the registry are replaced by the nation. */
const lend = async (page: Page, pack: Pack, bytes: Buffer): Promise<number> => {
  // An intercepted answer reaches the page as it is given, so it is not packed here; the node sends it packed.
  const packed = gzipSync(bytes);
  await page.route("**/api/what-if/registry?**", (route) =>
    route.fulfill({
      json: {
        pack: { id: pack.header.id, version: pack.header.version },
        state: "ready",
        version,
        rows: firms,
        done: firms,
        bytes: bytes.length,
        unfit: 0,
        synthetic: true,
        at: new Date().toISOString(),
      },
    }),
  );
  await page.route("**/api/what-if/columns?**", (route) =>
    route.fulfill({
      body: bytes,
      headers: {
        "content-type": "application/octet-stream",
        "x-bytes": String(bytes.length),
      },
    }),
  );
  await page.route("**/api/what-if/firms?**", (route) => route.fulfill({ json: { firms: [] } }));
  return packed.length;
};

const durations = (page: Page): Promise<number[]> =>
  page.evaluate<number[]>(
    "performance.getEntriesByName('what-if: number to picture').map((entry) => entry.duration)",
  );

/** Presses an arrow again and again; each press waits for its picture, and a reader's pause. */
const press = async (page: Page, slider: string, keys: readonly string[]): Promise<number[]> => {
  await page.locator(slider).focus();
  const before = (await durations(page)).length;
  for (const [index, key] of keys.entries()) {
    await page.keyboard.press(key);
    while ((await durations(page)).length <= before + index) await page.waitForTimeout(20);
    await page.waitForTimeout(300);
  }
  return (await durations(page)).slice(before).toSorted((a, b) => a - b);
};

const median = (sorted: readonly number[]): number => sorted[sorted.length >> 1] ?? Number.NaN;

const row = (name: string, ours: number): BenchRow => ({
  name,
  ours,
  peer: limitMs,
  peerVersion: "limit that the project set itself",
  unit: "ms",
  ratio: limitMs / ours,
});

export const run: Bench = async () => {
  const executablePath = process.env["FENJI_BROWSER"];
  if (executablePath === undefined) throw new Error("no browser was found");
  const pack = await regime();
  const bytes = nation(pack);
  const folder = mkdtempSync(join(tmpdir(), "fenji-bench-"));
  const node = await runNode(folder);
  const browser = await chromium.launch({
    executablePath,
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
  });
  try {
    const page = await browser.newPage({ locale: "en-GB" });
    const sent = await lend(page, pack, bytes);
    const begun = performance.now();
    await page.goto(`${node.origin}/what-if`);
    await page.locator("[data-after]").first().waitFor({ timeout: 300_000 });
    const openMs = performance.now() - begun;
    const keys = [..."RRRRRLLLLLLLL"].map((key) => (key === "R" ? "ArrowRight" : "ArrowLeft"));
    const slider = 'input[type="range"][data-path="connected.thresholds.3"]';
    const times = await press(page, slider, keys);
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    console.log(
      `what-if: ${firms} firms, ${(bytes.length / 1e6).toFixed(1)} MB of columns, ${(sent / 1e6).toFixed(1)} MB sent, ` +
        `page to first picture ${openMs.toFixed(0)} ms, ${processInfo.length} processes; number to picture ` +
        `median ${median(times).toFixed(0)} ms, worst ${times.at(-1)?.toFixed(0)} ms of ${times.length}`,
    );
    return [row(`what if: number to picture, ${firms} firms in Chromium`, median(times))];
  } finally {
    await browser.close();
    await node.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
