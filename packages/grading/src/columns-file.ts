/** A registry as one file: facts as typed columns with attributes beside them; see docs/registry-format.md. */

import type { LocalizedText } from "@fenji/kernel";
import type { FactDefinition } from "@fenji/regime";
import type { Column, Columns } from "./columns.ts";

export interface ColumnsFileHeader {
  /** Of whose facts the columns are; `hash` is SHA-256 in hexadecimal of the canonical JSON of its grading. */
  readonly pack: { readonly id: string; readonly version: string; readonly hash: string | null };
  /** Made by a generator from this seed; null: the rows are real. */
  readonly synthetic: { readonly seed: number } | null;
  /** Shown wherever the rows show. */
  readonly notice: LocalizedText | null;
}

/** One of few texts for each row. */
export interface DictionaryColumn {
  readonly kind: "dictionary";
  readonly entries: readonly string[];
  /** Position in `entries`. */
  readonly codes: Uint8Array | Uint16Array | Uint32Array;
}

/** A text of its own for each row. */
export interface TextColumn {
  readonly kind: "text";
  /** Code units of all rows, one after another. */
  readonly units: Uint16Array;
  /** One more than there are rows: where the text of each begins, and where the last ends. */
  readonly starts: Uint32Array;
}

export type AttributeColumn = DictionaryColumn | TextColumn;

export interface ColumnsFile extends ColumnsFileHeader {
  readonly columns: Columns;
  /** By name: `jurisdiction`, `city`, `division`, `sector`, `size`, `creditCode`, `name`. */
  readonly attributes: ReadonlyMap<string, AttributeColumn>;
}

export const magic = "FENJICOL";
export const containerVersion = 1;
/** Magic, version, length of the header. */
export const preambleBytes = 16;

/** Element types, named as the file names them. */
export type ElementType = "uint8" | "uint16" | "uint32" | "float32" | "float64";

export const elementBytes: Readonly<Record<ElementType, number>> = {
  uint8: 1,
  uint16: 2,
  uint32: 4,
  float32: 4,
  float64: 8,
};

export type Elements = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;

/** Where the elements of one array lie, counted from the end of the header. */
export interface Place {
  readonly type: ElementType;
  readonly offset: number;
  readonly bytes: number;
}

export interface WrittenFact {
  readonly id: string;
  readonly kind: Column["kind"];
  readonly values: Place;
  /** Absent: every value is known. */
  readonly unknown?: Place;
  /** Ids in the order of positions, of a choice or set. */
  readonly options?: readonly string[];
}

export interface WrittenAttribute {
  readonly name: string;
  readonly kind: AttributeColumn["kind"];
  readonly entries?: readonly string[];
  /** Codes of a dictionary, code units of a text. */
  readonly values: Place;
  readonly starts?: Place;
}

export interface WrittenHeader {
  readonly pack: ColumnsFileHeader["pack"];
  readonly rows: number;
  readonly synthetic: ColumnsFileHeader["synthetic"];
  readonly notice: LocalizedText | null;
  readonly facts: readonly WrittenFact[];
  readonly attributes: readonly WrittenAttribute[];
}

/** The narrowest array that holds every value exactly. */
const narrowest = (values: Float64Array | Uint8Array | Uint16Array | Uint32Array): Elements => {
  let most = 0;
  let whole = true;
  let single = true;
  for (const value of values) {
    // Minus zero is no unsigned integer.
    if (value < 0 || value !== Math.floor(value) || Object.is(value, -0)) whole = false;
    if (value !== Math.fround(value)) single = false;
    if (value > most) most = value;
  }
  if (whole && most < 2 ** 8) return Uint8Array.from(values);
  if (whole && most < 2 ** 16) return Uint16Array.from(values);
  if (whole && most < 2 ** 32) return Uint32Array.from(values);
  return single ? Float32Array.from(values) : Float64Array.from(values);
};

const typeOf = (elements: Elements): ElementType => {
  if (elements instanceof Uint8Array) return "uint8";
  if (elements instanceof Uint16Array) return "uint16";
  if (elements instanceof Uint32Array) return "uint32";
  return elements instanceof Float32Array ? "float32" : "float64";
};

/** Arrays in the order in which they follow the header. */
interface Layout {
  readonly place: (elements: Elements) => Place;
  readonly arrays: readonly Elements[];
}

const layOut = (): Layout => {
  const arrays: Elements[] = [];
  let end = 0;
  return {
    arrays,
    place: (elements) => {
      const made = { type: typeOf(elements), offset: end, bytes: elements.byteLength };
      arrays.push(elements);
      end = aligned(end + elements.byteLength);
      return made;
    },
  };
};

