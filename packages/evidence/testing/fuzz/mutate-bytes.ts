/** Damages a file as disks, networks and wrong programs do, whatever is in it. */

import type { Random } from "./random.ts";

export type ByteMutation = (bytes: Uint8Array, random: Random) => Uint8Array;

const join = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let filled = 0;
  for (const part of parts) {
    whole.set(part, filled);
    filled += part.length;
  }
  return whole;
};

/** Start and end of a piece, mostly short. */
const spanIn = (bytes: Uint8Array, random: Random): readonly [number, number] => {
  const start = random.below(bytes.length + 1);
  const longest = random.chance(0.2) ? bytes.length : 40;
  return [start, Math.min(bytes.length, start + 1 + random.below(longest))];
};

const flip: ByteMutation = (bytes, random) => {
  const copy = bytes.slice();
  for (let count = 1 + random.below(8); count > 0 && copy.length > 0; count -= 1) {
    const at = random.below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  }
  return copy;
};

const cut: ByteMutation = (bytes, random) => bytes.slice(0, random.below(bytes.length + 1));

const lose: ByteMutation = (bytes, random) => {
  const [start, end] = spanIn(bytes, random);
  return join(bytes.subarray(0, start), bytes.subarray(end));
};

const repeat: ByteMutation = (bytes, random) => {
  const [start, end] = spanIn(bytes, random);
  const times = random.chance(0.1) ? 50 : 2;
  const piece = bytes.subarray(start, end);
  const copies = Array.from({ length: times }, () => piece);
  return join(bytes.subarray(0, start), ...copies, bytes.subarray(end));
};

const swap: ByteMutation = (bytes, random) => {
  const [start, end] = spanIn(bytes, random);
  const middle = start + random.below(end - start + 1);
  return join(
    bytes.subarray(0, start),
    bytes.subarray(middle, end),
    bytes.subarray(start, middle),
    bytes.subarray(end),
  );
};

/** Controls, half characters of several encodings, byte order marks, what ends a text for other programs. */
const strays: readonly (readonly number[])[] = [
  [0],
  [0, 0, 0, 0],
  [0x1b, 0x5b, 0x33, 0x31, 0x6d],
  [0xff, 0xfe],
  [0xef, 0xbb, 0xbf],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0x81],
  [0x81, 0x30, 0x81, 0x30],
  [0xc0, 0x80],
  [0x0d],
  [0x7f, 0x08, 0x0c],
];

const stray: ByteMutation = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  return join(bytes.subarray(0, at), Uint8Array.from(random.pick(strays)), bytes.subarray(at));
};

const asUtf16: ByteMutation = (bytes, random) => {
  const text = new TextDecoder().decode(bytes);
  const big = random.chance(0.5);
  const written = new DataView(new ArrayBuffer(2 * text.length + 2));
  written.setUint16(0, 0xfe_ff, !big);
  for (let index = 0; index < text.length; index += 1)
    written.setUint16(2 * index + 2, text.charCodeAt(index), !big);
  return new Uint8Array(written.buffer);
};

const asLatin1: ByteMutation = (bytes) =>
  Uint8Array.from(new TextDecoder().decode(bytes), (character) => character.charCodeAt(0) & 0xff);

const twice: ByteMutation = (bytes) => join(bytes, bytes);

export const byteMutations: readonly ByteMutation[] = [
  flip,
  flip,
  cut,
  lose,
  repeat,
  swap,
  stray,
  asUtf16,
  asLatin1,
  twice,
];
