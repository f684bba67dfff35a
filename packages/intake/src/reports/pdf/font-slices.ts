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

const bytesOf = (slice: string): Uint8Array<ArrayBuffer> =>
  unpackWoff2(readFileSync(new URL(`files/noto-sans-sc-${slice}-wght-normal.woff2`, rangesAt)));

export interface FontSlices {
  /** Measures that all slices share. */
  readonly base: Uint8Array<ArrayBuffer>;
  /** undefined: the font does not draw the character. */
  readonly sliceOf: (codePoint: number) => string | undefined;
  /** Reads and unpacks it every time: a slice takes megabytes, and is to be let go before the next. */
  readonly open: (slice: string) => Font;
}

/** The slice whose measures are taken, and whose box stands for what no slice draws. */
export const baseSlice = "latin";

/** Slices at one weight, 100 to 900. */
export const openFontSlices = (weight: number): FontSlices => {
  const slices = readSliceOf();
  const open = (slice: string): Font => {
    const variable = create(Buffer.from(bytesOf(slice).buffer));
    if (!("getVariation" in variable)) throw new Error(`slice ${slice} is no single font`);
    return variable.getVariation({ wght: weight });
  };
  return { base: bytesOf(baseSlice), sliceOf: (codePoint) => slices.get(codePoint), open };
};
