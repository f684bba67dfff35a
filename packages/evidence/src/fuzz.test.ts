/** Damaged files: no reader crashes, hangs, or tells what the model forbids; a refusal names its place. */

import { expect, test } from "vitest";
import { fuzzReader } from "../testing/fuzz/fuzz-reader.ts";
import { fuzzSeeds } from "../testing/fuzz/fuzz-seeds.ts";
import { readers } from "./readers.ts";

const runs = 500;
const seedsOf = fuzzSeeds();

test.each(readers.map((reader) => [reader.format, reader] as const))(
  "%s survives 500 damaged files",
  async (format, reader) => {
    const seeds = seedsOf.get(format) ?? [];
    expect(seeds, `a file of ${format} in packages/evidence/testing/seeds`).not.toEqual([]);
    const tally = await fuzzReader(reader, { seeds, from: 1, runs });
    expect(tally.problems).toEqual([]);
    expect(tally.runs).toBe(runs);
    expect(tally.read).toBeGreaterThan(0);
  },
);
