/** Regrades a registry under edited rules and counts who moved: the whole work of the page, without page or worker. */

import type { AttributeColumn, ColumnsFile, KernelSource, RuleEdit } from "@fenji/grading";
import { findMovers, type Movers, type MoversAsked } from "./find-movers.ts";
import { dimensions, groupCount, type Keys, type Picture } from "./picture.ts";
import { openTypeRows, type Classes, type TypeRows } from "./type-rows.ts";

export interface Asked {
  readonly type: string;
  readonly edits: readonly RuleEdit[];
}

export interface Simulation {
  readonly rows: number;
  readonly keys: Keys;
  /** @throws AppError `rules.*` for edits that the rules do not take, `grading.*` for rules that cannot be compiled. */
  readonly regrade: (asked: Asked) => Picture;
  /** Prepares what is likely to be asked next. */
  readonly warm: (asked: Asked) => void;
  readonly findMovers: (asked: MoversAsked) => Movers;
}

/** Without an attribute every row has the empty key. */
const keysOf = (column: AttributeColumn | undefined): readonly string[] =>
  column?.kind === "dictionary" ? column.entries : [""];

const codeAt = (column: AttributeColumn | undefined, row: number): number =>
  column?.kind === "dictionary" ? (column.codes[row] ?? 0) : 0;

const groupsOf = ({ columns, attributes }: ColumnsFile, keys: Keys): Uint32Array => {
  const [jurisdictions, sectors, sizes] = dimensions.map((name) => attributes.get(name));
  const groups = new Uint32Array(columns.rows);
  for (let row = 0; row < groups.length; row += 1)
    groups[row] =
      (codeAt(jurisdictions, row) * keys.sector.length + codeAt(sectors, row)) * keys.size.length +
      codeAt(sizes, row);
  return groups;
};

interface Counting {
  readonly groups: Uint32Array;
  readonly keys: Keys;
  readonly size: number;
}

const countMoves = (
  { groups, keys, size }: Counting,
  before: Classes,
  after: Classes,
): Uint32Array<ArrayBuffer> => {
  const cells = size * size;
  const counts = new Uint32Array(groupCount(keys) * cells);
  for (let row = 0; row < groups.length; row += 1) {
    const at = (groups[row] ?? 0) * cells + (before[row] ?? 0) * size + (after[row] ?? 0);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
};

/** @param file Columns of the pack's facts, with the attributes `jurisdiction`, `sector` and `size`. */
export const openSimulation = (file: ColumnsFile, source: KernelSource): Simulation => {
  const keys: Keys = {
    jurisdiction: keysOf(file.attributes.get("jurisdiction")),
    sector: keysOf(file.attributes.get("sector")),
    size: keysOf(file.attributes.get("size")),
  };
  const groups = groupsOf(file, keys);
  const types = new Map<string, TypeRows>();
  const typeRows = (type: string): TypeRows => {
    const held = types.get(type) ?? openTypeRows(source, file.columns, type);
    types.set(type, held);
    return held;
  };
  return {
    rows: file.columns.rows,
    keys,
    regrade: ({ type, edits }) => {
      const { classes, before, after } = typeRows(type);
      const counts = countMoves({ groups, keys, size: classes.length }, before, after(edits));
      return { type, classes, keys, counts };
    },
    warm: ({ type, edits }) => typeRows(type).warm(edits),
    findMovers: (asked) => findMovers(file, typeRows(asked.type), asked),
  };
};
