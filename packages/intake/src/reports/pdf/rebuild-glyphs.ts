/** Puts the outlines of a WOFF2 font, taken apart for compression, together again (WOFF File Format 2.0, section 5.1). */

import { ByteReader } from "./byte-reader.ts";
import { int16 } from "./int16.ts";
import { readPoints, type OutlinePoint } from "./outline-points.ts";

interface Streams {
  readonly contours: ByteReader;
  readonly counts: ByteReader;
  readonly flags: ByteReader;
  readonly glyphs: ByteReader;
  readonly composites: ByteReader;
  readonly boxes: ByteReader;
  readonly instructions: ByteReader;
}

const openStreams = (
  table: Uint8Array,
): { streams: Streams; glyphs: number; boxed: Uint8Array } => {
  const reader = new ByteReader(table);
  reader.skip(4);
  const glyphs = reader.u16();
  reader.skip(2);
  const sizes = Array.from({ length: 7 }, () => reader.u32());
  const next = (): Uint8Array => reader.take(sizes.shift() ?? 0);
  const part = (): ByteReader => new ByteReader(next());
  const streams = { contours: part(), counts: part(), flags: part(), glyphs: part() };
  const composites = part();
  const bounds = next();
  const bitmap = 4 * Math.ceil(glyphs / 32);
  const boxes = new ByteReader(bounds.subarray(bitmap));
  const instructions = part();
  const boxed = bounds.subarray(0, bitmap);
  return { streams: { ...streams, composites, boxes, instructions }, glyphs, boxed };
};

const boxAround = (points: readonly OutlinePoint[]): number[] => {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
};

const takeInstructions = ({ glyphs, instructions }: Streams): number[] => {
  const length = glyphs.short255();
  return [...int16(length), ...instructions.take(length)];
};

const takeBox = ({ boxes }: Streams): number[] => Array.from({ length: 4 }, () => boxes.i16());

/** Points are written in the long form: whoever draws with them writes them anew. */
const simpleGlyph = (streams: Streams, contours: number, boxed: boolean): number[] => {
  const ends: number[] = [];
  let total = 0;
  for (let contour = 0; contour < contours; contour++) {
    total += streams.counts.short255();
    ends.push(total - 1);
  }
  const points = readPoints(streams, total);
  const instructions = takeInstructions(streams);
  const box = boxed ? takeBox(streams) : boxAround(points);
  const steps = (axis: "x" | "y"): number[] =>
    points.flatMap((point, index) => int16(point[axis] - (points[index - 1]?.[axis] ?? 0)));
  return [
    ...[contours, ...box, ...ends].flatMap(int16),
    ...instructions,
    ...points.map(({ onCurve }) => (onCurve ? 1 : 0)),
    ...steps("x"),
    ...steps("y"),
  ];
};

/** Bits of a component's flags: long arguments, one scale, more to come, two scales, a matrix, instructions. */
const bits = { long: 1, scale: 8, more: 32, scales: 64, matrix: 128, instructed: 256 };

const transformLength = (flags: number): number => {
  if (flags & bits.matrix) return 8;
  if (flags & bits.scales) return 4;
  return flags & bits.scale ? 2 : 0;
};

const compositeGlyph = (streams: Streams): number[] => {
  const { composites } = streams;
  const parts: number[] = [];
  let hasInstructions = false;
  for (let flags = bits.more; flags & bits.more;) {
    flags = composites.u16();
    hasInstructions ||= (flags & bits.instructed) !== 0;
    const rest = 2 + (flags & bits.long ? 4 : 2) + transformLength(flags);
    parts.push(...int16(flags), ...composites.take(rest));
  }
  const instructions = hasInstructions ? takeInstructions(streams) : [];
  return [...[-1, ...takeBox(streams)].flatMap(int16), ...parts, ...instructions];
};

/** @returns the tables `glyf` and `loca`, the latter with long offsets. */
export const rebuildGlyphs = (table: Uint8Array): { glyf: Uint8Array; loca: Uint8Array } => {
  const { streams, glyphs, boxed } = openStreams(table);
  const written: Uint8Array[] = [];
  const loca = new DataView(new ArrayBuffer(4 * (glyphs + 1)));
  let length = 0;
  for (let id = 0; id < glyphs; id++) {
    const contours = streams.contours.i16();
    const hasBox = ((boxed[id >> 3] ?? 0) & (0x80 >> (id & 7))) !== 0;
    const glyph = contours < 0 ? compositeGlyph(streams) : [];
    if (contours > 0) glyph.push(...simpleGlyph(streams, contours, hasBox));
    if (glyph.length % 2 === 1) glyph.push(0);
    written.push(Uint8Array.from(glyph));
    length += glyph.length;
    loca.setUint32(4 * (id + 1), length);
  }
  const glyf = new Uint8Array(length);
  let at = 0;
  for (const glyph of written) {
    glyf.set(glyph, at);
    at += glyph.length;
  }
  return { glyf, loca: new Uint8Array(loca.buffer) };
};
