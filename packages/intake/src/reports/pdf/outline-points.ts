/** Reads the points of an outline from their packed triplets (WOFF File Format 2.0, section 5.2). */

import type { ByteReader } from "./byte-reader.ts";

export interface OutlinePoint {
  readonly x: number;
  readonly y: number;
  readonly onCurve: boolean;
}

const signed = (bit: number, value: number): number => (bit & 1 ? value : -value);

/** How far the next point lies from the last; `code` says how many bytes tell it and what to add to them. */
const readStep = (code: number, bytes: ByteReader): readonly [number, number] => {
  if (code < 10) return [0, signed(code, ((code & 14) << 7) + bytes.u8())];
  if (code < 20) return [signed(code, (((code - 10) & 14) << 7) + bytes.u8()), 0];
  if (code < 84) {
    const base = code - 20;
    const both = bytes.u8();
    return [
      signed(code, 1 + (base & 0x30) + (both >> 4)),
      signed(code >> 1, 1 + ((base & 0x0c) << 2) + (both & 0x0f)),
    ];
  }
  if (code < 120) {
    const base = code - 84;
    const x = 1 + (Math.floor(base / 12) << 8) + bytes.u8();
    const y = 1 + (((base % 12) >> 2) << 8) + bytes.u8();
    return [signed(code, x), signed(code >> 1, y)];
  }
  if (code < 124) {
    const [first, middle, last] = [bytes.u8(), bytes.u8(), bytes.u8()];
    const x = (first << 4) + (middle >> 4);
    return [signed(code, x), signed(code >> 1, ((middle & 0x0f) << 8) + last)];
  }
  const x = bytes.u16();
  return [signed(code, x), signed(code >> 1, bytes.u16())];
};

export const readPoints = (
  from: { readonly flags: ByteReader; readonly glyphs: ByteReader },
  count: number,
): OutlinePoint[] => {
  let x = 0;
  let y = 0;
  return Array.from({ length: count }, () => {
    const flag = from.flags.u8();
    const [right, up] = readStep(flag & 0x7f, from.glyphs);
    x += right;
    y += up;
    return { x, y, onCurve: flag < 0x80 };
  });
};
