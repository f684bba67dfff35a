/** Two executors of the same rules over 100,000 firms × 50 random rule sets: how many rows differ, which must be none. */

import { checkWithSql, lendPostgres, openPack } from "@fenji/intake";
import type { Grading } from "@fenji/regime";
import { diceOf } from "../packages/grading/src/dice.ts";
import { nationColumns, randomCase } from "../packages/intake/src/rule-sql/testing/random-rules.ts";
import type { Bench, BenchRow } from "./bench-row.ts";

const rows = 100_000;
const ruleSets = 50;

const openGrading = async (): Promise<Grading> => {
  const folder = new URL("../packs/iiot-protection/2024-illustrative", import.meta.url).pathname;
  const opened = await openPack(decodeURIComponent(folder));
  if (!opened.ok || opened.value.kind !== "regime") throw new RangeError("the pack has problems");
  return opened.value.pack.grading;
};

interface Totals {
  graded: number;
  whole: number;
  differing: number;
  readonly kinds: Map<string, number>;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const compareAll = async (pack: Grading): Promise<Totals> => {
  const nation = nationColumns(pack, rows);
  const totals: Totals = { graded: 0, whole: 0, differing: 0, kinds: new Map() };
  await lendPostgres(process.env["DATABASE_URL"] ?? "", async (client) => {
    for (let seed = 0; seed < ruleSets; seed += 1) {
      const random = randomCase(diceOf(seed), { pack, nation, rows });
      totals.kinds.set(random.what, (totals.kinds.get(random.what) ?? 0) + 1);
      for (const check of await checkWithSql(client, { ...random, step: 1 })) {
        if (check.rows !== rows) throw new RangeError(`${check.rows} rows came back`);
        totals.graded += check.rows;
        totals.whole += check.whole;
        totals.differing += check.differing;
        if (check.differing > 0)
          say(`  rule set ${seed} (${random.what}) ${check.type}: rows ${check.shown.join(", ")}`);
      }
      say(`  ${seed + 1} of ${ruleSets} rule sets, ${totals.differing} differences`);
    }
  });
  return totals;
};

const text = ({ kinds }: Totals): string =>
  [...kinds].map(([kind, count]) => `${count} ${kind}`).join(", ");

export const run: Bench = async (): Promise<readonly BenchRow[]> => {
  const totals = await compareAll(await openGrading());
  const whole = Number((totals.whole / totals.graded).toPrecision(3));
  return [
    {
      name: `differences of kernel and SQL over ${rows} firms × ${ruleSets} rule sets (${text(totals)}; ${totals.graded} gradings)`,
      ours: totals.differing,
      peer: null,
      peerVersion: "limit 0",
      unit: "rows",
      ratio: totals.differing === 0 ? 1 : 0,
    },
    {
      name: "share of these gradings in which every completion of the unknown facts was tried",
      ours: whole,
      peer: null,
      peerVersion: "limit 0.5",
      unit: "of 1",
      ratio: Number((whole / 0.5).toPrecision(3)),
    },
  ];
};

if (import.meta.main) process.stdout.write(`${JSON.stringify(await run(), null, 2)}\n`);
