/**
 * The rules of a pack as SQL over rows of which facts may be unknown: every completion with values that stand for all
 * others, where they are few; a few witnesses where they are many. A second executor beside the kernel.
 */

import type { FactDefinition, GradedType, Grading } from "@fenji/regime";
import { askedOf, representatives, type AskedOf } from "./representatives.ts";
import { ruleReads, type RuleReads } from "./rule-reads.ts";
import { sqlCondition } from "./sql-conditions.ts";
import { appliesIn, sqlColumns, sqlWorld, type World } from "./sql-world.ts";
import { double, joinTerms, term, type Term } from "./terms.ts";

/** Bits of a found set: r for rank r, 31 for no result, 32 for a value that is no grade. */
const noResult = 2 ** 31;
const noGrade = 2 ** 32;

export interface Completions {
  /** Up to so many of one row are all tried. */
  readonly most: number;
  /** So many are tried of a row that has more. */
  readonly witnesses: number;
}

export interface FoundSource {
  /** With the columns of `sqlColumns` and `r`. */
  readonly table: string;
  readonly completions: Completions;
}

/** By type: a query of `r`, `found` (bits of the grades found) and `whole` (those are all that there can be). */
export const foundGradesSql = (
  grading: Grading,
  source: FoundSource,
): ReadonlyMap<string, string> =>
  new Map(grading.types.map((type) => [type.id, foundSql(grading, type, source)]));

/** A fact that the type reads, with the values that stand for all others. */
interface Filled {
  readonly fact: FactDefinition;
  readonly name: string;
  readonly values: readonly number[];
}

const literal = ({ kind }: FactDefinition, value: number): string =>
  kind === "number" ? double(value) : String(value);

const filledFacts = (grading: Grading, reads: RuleReads, asked: AskedOf): readonly Filled[] => {
  const columns = new Map(sqlColumns(grading).map(({ fact, name }) => [fact, name]));
  return reads.facts.map((fact) => ({
    fact,
    name: columns.get(fact.id) ?? "",
    values: representatives(fact, asked),
  }));
};

/** Unknown facts are filled in by joins that find one row where the fact is known and one per value where it is not. */
const everyCompletion = (filled: readonly Filled[]): string => {
  const picked = filled.map(({ name }) => `COALESCE(t.${name}, v_${name}.v) AS ${name}`);
  const joins = filled.map(({ fact, name, values }) => {
    const rows = values.map((value) => `(${literal(fact, value)})`).join(", ");
    return `LEFT JOIN (VALUES ${rows}) AS v_${name}(v) ON t.${name} IS NULL`;
  });
  return `SELECT t.r, ${picked.join(", ")}, NOT t.vague AS every FROM open_rows AS t ${joins.join(" ")}`;
};

/** Every fact goes round its values at its own pace, so that a few rows meet many pairs. */
const someCompletions = (filled: readonly Filled[], count: number): string => {
  const rows = Array.from({ length: count }, (_, n) => {
    const cells = filled.map(({ fact, values }, index) => {
      const at = (n * (2 * index + 1) + Math.floor(n / values.length) + index) % values.length;
      return literal(fact, values[at] ?? 0);
    });
    return `(${cells.join(", ")})`;
  });
  const names = filled.map(({ name }) => name);
  const picked = names.map((name) => `COALESCE(t.${name}, w.${name}) AS ${name}`);
  return `SELECT t.r, ${picked.join(", ")}, FALSE AS every FROM crowded_rows AS t CROSS JOIN (VALUES ${rows.join(", ")}) AS w(${names.join(", ")})`;
};

/** A condition over facts alone can be false whatever the unknown ones are; then there is nothing to try. */
const surelyAbsent = (grading: Grading, { appliesWhen }: GradedType): string => {
  if (appliesWhen === null) return "FALSE";
  const columns = new Map(sqlColumns(grading).map(({ fact, name }) => [fact, name]));
  let factsAlone = true;
  const names = {
    fact: (id: string): Term => {
      const text = columns.get(id);
      factsAlone &&= text !== undefined;
      return { text: text ?? "NULL", layer: 0 };
    },
    node: (): Term => {
      factsAlone = false;
      return term`NULL`;
    },
    definition: (id: string) => grading.facts.find((fact) => fact.id === id),
  };
  const { text } = sqlCondition(names, appliesWhen);
  return factsAlone ? `COALESCE(NOT ${text}, FALSE)` : "FALSE";
};

/** Rounding of logarithms must not move a row over the limit. */
const slack = 1e-9;

/** Logarithms are added, because products of many facts' values outgrow every number. */
const counted = (filled: readonly Filled[]): string =>
  filled
    .map(
      ({ name, values }) =>
        `CASE WHEN ${name} IS NULL THEN ${double(Math.log(values.length))} ELSE ${double(0)} END`,
    )
    .join(" + ");

const foundBits = (world: World, type: GradedType): Term => {
  const result = world.names.node(type.result);
  const arms = type.grades.map(({ rank }) => `WHEN ${rank} THEN ${2 ** rank}`).join(" ");
  const graded = term`CASE ${result} ${arms} ELSE ${String(noGrade)} END`;
  return term`CAST(CASE WHEN ${appliesIn(world, type)} THEN ${graded} ELSE ${String(noResult)} END AS BIGINT)`;
};

const foundSql = (
  grading: Grading,
  type: GradedType,
  { table, completions }: FoundSource,
): string => {
  const reads = ruleReads(grading, [type]);
  const asked = askedOf(reads.nodes, type.appliesWhen === null ? [] : [type.appliesWhen]);
  const filled = filledFacts(grading, reads, asked);
  const names = filled.map(({ name }) => name);
  const world = sqlWorld(grading, reads, () => double(0));
  const bits = world.layers.keep(foundBits(world, type));
  const valued = world.layers.keep(
    joinTerms([term`TRUE`, ...world.derived.map((one) => term`${one} IS NOT NULL`)], " AND "),
  );
  const unknown = names.map((name) => `${name} IS NULL`);
  const vague = filled
    .filter(({ fact }) => reads.derivedFrom.has(fact.id))
    .map(({ name }) => `${name} IS NULL`);
  const limit = double(Math.log(completions.most) + slack);
  return `WITH counted AS (SELECT r, ${names.join(", ")}, ${surelyAbsent(grading, type)} AS absent,
  (${unknown.join(" OR ")}) AS unknown, (${["FALSE", ...vague].join(" OR ")}) AS vague,
  ${counted(filled)} AS ways FROM ${table}),
open_rows AS (SELECT * FROM counted WHERE NOT absent AND unknown AND ways <= ${limit}),
crowded_rows AS (SELECT * FROM counted WHERE NOT absent AND unknown AND ways > ${limit}),
filled AS (SELECT r, ${names.join(", ")}, TRUE AS every FROM counted WHERE NOT absent AND NOT unknown
  UNION ALL ${everyCompletion(filled)}
  UNION ALL ${someCompletions(filled, completions.witnesses)})
SELECT r, BIT_OR(${bits.text}) AS found, BOOL_AND(every AND ${valued.text}) AS whole
  FROM ${world.layers.over("filled")} AS graded GROUP BY r
UNION ALL SELECT r, CAST(${noResult} AS BIGINT), TRUE FROM counted WHERE absent`;
};
