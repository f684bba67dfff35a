/** The good files from which damaged ones are made: small ones of every format. */

import { readdirSync, readFileSync } from "node:fs";
import { testContext } from "../read-all.ts";
import { detectReader } from "../../src/index.ts";

const folder = new URL("../seeds/", import.meta.url);

/** Good files by the format that their content is recognised as. */
export const fuzzSeeds = (): ReadonlyMap<string, readonly Uint8Array[]> => {
  const seeds = new Map<string, Uint8Array[]>();
  for (const name of readdirSync(folder).toSorted()) {
    const bytes = new Uint8Array(readFileSync(new URL(name, folder)));
    const head = new TextDecoder().decode(bytes.subarray(0, 65_536));
    const format = detectReader(head, testContext())?.format;
    if (format === undefined) throw new Error(`seed ${name} is of no known format`);
    seeds.set(format, [...(seeds.get(format) ?? []), bytes]);
  }
  return seeds;
};
