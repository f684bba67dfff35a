/** A list of 500,000 firms with facts: looked through, graded, taken in; then the registry that it makes is searched and changed. */

import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { registerEnterprises } from "../packages/server/src/features/enterprises/routes.ts";
import { beginListImport } from "../packages/server/src/features/list-imports/begin-list-import.ts";
import { checkList } from "../packages/server/src/features/list-imports/check-list.ts";
import { importList } from "../packages/server/src/features/list-imports/import-list.ts";
import { openJob } from "../packages/server/src/features/list-imports/list-job.ts";
import {
  startCheck,
  startImport,
} from "../packages/server/src/features/list-imports/steer-list-import.ts";
import { syncDuties } from "../packages/server/src/features/obligations/public.ts";
import { packLibrary } from "../packages/server/src/features/packs/public.ts";
import { systemActor } from "../packages/server/src/platform/auth/actor.ts";
import {
  startTestNode,
  type TestNode,
} from "../packages/server/src/platform/testing/start-test-node.ts";
import type { Bench, BenchRow } from "./bench-row.ts";
import { writeList } from "./listed-firms.ts";
import { measureChanges, measureSearches } from "./registry-at-scale.ts";

const firms = Number(process.env["FENJI_BENCH_FIRMS"] ?? 500_000);

const secondsSince = (begun: number): number => (performance.now() - begun) / 1000;

/** The most that the process held while the work went on, in megabytes. */
const peakOf = async (work: () => Promise<void>): Promise<number> => {
  let peak = 0;
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 50);
  try {
    await work();
  } finally {
    look();
    clearInterval(timer);
  }
  return Math.round(peak / 2 ** 20);
};

interface Taken {
  readonly check: number;
  readonly takeIn: number;
}

const takeIn = async (node: TestNode, path: string): Promise<Taken> => {
  const { defaultRegime } = await packLibrary();
  const ctx = node.ctx();
  const open = (id: string) => openJob(node.ctx(systemActor), id, new AbortController().signal);
  let begun = performance.now();
  const list = await beginListImport(ctx, defaultRegime, {
    name: "list.csv",
    bytes: createReadStream(path),
    confirm: async () => undefined,
  });
  const [sheet] = list.sheets;
  await startCheck(ctx, defaultRegime, {
    importId: list.id,
    sheet: sheet?.name ?? "",
    mapping: sheet?.proposal ?? [],
    existing: "update",
  });
  await checkList(await open(list.id), defaultRegime);
  const check = secondsSince(begun);
  begun = performance.now();
  const { rows } = await startImport(ctx, list.id);
  if (rows.new !== firms || rows.bad > 0) throw new Error(JSON.stringify(rows));
  await importList(await open(list.id), defaultRegime);
  return { check, takeIn: secondsSince(begun) };
};

const limit = (name: string, ours: number, [most, unit]: readonly [number, string]): BenchRow => ({
  name,
  ours,
  peer: null,
  peerVersion: `at most ${most} ${unit}`,
  unit,
  ratio: Number((most / ours).toPrecision(3)),
});

export const run: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), "fenji-bench-"));
  const node = await startTestNode({ features: [registerEnterprises], seeders: [syncDuties] });
  try {
    const path = join(folder, "list.csv");
    await writeList(path, firms);
    let taken: Taken = { check: 0, takeIn: 0 };
    const peak = await peakOf(async () => {
      taken = await takeIn(node, path);
    });
    return [
      limit(`list of ${firms} firms: upload, look through, grade`, taken.check, [60, "s"]),
      limit(`list of ${firms} firms: take in`, taken.takeIn, [60, "s"]),
      limit(`list of ${firms} firms: both`, taken.check + taken.takeIn, [60, "s"]),
      limit(`list of ${firms} firms: peak memory of the node`, peak, [400, "MB"]),
      ...(await measureSearches(node)).map(([name, ms]) => limit(name, ms, [100, "ms"])),
      ...(await measureChanges(node)).map(([name, ms]) => limit(name, ms, [10, "ms"])),
    ];
  } finally {
    await node.close();
    await rm(folder, { recursive: true, force: true });
  }
};
