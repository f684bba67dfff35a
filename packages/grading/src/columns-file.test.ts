/** Files of columns: what is written is read again, and nothing else is. */

import { AppError } from "@fenji/kernel";
import type { FactDefinition, Facts } from "@fenji/regime";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  attributeAt,
  dictionaryColumn,
  textColumn,
  writeColumnsFile,
  type AttributeColumn,
  type ColumnsFile,
} from "./columns-file.ts";
import { columnsFromRows } from "./columns-from-rows.ts";
import { compileKernel } from "./kernel.ts";
import { readColumnsFile } from "./read-columns-file.ts";
import { diceOf } from "./dice.ts";
import { randomGrading, randomValue } from "./testing/random-grading.ts";

const joined = (parts: Iterable<Uint8Array>): Uint8Array => {
  const all = [...parts];
  const bytes = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of all) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

interface Made {
  readonly file: ColumnsFile;
  readonly facts: readonly FactDefinition[];
  readonly bytes: Uint8Array;
}

const make = (seed: number, rows: number): Made => {
  const dice = diceOf(seed);
  const grading = randomGrading(dice);
  const kernel = compileKernel({ grading, sources: [] });
  const given = Array.from({ length: rows }, (): Facts =>
    Object.fromEntries(
      grading.facts.flatMap((fact) =>
        dice.roll(5) === 0 ? [] : [[fact.id, randomValue(dice, fact)]],
      ),
    ),
  );
  const file: ColumnsFile = {
    pack: { id: "p", version: "1", hash: null },
    synthetic: { seed },
    notice: { zh: "合成数据", en: "Synthetic" },
    columns: columnsFromRows(kernel, given),
    attributes: new Map<string, AttributeColumn>([
      [
        "jurisdiction",
        dictionaryColumn(given.map((_, row) => ["32", "44", "XPCC"][row % 3] ?? "")),
      ],
      ["name", textColumn(given.map((_, row) => `第${row}厂🏭`))],
    ]),
  };
  return { file, facts: grading.facts, bytes: joined(writeColumnsFile(file, grading.facts)) };
};

/** Known values only: what stands where a value is unknown is nobody's business. */
const shown = ({ columns, attributes, ...header }: ColumnsFile): unknown => ({
  header,
  facts: [...columns.byFact].map(([id, { kind, values, unknown }]) => [
    id,
    kind,
    Array.from(values, (value, row) =>
      unknown !== null && ((unknown[row >> 5] ?? 0) & (1 << (row & 31))) !== 0 ? null : value,
    ),
  ]),
  attributes: [...attributes].map(([name, column]) => [
    name,
    Array.from({ length: columns.rows }, (_, row) => attributeAt(column, row)),
  ]),
});

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return "nothing";
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

describe("a file of columns", () => {
  it("is read as it was written, wherever its bytes lie in memory", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(70), fc.nat(9), (seed, rows, shift) => {
        const { file, facts, bytes } = make(seed, rows);
        const moved = new Uint8Array(bytes.length + shift);
        moved.set(bytes, shift);
        expect(shown(readColumnsFile(moved.subarray(shift), facts))).toEqual(shown(file));
      }),
      { numRuns: 60 },
    );
  });
  it("has the same bytes for equal registries, whatever stands under unknown values", () => {
    const { file, facts, bytes } = make(7, 50);
    expect(joined(writeColumnsFile(readColumnsFile(bytes, facts), facts))).toEqual(bytes);
    for (const { values, unknown } of file.columns.byFact.values())
      for (let row = 0; row < 50; row += 1)
        if (((unknown?.[row >> 5] ?? 0) & (1 << (row & 31))) !== 0) values[row] = 1;
    expect(joined(writeColumnsFile(file, facts))).toEqual(bytes);
  });
  it("follows the options when the pack has put them in another order", () => {
    const { file, facts, bytes } = make(11, 60);
    const turned = facts.map((fact) =>
      fact.kind === "choice" || fact.kind === "set"
        ? { ...fact, options: fact.options.toReversed() }
        : fact,
    );
    const read = readColumnsFile(bytes, turned);
    const again = joined(writeColumnsFile({ ...file, columns: read.columns }, turned));
    expect(shown(readColumnsFile(again, facts))).toEqual(shown(file));
  });
});

describe("a damaged file", () => {
  const { facts, bytes } = make(3, 40);
  it("is refused wherever it ends", () => {
    const codes = new Set(
      Array.from({ length: bytes.length }, (_, end) =>
        codeOf(() => readColumnsFile(bytes.subarray(0, end), facts)),
      ),
    );
    expect([...codes].toSorted()).toEqual(["columns.not-columns", "columns.size"]);
    expect(codeOf(() => readColumnsFile(joined([bytes, new Uint8Array(8)]), facts))).toBe(
      "columns.size",
    );
  });
  it("is refused by name or read, never anything else, whatever bytes change", () => {
    const codes = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const changed = bytes.slice();
          for (const [at, value] of changes) changed[at] = value;
          codes.add(codeOf(() => readColumnsFile(changed, facts)));
        },
      ),
      { numRuns: 3_000 },
    );
    for (const code of ["columns.header", "columns.value", "columns.not-columns"])
      expect(codes).toContain(code);
  });
  const withHeader = (change: (header: Record<string, unknown>) => void): Uint8Array => {
    const length = new DataView(bytes.buffer).getUint32(12, true);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(16, 16 + length)));
    change(header);
    const text = JSON.stringify(header);
    const padded = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 8) * 8));
    const preamble = bytes.slice(0, 16);
    new DataView(preamble.buffer).setUint32(12, padded.length, true);
    return joined([preamble, padded, bytes.subarray(16 + length)]);
  };
  it("names the place in the header", () => {
    const placeOf = (change: (header: Record<string, unknown>) => void): string => {
      try {
        readColumnsFile(withHeader(change), facts);
      } catch (error) {
        if (error instanceof AppError) return `${error.code} ${error.params["at"]}`;
      }
      return "read";
    };
    expect(placeOf(() => undefined)).toBe("read");
    expect(placeOf((header) => (header["rows"] = 2 ** 40))).toBe("columns.header rows");
    expect(placeOf((header) => (header["rows"] = 41))).toBe("columns.header facts[0].values.bytes");
    expect(placeOf((header) => (header["pack"] = null))).toBe("columns.header pack");
    expect(placeOf((header) => (header["synthetic"] = { seed: -1 }))).toBe(
      "columns.header synthetic.seed",
    );
    expect(placeOf((header) => (header["facts"] = [{ __proto__: 1 }]))).toBe(
      "columns.header facts[0].kind",
    );
  });
  it("is refused where the pack has no such fact, or another kind of it", () => {
    expect(codeOf(() => readColumnsFile(bytes, facts.slice(1)))).toBe("columns.unfit");
    const turned = facts.map((fact): FactDefinition =>
      fact.kind === "boolean"
        ? { ...fact, kind: "number", unit: null, integer: true, min: 0, max: 1 }
        : { ...fact, kind: "boolean" },
    );
    expect(codeOf(() => readColumnsFile(bytes, turned))).toBe("columns.unfit");
  });
  it("tells another format version", () => {
    const other = bytes.slice();
    other[8] = 2;
    expect(codeOf(() => readColumnsFile(other, facts))).toBe("columns.container-version");
  });
});
