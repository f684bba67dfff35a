/** How much of its target a path over crosswalks covers, and so what a pass at its start may prove. */

import type { Relation } from "@fenji/regime";

/**
 * Of two hops in a row. The relations are a diamond, `equal` above `subset` and `superset`, these above `intersects`, and
 * the path has the meet of its hops: never stronger than the weakest of them. A part of a thing that is more than the
 * target, and more than a thing that is part of the target, may have little to do with it: both are `intersects`.
 */
export const meet = (a: Relation, b: Relation): Relation => {
  if (a === b || b === "equal") return a;
  return a === "equal" ? b : "intersects";
};

/** Whether `a` is at least as strong as `b`. */
export const atLeast = (a: Relation, b: Relation): boolean => meet(a, b) === b;

/** What a pass at the start of a path proves of its end. */
export type Coverage = "whole" | "part" | "none";

export const coverageOf: Readonly<Record<Relation, Coverage>> = {
  equal: "whole",
  superset: "whole",
  subset: "part",
  intersects: "none",
};

/** The strongest first; of two that prove alike the exact one. */
export const strongestFirst: readonly Relation[] = ["equal", "superset", "subset", "intersects"];
