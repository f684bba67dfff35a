/** The shipped font: Noto Sans SC in slices by character, opened only where a text needs them. */

import { readFileSync } from "node:fs";
import { create, type Font } from "fontkit";
import { z } from "zod";
import { unpackWoff2 } from "./unpack-woff2.ts";

const rangesAt = new URL(import.meta.resolve("@fontsource-variable/noto-sans-sc/unicode.json"));

/** Slice → the characters that it draws, in the words of CSS: `U+4e00,U+4e10-4e1f`. */
const rangesOf = z.record(z.string(), z.string());

const parseRange = (range: string): readonly [number, number] => {
  const [from = "", to = from] = range.replace("U+", "").split("-");
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
};

const readSliceOf = (): ReadonlyMap<number, string> => {
  const slices = rangesOf.parse(JSON.parse(readFileSync(rangesAt, "utf8")));
  const sliceOf = new Map<number, string>();
  for (const [slice, ranges] of Object.entries(slices))
    for (const [from, to] of ranges.split(",").map(parseRange))
      for (let codePoint = from; codePoint <= to; codePoint++)
        sliceOf.set(codePoint, slice.replaceAll(/[[\]]/g, ""));
  return sliceOf;
};

export interface FontSlices {
  /** Measures that all slices share. */
  readonly base: Uint8Array<ArrayBuffer>;
  /** null: the font does not draw the character. */
  readonly fontOf: (codePoint: number) => Font | null;
}

/** Slices at one weight, 100 to 900; each is read and unpacked once, when a character first asks for it. */
export const openFontSlices = (weight: number): FontSlices => {
  const sliceOf = readSliceOf();
  const opened = new Map<string, Font>();
  const bytesOf = (slice: string) =>
    unpackWoff2(readFileSync(new URL(`files/noto-sans-sc-${slice}-wght-normal.woff2`, rangesAt)));
  const open = (slice: string): Font => {
    const known = opened.get(slice);
    if (known !== undefined) return known;
    const variable = create(Buffer.from(bytesOf(slice)));
    if (!("getVariation" in variable)) throw new Error(`slice ${slice} is no single font`);
    const font = variable.getVariation({ wght: weight });
    opened.set(slice, font);
    return font;
  };
  const fontOf = (codePoint: number): Font | null => {
    const slice = sliceOf.get(codePoint);
    if (slice === undefined) return null;
    const font = open(slice);
    return font.hasGlyphForCodePoint(codePoint) ? font : null;
  };
  return { base: bytesOf("latin"), fontOf };
};
