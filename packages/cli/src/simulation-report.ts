/** What a simulation says, in the shape that `--json` promises. */

import type { GradeComparison, GradeKey, Movement } from "@fenji/grading";
import type { Pack } from "@fenji/regime";
import type { Simulation, SqlVerdict } from "./simulate-registry.ts";

export type Counts = Readonly<Record<GradeKey, number>>;

export interface TypeReport {
  readonly before: Counts;
  readonly after: Counts;
  readonly movement: readonly Movement[];
}

export interface SimulationReport extends TypeReport {
  readonly firms: number;
  readonly pack: string;
  readonly synthetic: boolean;
  readonly set: Readonly<Record<string, number>>;
  readonly ms: Simulation["ms"];
  readonly sqlAgrees: boolean | null;
  /** Rows that SQL looked at. */
  readonly sqlRows: number;
  readonly types: Readonly<Record<string, TypeReport>>;
}

const countsOf = (found: ReadonlyMap<GradeKey, number>, ranks: readonly number[]): Counts =>
  Object.fromEntries(
    [...ranks.map(String), "undetermined"].map((key) => [key, found.get(key) ?? 0]),
  );

const sumOf = (all: readonly ReadonlyMap<GradeKey, number>[]): ReadonlyMap<GradeKey, number> => {
  const sums = new Map<GradeKey, number>();
  for (const counts of all)
    for (const [key, count] of counts) sums.set(key, (sums.get(key) ?? 0) + count);
  return sums;
};

const sumMovements = (all: readonly (readonly Movement[])[]): readonly Movement[] => {
  const groups = Map.groupBy(all.flat(), ({ from, to }) => `${from} ${to}`);
  return [...groups.values()]
    .flatMap((same): Movement[] => {
      const [first] = same;
      if (first === undefined) return [];
      return [{ ...first, count: same.reduce((sum, { count }) => sum + count, 0) }];
    })
    .toSorted((a, b) => order(a.from) - order(b.from) || order(a.to) - order(b.to));
};

const order = (key: GradeKey): number => (/^\d+$/.test(key) ? Number(key) : 1_000);

interface Said {
  readonly simulation: Simulation;
  /** Of the types that are to be shown. */
  readonly comparisons: readonly GradeComparison[];
  readonly set: Readonly<Record<string, number>>;
  readonly sql: SqlVerdict | null;
}

/** The top level counts gradings: every firm once for each type that applies to it. */
export const simulationReport = (
  { header, grading }: Pack,
  { simulation, comparisons, set, sql }: Said,
): SimulationReport => {
  const ranksOf = (id: string): readonly number[] =>
    grading.types.find((type) => type.id === id)?.grades.map(({ rank }) => rank) ?? [];
  const shown = comparisons.map(({ type }) => type);
  const ranks = [...new Set(shown.flatMap(ranksOf))].toSorted((a, b) => a - b);
  return {
    firms: simulation.file.columns.rows,
    pack: `${header.id}@${header.version}`,
    synthetic: simulation.file.synthetic !== null,
    set,
    before: countsOf(sumOf(comparisons.map(({ before }) => before)), ranks),
    after: countsOf(sumOf(comparisons.map(({ after }) => after)), ranks),
    movement: sumMovements(comparisons.map(({ movement }) => movement)),
    ms: simulation.ms,
    sqlAgrees: sql?.agrees ?? null,
    sqlRows: sql?.rows ?? 0,
    types: Object.fromEntries(
      comparisons.map(({ type, before, after, movement }) => [
        type,
        {
          before: countsOf(before, ranksOf(type)),
          after: countsOf(after, ranksOf(type)),
          movement,
        },
      ]),
    ),
  };
};
