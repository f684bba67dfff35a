/** Reads damaged files with one reader and collects what must not happen. */

import { AppError, errorTable } from "@fenji/kernel";
import type { Reader } from "../../src/index.ts";
import { pieces, testContext } from "../read-all.ts";
import { faultInEvent } from "./fault-in-event.ts";
import { mutate } from "./mutate.ts";
import { randomFrom } from "./random.ts";

export interface FuzzPlan {
  readonly seeds: readonly Uint8Array[];
  readonly from: number;
  readonly runs: number;
  /** Stops early, in milliseconds of `performance.now()`. */
  readonly until?: number;
}

export interface FuzzProblem {
  /** The number of the run makes the same input again. */
  readonly run: number;
  readonly what: string;
}

export interface FuzzTally {
  runs: number;
  /** Files that were read to their end. */
  read: number;
  /** Files that were refused with a code and a place. */
  refused: number;
  observations: number;
  warnings: number;
  slowestMs: number;
  readonly problems: FuzzProblem[];
}

const maxMs = 2_000;
/** What is told of a file may be longer than the file, but not by orders of magnitude. */
const maxToldPerByte = 200;
const smallTold = 4 * 1024 ** 2;
const maxProblems = 20;

export const newTally = (): FuzzTally => ({
  runs: 0,
  read: 0,
  refused: 0,
  observations: 0,
  warnings: 0,
  slowestMs: 0,
  problems: [],
});

/** The input of one run. */
export const inputOf = (seeds: readonly Uint8Array[], run: number): Uint8Array =>
  mutate(randomFrom(run).pick(seeds), run);

const badRefusal = (error: unknown): string | null => {
  if (!(error instanceof AppError))
    return error instanceof Error ? `${error.name}: ${error.message.slice(0, 200)}` : String(error);
  if (!Object.hasOwn(errorTable, error.code)) return `code ${error.code}`;
  const { at } = error.params;
  return typeof at === "string" && at !== "" ? null : `${error.code} without a place`;
};

const sizeOf = (value: unknown): number => JSON.stringify(value).length;

const readOne = async (reader: Reader, input: Uint8Array, tally: FuzzTally): Promise<void> => {
  let told = 0;
  let toolTold = false;
  reader.detect(new TextDecoder().decode(input.subarray(0, 65_536)), testContext());
  const random = randomFrom(input.length);
  const sizes = [1 + random.below(300), 1 + random.below(5_000)];
  for await (const event of reader.read(pieces(input, sizes), testContext())) {
    const fault = faultInEvent(event);
    if (fault !== null) throw new Error(fault);
    if (event.kind === "tool") toolTold = true;
    else if (event.kind !== "warning" && !toolTold) throw new Error("told before its tool");
    if (event.kind === "observation") tally.observations += 1;
    if (event.kind === "warning") tally.warnings += 1;
    told += sizeOf(event);
    if (told > smallTold + maxToldPerByte * input.length)
      throw new Error(`${told} characters told of ${input.length} bytes`);
  }
};

const runOnce = async (
  reader: Reader,
  input: Uint8Array,
  tally: FuzzTally,
): Promise<string | null> => {
  try {
    await readOne(reader, input, tally);
    tally.read += 1;
    return null;
  } catch (error) {
    const bad = badRefusal(error);
    if (bad === null) tally.refused += 1;
    return bad;
  }
};

const timed = async (work: () => Promise<string | null>): Promise<[string | null, number]> => {
  const begun = performance.now();
  const problem = await work();
  return [problem, performance.now() - begun];
};

/** Adds to the tally, so that a long campaign can be cut into parts. */
export const fuzzReader = async (
  reader: Reader,
  { seeds, from, runs, until = Infinity }: FuzzPlan,
  tally: FuzzTally = newTally(),
): Promise<FuzzTally> => {
  for (let run = from; run < from + runs && performance.now() < until; run += 1) {
    const input = inputOf(seeds, run);
    let [what, ms] = await timed(() => runOnce(reader, input, tally));
    // A machine that does other work can be slow once; a reader that hangs is slow again.
    if (ms > maxMs) [what, ms] = await timed(() => runOnce(reader, input, tally));
    if (ms > maxMs) what ??= `took ${Math.round(ms)} ms`;
    tally.runs += 1;
    tally.slowestMs = Math.max(tally.slowestMs, ms);
    if (what !== null) tally.problems.push({ run, what });
    if (tally.problems.length >= maxProblems) break;
  }
  return tally;
};
