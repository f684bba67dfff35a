/** How long a person waits for the address: first start with the demonstration, and every later one. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench, BenchRow } from "./bench-row.ts";
import { runNode } from "./running-node.ts";

const laterStarts = 5;
const firstLimitMs = 60_000;
const laterLimitMs = 3_000;

const startOnce = async (folder: string): Promise<number> => {
  const node = await runNode(folder);
  await node.stop();
  return node.readyMs;
};

const row = (name: string, ours: number, limit: number): BenchRow => ({
  name,
  ours,
  peer: limit,
  peerVersion: "limit that the project set itself",
  unit: "ms",
  ratio: limit / ours,
});

/** The page is built already, as after any first start; installing is not counted. */
export const run: Bench = async () => {
  const folder = mkdtempSync(join(tmpdir(), "fenji-bench-"));
  try {
    const first = await startOnce(folder);
    const later: number[] = [];
    for (let round = 0; round < laterStarts; round += 1) later.push(await startOnce(folder));
    const median = later.toSorted((a, b) => a - b)[Math.floor(laterStarts / 2)] ?? 0;
    return [
      row("first start with 20,000 firms seeded", first, firstLimitMs),
      row(`later start, median of ${laterStarts}`, median, laterLimitMs),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
