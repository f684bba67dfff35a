/** What a search for the nearest step looks at, and what it finds. */

import type { Facts, FactValue } from "@fenji/regime";
import type { Move } from "./change-fact.ts";
import { factsBehind } from "./derive-columns.ts";
import type { Diagram } from "./diagram-graph.ts";
import type { Kernel } from "./kernel.ts";

export interface StepProblem {
  readonly kernel: Kernel;
  /** Terminals: 1 where the goal is reached, 0 where it is not. */
  readonly target: Diagram;
  /** Levels that the target looks at. */
  readonly levels: readonly number[];
  readonly facts: Facts;
  readonly fixed: ReadonlySet<string>;
}

/** A change outweighs any difference of sizes. */
export const changeWeight = 1_000;

export interface Change extends Move {
  readonly fact: string;
  readonly from: FactValue;
}

/** Facts that people give behind a level. */
export const factsOfLevel = (kernel: Kernel, level: number): readonly string[] =>
  factsBehind(kernel.derivations, kernel.facts[level]?.id ?? "");
