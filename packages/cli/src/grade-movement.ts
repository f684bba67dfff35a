/** Whose grade moves between two packs: the same facts, those of their cases and many made up, graded by both. */

import {
  applicability,
  columnsFromRows,
  compileKernel,
  gradeColumns,
  gradeIn,
  readColumnsFile,
  type GradedColumns,
  type Kernel,
} from "@fenji/grading";
import type { FactDefinition, Facts, FactValue, Pack } from "@fenji/regime";

/** A rank; null where the facts do not settle it; `none` where the type does not apply or the pack has no such type. */
export type Outcome = number | null | "none";

export interface Movement {
  readonly type: string;
  readonly from: Outcome;
  readonly to: Outcome;
  readonly count: number;
}

export interface GradeMovement {
  /** Firms of a registry, or objects made up to try the rules. */
  readonly of: "registry" | "trial";
  readonly objects: number;
  /** Objects whose grade moves in at least one type. */
  readonly moved: number;
  readonly movement: readonly Movement[];
}

/** Enough to meet each pair of neighbouring bounds of a regime of usual size. */
const madeUp = 4_000;

/** The same for the same packs: the numbers are drawn from a generator with a fixed seed. */
export const gradeMovement = (before: Pack, after: Pack): GradeMovement => {
  const rows = [
    ...before.cases.map(({ facts }) => facts),
    ...after.cases.map(({ facts }) => facts),
    ...madeUpFacts(before, after),
  ];
  const compared = { of: "trial", objects: rows.length } as const;
  return countMovement(compared, graded(before, rows), graded(after, rows));
};

/** Of the firms of a registry, whose file has the facts of either pack. @throws AppError `columns.*` */
export const registryMovement = (
  before: Pack,
  after: Pack,
  registry: Uint8Array,
): GradeMovement => {
  const side = (pack: Pack, other: Pack): { rows: number; side: Side } => {
    const { grading, header } = pack;
    const own = new Set(grading.facts.map(({ id }) => id));
    const facts = [...grading.facts, ...other.grading.facts.filter(({ id }) => !own.has(id))];
    const { columns } = readColumnsFile(registry, facts);
    const kernel = compileKernel({ grading, sources: header.sources });
    return { rows: columns.rows, side: sideOf(kernel, gradeColumns(kernel, columns)) };
  };
  const [a, b] = [side(before, after), side(after, before)];
  return countMovement({ of: "registry", objects: a.rows }, a.side, b.side);
};

const countMovement = (
  compared: Pick<GradeMovement, "of" | "objects">,
  before: Side,
  after: Side,
): GradeMovement => {
  const counts = new Map<string, { type: string; from: Outcome; to: Outcome; count: number }>();
  let moved = 0;
  const types = new Set([...before.types, ...after.types]);
  for (let row = 0; row < compared.objects; row += 1) {
    let moves = false;
    for (const type of types) {
      const [from, to] = [before.outcome(type, row), after.outcome(type, row)];
      if (from === to) continue;
      moves = true;
      const key = `${type} ${from} ${to}`;
      const entry = counts.get(key) ?? { type, from, to, count: 0 };
      entry.count += 1;
      counts.set(key, entry);
    }
    if (moves) moved += 1;
  }
  return { ...compared, moved, movement: [...counts.values()] };
};

interface Side {
  readonly types: readonly string[];
  readonly outcome: (type: string, row: number) => Outcome;
}

const graded = ({ grading, header }: Pack, rows: readonly Facts[]): Side => {
  const kernel = compileKernel({ grading, sources: header.sources });
  const known = new Map(kernel.facts.map((fact) => [fact.id, fact]));
  const fitting = rows.map((facts) =>
    Object.fromEntries(
      Object.entries(facts).filter(([id, value]) => {
        const fact = known.get(id);
        return fact !== undefined && fits(fact, value);
      }),
    ),
  );
  return sideOf(kernel, gradeColumns(kernel, columnsFromRows(kernel, fitting)));
};

const sideOf = (kernel: Kernel, columns: GradedColumns): Side => {
  const types = kernel.types.map(({ type }) => type.id);
  return { types, outcome: (type, row) => outcomeOf(columns, types.indexOf(type), row) };
};

const outcomeOf = ({ types }: GradedColumns, type: number, row: number): Outcome => {
  const column = types[type];
  if (column === undefined || column.applies[row] === applicability.no) return "none";
  return gradeIn(column.possible[row] ?? 0);
};

/** A value that one version of a fact allows may be none of another's: there it is unknown. */
const fits = (fact: FactDefinition, value: FactValue): boolean => {
  if (value === null) return true;
  switch (fact.kind) {
    case "boolean":
      return typeof value === "boolean";
    case "choice":
      return fact.options.some(({ id }) => id === value);
    case "set":
      return (
        Array.isArray(value) && value.every((id) => fact.options.some((option) => option.id === id))
      );
    case "number":
      return (
        typeof value === "number" &&
        (!fact.integer || Number.isInteger(value)) &&
        value >= (fact.min ?? -Infinity) &&
        value <= (fact.max ?? Infinity)
      );
  }
};

const numbersIn = (value: unknown): readonly number[] => {
  if (typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
};

/** Facts of both packs at and around the bounds of their rules; one in twenty is unknown. */
const madeUpFacts = (before: Pack, after: Pack): readonly Facts[] => {
  const facts = [...before.grading.facts, ...after.grading.facts];
  const bounds = [
    ...new Set([...numbersIn(before.grading.nodes), ...numbersIn(after.grading.nodes)]),
  ];
  const roll = drawing(20_211_116);
  const values = new Map(facts.map((fact) => [fact.id, valuesOf(fact, bounds)]));
  return Array.from({ length: madeUp }, () =>
    Object.fromEntries(
      [...values].map(([id, choices]) => [
        id,
        roll(20) === 0 ? null : (choices[roll(choices.length)] ?? null),
      ]),
    ),
  );
};

/** Subsets of a set are too many to list: none, each alone, all, and each half. */
const valuesOf = (fact: FactDefinition, bounds: readonly number[]): readonly FactValue[] => {
  if (fact.kind === "boolean") return [true, false];
  if (fact.kind === "number") {
    const near = bounds.flatMap((bound) => [bound, bound - 1, bound + 1, bound + 0.5]);
    const within = [...near, fact.min ?? 0, fact.max ?? 0].filter((value) => fits(fact, value));
    return [...new Set(within)];
  }
  const ids = fact.options.map(({ id }) => id);
  if (fact.kind === "choice") return ids;
  const half = ids.filter((_id, index) => index % 2 === 0);
  return [[], ids, half, ids.filter((id) => !half.includes(id)), ...ids.map((id) => [id])];
};

/** Numbers from 0 up to below `sides`, from a small generator with a seed. */
const drawing = (seed: number): ((sides: number) => number) => {
  let state = seed | 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * sides);
  };
};