export const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8;

const optionsOf = (fact: FactDefinition | undefined): { options?: readonly string[] } =>
  fact?.kind === "choice" || fact?.kind === "set"
    ? { options: fact.options.map(({ id }) => id) }
    : {};

/** What stands where a value is unknown is set to zero, so that equal registries have equal bytes. */
const known = (column: Column): Column["values"] => {
  if (column.unknown === null) return column.values;
  const values = column.values.slice();
  for (let row = 0; row < values.length; row += 1)
    if (((column.unknown[row >> 5] ?? 0) & (1 << (row & 31))) !== 0) values[row] = 0;
  return values;
};

const writeFacts = (
  { byFact }: Columns,
  facts: readonly FactDefinition[],
  layout: Layout,
): readonly WrittenFact[] =>
  [...byFact].map(([id, column]) => {
    const open = column.unknown !== null && column.unknown.some((word) => word !== 0);
    const values = layout.place(narrowest(known(column)));
    return {
      id,
      kind: column.kind,
      values,
      ...(open && column.unknown !== null ? { unknown: layout.place(column.unknown) } : {}),
      ...optionsOf(facts.find((fact) => fact.id === id)),
    };
  });

const writeAttribute = (name: string, column: AttributeColumn, layout: Layout): WrittenAttribute =>
  column.kind === "dictionary"
    ? {
        name,
        kind: column.kind,
        entries: column.entries,
        values: layout.place(narrowest(column.codes)),
      }
    : {
        name,
        kind: column.kind,
        values: layout.place(column.units),
        starts: layout.place(column.starts),
      };

/** JSON in ASCII: other characters are escaped, so that a header has as many bytes as characters. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[\u0080-\uFFFF]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

const asciiBytes = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

const preamble = (headerBytes: number): Uint8Array => {
  const bytes = new Uint8Array(preambleBytes);
  bytes.set(asciiBytes(magic));
  const view = new DataView(bytes.buffer);
  view.setUint32(8, containerVersion, true);
  view.setUint32(12, headerBytes, true);
  return bytes;
};

/**
 * The file piece by piece, to be written one after another; equal registries give equal bytes.
 * @param facts Of the pack: their options go with the columns.
 */
export function* writeColumnsFile(
  file: ColumnsFile,
  facts: readonly FactDefinition[],
): Generator<Uint8Array> {
  const layout = layOut();
  const header: WrittenHeader = {
    pack: file.pack,
    rows: file.columns.rows,
    synthetic: file.synthetic,
    notice: file.notice,
    facts: writeFacts(file.columns, facts, layout),
    attributes: [...file.attributes].map(([name, column]) => writeAttribute(name, column, layout)),
  };
  const text = asciiJson(header);
  const bytes = asciiBytes(text.padEnd(aligned(text.length), " "));
  yield preamble(bytes.length);
  yield bytes;
  for (const array of layout.arrays) {
    yield new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    const gap = aligned(array.byteLength) - array.byteLength;
    if (gap > 0) yield new Uint8Array(gap);
  }
}

/** The text of one row. */
export const attributeAt = (column: AttributeColumn, row: number): string => {
  if (column.kind === "dictionary") return column.entries[column.codes[row] ?? 0] ?? "";
  const units = column.units.subarray(column.starts[row] ?? 0, column.starts[row + 1] ?? 0);
  return String.fromCharCode(...units);
};

/** Texts one after another, as many as there are rows. */
export const textColumn = (texts: readonly string[]): TextColumn => {
  const starts = new Uint32Array(texts.length + 1);
  for (const [row, text] of texts.entries()) starts[row + 1] = (starts[row] ?? 0) + text.length;
  const units = new Uint16Array(starts[texts.length] ?? 0);
  for (const [row, text] of texts.entries())
    for (let unit = 0; unit < text.length; unit += 1)
      units[(starts[row] ?? 0) + unit] = text.charCodeAt(unit);
  return { kind: "text", units, starts };
};

/** Codes for the texts in the order in which they first come. */
export const dictionaryColumn = (texts: readonly string[]): DictionaryColumn => {
  const positions = new Map<string, number>();
  const codes = Uint32Array.from(texts, (text) => {
    const position = positions.get(text);
    if (position !== undefined) return position;
    positions.set(text, positions.size);
    return positions.size - 1;
  });
  return { kind: "dictionary", entries: [...positions.keys()], codes };
};
