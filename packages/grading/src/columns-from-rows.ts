/** Checks facts as people and files give them, and lays them out as columns. */

import { AppError } from "@fenji/kernel";
import type { FactDefinition, Facts, FactValue, NumberFact, Option } from "@fenji/regime";
import { nearest } from "@fenji/regime";
import type { Column, Columns } from "./columns.ts";
import type { Kernel } from "./kernel.ts";

/**
 * `null` and absent members are unknown.
 * @throws AppError `fact.unknown-id`, `fact.wrong-type`, `fact.out-of-range`, `fact.unknown-option`, each naming the
 * fact, what was expected and what was found, and for more than one row the row (from 1).
 */
export const columnsFromRows = (kernel: Kernel, rows: readonly Facts[]): Columns => {
  const present = new Uint16Array(rows.length);
  const derived = new Set(kernel.derivations.map(({ id }) => id));
  const given = kernel.facts.filter(({ id }) => !derived.has(id));
  const columns = given.map((fact) => columnOf({ fact, rows, present, row: 0 }));
  for (let start = 0; start < rows.length; start += blockRows)
    for (const { fill } of columns) fill(start, Math.min(rows.length, start + blockRows));
  const ids = new Set(given.map((fact) => fact.id));
  for (const [row, facts] of rows.entries())
    if (Object.keys(facts).length !== present[row]) requireKnown(facts, ids, placeOf(rows, row));
  return {
    rows: rows.length,
    byFact: new Map(columns.map(({ id, column }) => [id, column])),
  };
};

/** Fact after fact over a few rows: their objects stay in the cache. */
const blockRows = 256;

/** ` #3` where there are several rows. */
const placeOf = (rows: readonly Facts[], row: number): string =>
  rows.length > 1 ? ` #${row + 1}` : "";

/** Members that are undefined are absent, and no fault. */
const requireKnown = (facts: Facts, ids: ReadonlySet<string>, place: string): void => {
  for (const [fact, value] of Object.entries(facts)) {
    if (ids.has(fact) || value === undefined) continue;
    const near = nearest(fact, ids);
    if (near !== undefined)
      throw new AppError("fact.unknown-id-near", { fact: fact + place, near });
    throw new AppError("fact.unknown-id", { fact: fact + place, expected: [...ids].join(", ") });
  }
};

/** One fact being laid out; `row` is where the work has got to. */
interface Filling {
  readonly fact: FactDefinition;
  readonly rows: readonly Facts[];
  /** Counts the members of each row that are facts of the pack. */
  readonly present: Uint16Array;
  row: number;
}

interface FilledColumn {
  readonly id: string;
  readonly column: Column;
  readonly fill: (from: number, to: number) => void;
}

const columnOf = (filling: Filling): FilledColumn => {
  const { fact, rows } = filling;
  const unknown = new Uint32Array(Math.ceil(rows.length / 32));
  switch (fact.kind) {
    case "number": {
      const values = new Float64Array(rows.length);
      return into(
        filling,
        { kind: "number", values, unknown },
        { values, unknown, read: (value) => requireNumber(filling, fact, value) },
      );
    }
    case "boolean": {
      const values = new Uint8Array(rows.length);
      return into(
        filling,
        { kind: "boolean", values, unknown },
        { values, unknown, read: (value) => requireBoolean(filling, value) },
      );
    }
    case "choice": {
      const values = new Uint16Array(rows.length);
      const at = positionsOf(fact.options);
      const read = (value: FactValue): number =>
        typeof value === "string"
          ? (at.get(value) ?? unknownOption(filling, fact.options, value))
          : wrongType(filling, oneOf(fact.options), value);
      return into(filling, { kind: "choice", values, unknown }, { values, unknown, read });
    }
    case "set": {
      const values = new Uint16Array(rows.length);
      const at = positionsOf(fact.options);
      const refuse = (option: string): never => unknownOption(filling, fact.options, option);
      const read = (value: FactValue): number =>
        isList(value)
          ? maskOf(value, at, refuse)
          : wrongType(filling, `[${oneOf(fact.options)}]`, value);
      return into(filling, { kind: "set", values, unknown }, { values, unknown, read });
    }
  }
};

interface Target {
  readonly values: Float64Array | Uint8Array | Uint16Array;
  readonly unknown: Uint32Array;
  readonly read: (value: FactValue) => number;
}

const into = (filling: Filling, column: Column, target: Target): FilledColumn => ({
  id: filling.fact.id,
  column,
  fill: (from, to) => fillRows(filling, target, { from, to }),
});

const fillRows = (
  filling: Filling,
  { values, unknown, read }: Target,
  { from, to }: { readonly from: number; readonly to: number },
): void => {
  const { rows, present, fact } = filling;
  for (let row = from; row < to; row += 1) {
    const value = rows[row]?.[fact.id];
    if (value !== undefined) present[row] = (present[row] ?? 0) + 1;
    if (value === undefined || value === null)
      unknown[row >> 5] = (unknown[row >> 5] ?? 0) | (1 << (row & 31));
    else {
      filling.row = row;
      values[row] = read(value);
    }
  }
};

const isList = (value: FactValue): value is readonly string[] =>
  Array.isArray(value) && value.every((member) => typeof member === "string");

const maskOf = (
  ids: readonly string[],
  positions: ReadonlyMap<string, number>,
  refuse: (id: string) => never,
): number => {
  let mask = 0;
  for (const id of ids) mask |= 1 << (positions.get(id) ?? refuse(id));
  return mask;
};

const positionsOf = (options: readonly Option[]): ReadonlyMap<string, number> =>
  new Map(options.map((option, index) => [option.id, index]));

const oneOf = (options: readonly Option[]): string => {
  const ids = options.slice(0, 12).map((option) => option.id);
  return `${ids.join(" | ")}${options.length > ids.length ? " | …" : ""}`;
};

/** At most 60 characters of what was found. */
const shown = (value: FactValue): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

const named = ({ fact, rows, row }: Filling): string => fact.id + placeOf(rows, row);

const wrongType = (filling: Filling, expected: string, actual: FactValue): never => {
  throw new AppError("fact.wrong-type", {
    fact: named(filling),
    expected,
    actual: shown(actual),
  });
};

const unknownOption = (filling: Filling, options: readonly Option[], actual: string): never => {
  throw new AppError("fact.unknown-option", {
    fact: named(filling),
    actual,
    expected: oneOf(options),
  });
};

const requireBoolean = (filling: Filling, value: FactValue): number => {
  if (typeof value !== "boolean") return wrongType(filling, "true / false", value);
  return value ? 1 : 0;
};

const rangeOf = ({ integer, min, max }: NumberFact): string => {
  const bounds = [min === null ? "" : `≥ ${min}`, max === null ? "" : `≤ ${max}`].filter(Boolean);
  return `${integer ? "integer" : "number"} ${bounds.join(", ")}`.trim();
};

const requireNumber = (filling: Filling, fact: NumberFact, value: FactValue): number => {
  if (typeof value !== "number") return wrongType(filling, rangeOf(fact), value);
  if (!Number.isFinite(value)) return wrongType(filling, rangeOf(fact), String(value));
  const whole = !fact.integer || Number.isInteger(value);
  const inside =
    (fact.min === null || value >= fact.min) && (fact.max === null || value <= fact.max);
  if (whole && inside) return value;
  throw new AppError("fact.out-of-range", {
    fact: named(filling),
    expected: rangeOf(fact),
    actual: value,
  });
};
