/** Checks facts as people and files give them, and lays them out as columns. */

import { AppError, type ErrorParams } from "@fenji/kernel";
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
  const writers = kernel.facts.map((fact) => ({ id: fact.id, ...writerOf(fact, rows.length) }));
  const ids = new Set(kernel.facts.map((fact) => fact.id));
  for (const [row, facts] of rows.entries()) {
    try {
      let known = 0;
      for (const { id, write, skip } of writers) {
        const value = facts[id];
        if (value !== undefined) known += 1;
        if (value === undefined || value === null) skip(row);
        else write(row, value);
      }
      if (Object.keys(facts).length !== known) requireKnown(facts, ids);
    } catch (error) {
      throw rows.length > 1 && error instanceof AppError ? withRow(error, row) : error;
    }
  }
  return { rows: rows.length, byFact: new Map(writers.map(({ id, column }) => [id, column])) };
};

const withRow = (error: AppError, row: number): AppError =>
  new AppError(error.code, {
    ...error.params,
    fact: `${String(error.params["fact"])} #${row + 1}`,
  });

/** Members that are undefined are absent, and no fault. */
const requireKnown = (facts: Facts, ids: ReadonlySet<string>): void => {
  for (const [fact, value] of Object.entries(facts)) {
    if (ids.has(fact) || value === undefined) continue;
    const near = nearest(fact, ids);
    if (near !== undefined) throw new AppError("fact.unknown-id-near", { fact, near });
    throw new AppError("fact.unknown-id", { fact, expected: [...ids].join(", ") });
  }
};

interface Writer {
  readonly column: Column;
  readonly write: (row: number, value: NonNullable<FactValue>) => void;
  readonly skip: (row: number) => void;
}

const writerOf = (fact: FactDefinition, rows: number): Writer => {
  const unknown = new Uint32Array(Math.ceil(rows / 32));
  const skip = (row: number): void => {
    unknown[row >> 5] = (unknown[row >> 5] ?? 0) | (1 << (row & 31));
  };
  switch (fact.kind) {
    case "number": {
      const values = new Float64Array(rows);
      const write: Writer["write"] = (row, value) => {
        values[row] = requireNumber(fact, value);
      };
      return { column: { kind: "number", values, unknown }, write, skip };
    }
    case "boolean": {
      const values = new Uint8Array(rows);
      const write: Writer["write"] = (row, value) => {
        if (typeof value !== "boolean") throw wrongType(fact, "true / false", value);
        values[row] = value ? 1 : 0;
      };
      return { column: { kind: "boolean", values, unknown }, write, skip };
    }
    case "choice": {
      const values = new Uint16Array(rows);
      const positions = positionsOf(fact.options);
      const write: Writer["write"] = (row, value) => {
        if (typeof value !== "string") throw wrongType(fact, oneOf(fact.options), value);
        values[row] = positions.get(value) ?? unknownOption(fact, fact.options, value);
      };
      return { column: { kind: "choice", values, unknown }, write, skip };
    }
    case "set": {
      const values = new Uint16Array(rows);
      const positions = positionsOf(fact.options);
      const write: Writer["write"] = (row, value) => {
        if (!isList(value)) throw wrongType(fact, `[${oneOf(fact.options)}]`, value);
        values[row] = maskOf(value, positions, (option) =>
          unknownOption(fact, fact.options, option),
        );
      };
      return { column: { kind: "set", values, unknown }, write, skip };
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

const wrongType = (fact: FactDefinition, expected: string, actual: FactValue): AppError =>
  new AppError("fact.wrong-type", { fact: fact.id, expected, actual: shown(actual) });

const unknownOption = (fact: FactDefinition, options: readonly Option[], actual: string): never => {
  const params: ErrorParams = { fact: fact.id, actual, expected: oneOf(options) };
  throw new AppError("fact.unknown-option", params);
};

const rangeOf = ({ integer, min, max }: NumberFact): string => {
  const bounds = [min === null ? "" : `≥ ${min}`, max === null ? "" : `≤ ${max}`].filter(Boolean);
  return `${integer ? "整数 integer" : "数字 number"} ${bounds.join(", ")}`.trim();
};

const requireNumber = (fact: NumberFact, value: FactValue): number => {
  if (typeof value !== "number" || !Number.isFinite(value))
    throw wrongType(fact, rangeOf(fact), typeof value === "number" ? String(value) : value);
  const whole = !fact.integer || Number.isInteger(value);
  const inside =
    (fact.min === null || value >= fact.min) && (fact.max === null || value <= fact.max);
  if (!whole || !inside)
    throw new AppError("fact.out-of-range", {
      fact: fact.id,
      expected: rangeOf(fact),
      actual: value,
    });
  return value;
};
