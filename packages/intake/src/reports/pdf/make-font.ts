/** Makes one font of one weight that holds a document's characters and nothing else, out of the slices. */

import { setImmediate } from "node:timers/promises";
import type { Glyph } from "fontkit";
import { ByteReader } from "./byte-reader.ts";
import { encodeOutline, type EncodedOutline } from "./encode-outline.ts";
import { baseSlice, openFontSlices, type FontSlices } from "./font-slices.ts";
import { int16 } from "./int16.ts";
import { readTable } from "./read-table.ts";
import { writeTrueType } from "./write-true-type.ts";

/** Glyphs are numbered by 16 bits; what lies beyond, no text of a language needs. */
const maxGlyphs = 60_000;

interface MadeGlyph extends EncodedOutline {
  readonly codePoint: number | null;
  readonly advance: number;
}

const made = (codePoint: number | null, { path, advanceWidth }: Glyph): MadeGlyph => ({
  ...encodeOutline(path.commands),
  codePoint,
  advance: Math.round(advanceWidth),
});

/** One slice after another, so that no more than one is held, and others have their turn between two. */
const drawGlyphs = async (
  codePoints: readonly number[],
  { sliceOf, open }: FontSlices,
): Promise<MadeGlyph[]> => {
  const box = made(null, open(baseSlice).getGlyph(0));
  const drawn = new Map<number, MadeGlyph>();
  for (const [slice, own] of Map.groupBy(codePoints, sliceOf)) {
    const font = slice === undefined ? null : open(slice);
    for (const codePoint of own) {
      const isKnown = font?.hasGlyphForCodePoint(codePoint) === true;
      // A character that the font does not know is a box of its own, so that it can still be copied and found.
      const glyph = isKnown ? made(codePoint, font.glyphForCodePoint(codePoint)) : box;
      drawn.set(codePoint, { ...glyph, codePoint });
    }
    await setImmediate();
  }
  return [box, ...codePoints.flatMap((codePoint) => drawn.get(codePoint) ?? [])];
};

const int32 = (value: number): number[] => [...int16(value >>> 16), ...int16(value & 0xffff)];

/** Format 12, one group a character. `glyphs` go up by code point, after the first. */
const cmapTable = (glyphs: readonly MadeGlyph[]): number[] => {
  const groups = glyphs.flatMap(({ codePoint }, id) =>
    codePoint === null ? [] : [codePoint, codePoint, id],
  );
  const length = 16 + 4 * groups.length;
  const subtable = [...int16(12), ...int16(0), ...[length, 0, groups.length / 3].flatMap(int32)];
  return [...[0, 1, 3, 10].flatMap(int16), ...int32(12), ...subtable, ...groups.flatMap(int32)];
};

/** One record: the PostScript name, in UTF-16, for Windows, in English. */
const nameTable = (name: string): number[] => {
  const letters = [...name].flatMap((letter) => int16(letter.charCodeAt(0)));
  return [...[0, 1, 18, 3, 1, 0x409, 6, letters.length, 0].flatMap(int16), ...letters];
};

const patched = (table: Uint8Array, at: number, value: number): Uint8Array => {
  const copy = new Uint8Array(table);
  copy.set(int16(value), at);
  return copy;
};

const outlineTables = (glyphs: readonly MadeGlyph[]) => {
  let end = 0;
  const offsets = glyphs.map(({ bytes }) => (end += bytes.length));
  const glyf = new Uint8Array(end);
  glyphs.forEach(({ bytes }, id) => glyf.set(bytes, (offsets[id] ?? 0) - bytes.length));
  return { glyf, loca: [0, ...offsets].flatMap(int32) };
};

/** In rising order. */
const codePointsOf = (text: Iterable<string>): number[] => {
  const found = new Set([0x20]);
  for (const part of text)
    for (const letter of part) {
      if (found.size === maxGlyphs) break;
      found.add(letter.codePointAt(0) ?? 0x20);
    }
  return [...found].toSorted((left, right) => left - right);
};

export interface MadeFont {
  /** A TrueType file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of one character, as a share of the font's size; nothing is kerned, so widths add up. */
  readonly widthOf: (letter: string) => number;
}

/** @param weight 400 for text, 600 for headings. */
export const makeFont = async (text: Iterable<string>, weight: number): Promise<MadeFont> => {
  const slices = openFontSlices(weight);
  const glyphs = await drawGlyphs(codePointsOf(text), slices);
  const { glyf, loca } = outlineTables(glyphs);
  const base = (tag: string): Uint8Array => readTable(slices.base, tag);
  const metrics = glyphs.flatMap(({ advance, left }) => [...int16(advance), ...int16(left)]);
  const tables = new Map<string, Uint8Array>([
    ["OS/2", base("OS/2")],
    ["cmap", Uint8Array.from(cmapTable(glyphs))],
    ["glyf", glyf],
    ["head", base("head")],
    ["hhea", patched(base("hhea"), 34, glyphs.length)],
    ["hmtx", Uint8Array.from(metrics)],
    ["loca", Uint8Array.from(loca)],
    ["maxp", patched(base("maxp"), 4, glyphs.length)],
    ["name", Uint8Array.from(nameTable(`NotoSansSC-${weight}`))],
    ["post", patched(base("post").slice(0, 32), 0, 3)],
  ]);
  const unit = new ByteReader(base("head").subarray(18)).u16();
  const widths = new Map(glyphs.map(({ codePoint, advance }) => [codePoint, advance / unit]));
  const widthOf = (letter: string): number => widths.get(letter.codePointAt(0) ?? 0) ?? 0;
  return { bytes: writeTrueType(tables), widthOf };
};
