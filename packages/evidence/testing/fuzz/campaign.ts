/** One reader's part of `npm run fuzz`: many runs, with a line of JSON after every thousand so that a hang is seen from outside. */

import { readers } from "../../src/readers.ts";
import { fuzzReader, newTally } from "./fuzz-reader.ts";
import { fuzzSeeds } from "./fuzz-seeds.ts";

const step = 1_000;
const [format = "", first = "1", count = "0", minutes = "0"] = process.argv.slice(2);

const reader = readers.find((one) => one.format === format);
const seeds = fuzzSeeds().get(format);
if (reader === undefined || seeds === undefined)
  throw new Error(`no reader of ${format}, or no seed in packages/evidence/testing/seeds`);

const end = Number(first) + Number(count);
const until = Number(minutes) > 0 ? performance.now() + Number(minutes) * 60_000 : Infinity;
const tally = newTally();
for (let from = Number(first); from < end && performance.now() < until; from += step) {
  const before = tally.runs;
  await fuzzReader(reader, { seeds, from, runs: Math.min(step, end - from), until }, tally);
  const rss = Math.round(process.resourceUsage().maxRSS / 1000);
  process.stdout.write(`${JSON.stringify({ ...tally, next: from + tally.runs - before, rss })}\n`);
  if (tally.problems.length >= 20) break;
}
