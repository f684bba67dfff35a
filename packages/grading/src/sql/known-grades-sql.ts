/** The rules of a pack as one SQL query over rows whose facts are all known. */

import type { Grading } from "@fenji/regime";
import { ruleReads } from "./rule-reads.ts";
import { appliesIn, sqlWorld } from "./sql-world.ts";
import { term } from "./terms.ts";

/**
 * One column per type: `g0`, `g1`, … the rank, NULL where the type does not apply; and `r`.
 * @param table With the columns of `sqlColumns` and `r`.
 */
export const knownGradesSql = (grading: Grading, table: string): string => {
  const world = sqlWorld(grading, ruleReads(grading, grading.types), () => "");
  const kept = grading.types.map((type, index) => {
    const result = world.names.node(type.result);
    const grade = world.layers.keep(term`CASE WHEN ${appliesIn(world, type)} THEN ${result} END`);
    return `${grade.text} AS g${index}`;
  });
  return `SELECT r, ${kept.join(", ")} FROM ${world.layers.over(table)} AS graded`;
};
