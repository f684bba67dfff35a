/** Opens a file of columns for the facts of one pack; every value has been looked at before a rule sees it. */

import { AppError } from "@fenji/kernel";
import type { FactDefinition, NumberFact } from "@fenji/regime";
import {
  elementBytes,
  type AttributeColumn,
  type ColumnsFile,
  type Elements,
  type Place,
  type WrittenAttribute,
  type WrittenFact,
} from "./columns-file.ts";
import { readColumnsHeader } from "./columns-file-header.ts";
import { isUnknown, type Column, type Unknowns } from "./columns.ts";

/** The arrays of one file. */
interface Body {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly rows: number;
}

/** A view where the bytes lie as the element type needs them, else a copy. */
const elementsAt = ({ bytes, start }: Body, { type, offset, bytes: length }: Place): Elements => {
  const from = start + offset;
  const fits = (bytes.byteOffset + from) % elementBytes[type] === 0;
  const source = fits ? bytes : bytes.slice(from, from + length);
  const at = fits ? bytes.byteOffset + from : 0;
  const count = length / elementBytes[type];
  switch (type) {
    case "uint8":
      return new Uint8Array(source.buffer, at, count);
    case "uint16":
      return new Uint16Array(source.buffer, at, count);
    case "uint32":
      return new Uint32Array(source.buffer, at, count);
    case "float32":
      return new Float32Array(source.buffer, at, count);
    case "float64":
      return new Float64Array(source.buffer, at, count);
  }
};

const words = (body: Body, place: Place): Uint32Array => {
  const found = elementsAt(body, place);
  return found instanceof Uint32Array ? found : Uint32Array.from(found);
};

const unknownOf = (body: Body, { unknown }: WrittenFact): Unknowns =>
  unknown === undefined ? null : words(body, unknown);

const refuse = (
  column: string,
  { row, expected, actual }: { row: number; expected: string; actual: number },
): never => {
  throw new AppError("columns.value", { column, row: row + 1, expected, actual: String(actual) });
};

/** Every known value is within 0 … most. */
const requireWithin = (
  column: string,
  { values, unknown, most }: { values: Elements; unknown: Unknowns; most: number },
): void => {
  for (let row = 0; row < values.length; row += 1) {
    const actual = values[row] ?? 0;
    if (actual > most && !isUnknown(unknown, row))
      refuse(column, { row, expected: `0 … ${most}`, actual });
  }
};

const requireNumbers = (fact: NumberFact, values: Float64Array, unknown: Unknowns): void => {
  const least = fact.min ?? -Number.MAX_VALUE;
  const most = fact.max ?? Number.MAX_VALUE;
  for (let row = 0; row < values.length; row += 1) {
    const actual = values[row] ?? 0;
    const fits = actual >= least && actual <= most && (!fact.integer || Number.isInteger(actual));
    if (fits || isUnknown(unknown, row)) continue;
    const kind = fact.integer ? "integer" : "number";
    refuse(fact.id, { row, expected: `${kind} ${fact.min ?? "−∞"} … ${fact.max ?? "∞"}`, actual });
  }
};

const positionsIn = (
  fact: FactDefinition & { readonly kind: "choice" | "set" },
  options: readonly string[],
): readonly number[] =>
  options.map((id) => {
    const position = fact.options.findIndex((option) => option.id === id);
    if (position < 0)
      throw new AppError("columns.unfit", {
        column: fact.id,
        actual: id,
        expected: fact.options
          .slice(0, 12)
          .map((option) => option.id)
          .join(" | "),
      });
    return position;
  });

/** Codes of the file's options become those of the pack's. */
const renumber = (
  fact: FactDefinition & { readonly kind: "choice" | "set" },
  { values, options }: { readonly values: Elements; readonly options: readonly string[] },
): Uint16Array => {
  const positions = positionsIn(fact, options);
  const same = positions.every((position, index) => position === index);
  if (same) return Uint16Array.from(values);
  if (fact.kind === "choice") return Uint16Array.from(values, (code) => positions[code] ?? 0);
  return Uint16Array.from(values, (mask) =>
    positions.reduce(
      (moved, position, index) => moved | ((mask & (1 << index)) === 0 ? 0 : 1 << position),
      0,
    ),
  );
};

const columnOf = (body: Body, written: WrittenFact, fact: FactDefinition): Column => {
  if (written.kind !== fact.kind)
    throw new AppError("columns.unfit", {
      column: fact.id,
      actual: written.kind,
      expected: fact.kind,
    });
  const values = elementsAt(body, written.values);
  const unknown = unknownOf(body, written);
  const options = written.options ?? [];
  switch (fact.kind) {
    case "number": {
      const numbers = values instanceof Float64Array ? values : Float64Array.from(values);
      requireNumbers(fact, numbers, unknown);
      return { kind: "number", values: numbers, unknown };
    }
    case "boolean":
      requireWithin(fact.id, { values, unknown, most: 1 });
      return { kind: "boolean", values: Uint8Array.from(values), unknown };
    case "choice":
      requireWithin(fact.id, { values, unknown, most: options.length - 1 });
      return { kind: "choice", values: renumber(fact, { values, options }), unknown };
    case "set":
      requireWithin(fact.id, { values, unknown, most: 2 ** options.length - 1 });
      return { kind: "set", values: renumber(fact, { values, options }), unknown };
  }
};

const codesOf = (values: Elements): Uint8Array | Uint16Array | Uint32Array =>
  values instanceof Uint8Array || values instanceof Uint16Array ? values : Uint32Array.from(values);

const attributeOf = (body: Body, written: WrittenAttribute): AttributeColumn => {
  const { name } = written;
  const values = elementsAt(body, written.values);
  if (written.starts === undefined) {
    const entries = written.entries ?? [];
    requireWithin(name, { values, unknown: null, most: entries.length - 1 });
    return { kind: "dictionary", entries, codes: codesOf(values) };
  }
  const starts = words(body, written.starts);
  for (let row = 0; row < body.rows; row += 1) {
    const [from, actual] = [starts[row] ?? 0, starts[row + 1] ?? 0];
    if (actual < from || actual > values.length)
      refuse(name, { row, expected: `${from} … ${values.length}`, actual });
  }
  return { kind: "text", units: Uint16Array.from(values), starts };
};

/**
 * Facts of the pack that the file does not have are unknown in every row.
 * @param facts Of the pack that is to grade the rows.
 * @throws AppError `columns.*`, naming the column and row, or the place in the header.
 */
export const readColumnsFile = (
  bytes: Uint8Array,
  facts: readonly FactDefinition[],
): ColumnsFile => {
  const { header, start } = readColumnsHeader(bytes);
  const { pack, rows, synthetic, notice } = header;
  const body: Body = { bytes, start, rows };
  const byFact = new Map(
    header.facts.map((written) => {
      const fact = facts.find(({ id }) => id === written.id);
      if (fact === undefined)
        throw new AppError("columns.unfit", {
          column: written.id,
          actual: written.kind,
          expected: facts.map(({ id }) => id).join(", "),
        });
      return [written.id, columnOf(body, written, fact)];
    }),
  );
  const attributes = new Map(
    header.attributes.map((written) => [written.name, attributeOf(body, written)]),
  );
  return { pack, synthetic, notice, columns: { rows, byFact }, attributes };
};

/** The pack for which a file was made, before its columns are looked at. @throws AppError `columns.*`. */
export const readColumnsPack = (bytes: Uint8Array): ColumnsFile["pack"] =>
  readColumnsHeader(bytes).header.pack;
