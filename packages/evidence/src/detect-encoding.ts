/** Decides how the bytes of a file spell text: from its byte order mark, else from what the bytes allow. */

/** Labels of the WHATWG encoding standard. */
export type EncodingLabel = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

export interface DetectedEncoding {
  readonly label: EncodingLabel;
  /** False when the file says so itself by a byte order mark, or when only one reading is possible. */
  readonly guessed: boolean;
}

/**
 * Encoding of a file by its first bytes (a longer head guesses better; 64 KiB is plenty); undefined for bytes that are
 * no text at all. Order: byte order mark, UTF-16 by the position of its zeros, UTF-8, GB18030.
 */
export const detectEncoding = (head: Uint8Array): DetectedEncoding | undefined => {
  if (head[0] === 0xff && head[1] === 0xfe) return { label: "utf-16le", guessed: false };
  if (head[0] === 0xfe && head[1] === 0xff) return { label: "utf-16be", guessed: false };
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { label: "utf-8", guessed: false };
  const zeros = countZeros(head);
  if (zeros.even + zeros.odd > 0) return utf16ByZeros(head, zeros);
  if (holdsControl(head)) return undefined;
  if (isUtf8(head)) return { label: "utf-8", guessed: false };
  return isGb18030(head) ? { label: "gb18030", guessed: true } : undefined;
};

const countZeros = (head: Uint8Array): { readonly even: number; readonly odd: number } => {
  let even = 0;
  let odd = 0;
  // An indexed loop: iterators over 64 KiB cost more than reading a small report.
  for (let index = 0; index < head.length; index += 1) {
    if (head[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  return { even, odd };
};

/** Markup and digits are ASCII, so in UTF-16 a good part of one half of the bytes is zero and none of the other. */
const utf16ByZeros = (
  head: Uint8Array,
  zeros: { readonly even: number; readonly odd: number },
): DetectedEncoding | undefined => {
  const littleEndian = zeros.odd > zeros.even;
  const misplaced = littleEndian ? zeros.even : zeros.odd;
  const enough = head.length / 20;
  if (misplaced > 0 || zeros.even + zeros.odd <= enough) return undefined;
  const [low, high] = littleEndian ? [0, 1] : [1, 0];
  for (let index = 0; index + 1 < head.length; index += 2) {
    if (head[index + high] === 0 && isControl(head[index + low] ?? 0)) return undefined;
  }
  return { label: littleEndian ? "utf-16le" : "utf-16be", guessed: true };
};

/** Control characters other than tab, line feed, form feed, carriage return and escape do not occur in text. */
const isControl = (code: number): boolean =>
  code < 0x20 && code !== 9 && code !== 10 && code !== 12 && code !== 13 && code !== 27;

const holdsControl = (head: Uint8Array): boolean => {
  for (let index = 0; index < head.length; index += 1) if (isControl(head[index] ?? 0)) return true;
  return false;
};

/** True when `head` is UTF-8, perhaps cut inside its last character. */
const isUtf8 = (head: Uint8Array): boolean => {
  let index = 0;
  while (index < head.length) {
    const lead = head[index] ?? 0;
    const size =
      lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (size === 0) return false;
    const end = Math.min(index + size, head.length);
    for (let next = index + 1; next < end; next += 1)
      if (((head[next] ?? 0) & 0xc0) !== 0x80) return false;
    index += size;
  }
  return true;
};

/** Size of the GB18030 character at `index`, 0 when there is none. */
const gbSize = (head: Uint8Array, index: number): number => {
  const lead = head[index] ?? 0;
  if (lead < 0x80) return 1;
  if (lead === 0x80 || lead === 0xff) return 0;
  const second = head[index + 1];
  if (second === undefined) return 2;
  if (second >= 0x30 && second <= 0x39) return 4;
  return second >= 0x40 && second !== 0x7f && second !== 0xff ? 2 : 0;
};

const isGb18030 = (head: Uint8Array): boolean => {
  let index = 0;
  while (index < head.length) {
    const size = gbSize(head, index);
    if (size === 0) return false;
    index += size;
  }
  return true;
};
