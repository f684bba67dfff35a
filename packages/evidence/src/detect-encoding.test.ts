/** Encodings are told apart by their bytes. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { detectEncoding } from "./detect-encoding.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** 工控 安全 in GB18030. */
const gb = new Uint8Array([0xb9, 0xa4, 0xbf, 0xd8, 0x20, 0xb0, 0xb2, 0xc8, 0xab, 0x0a]);

const utf16 = (text: string, big: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let index = 0; index < text.length; index += 1)
    view.setUint16(index * 2, text.charCodeAt(index), !big);
  return new Uint8Array(view.buffer);
};

test("a byte order mark decides", () => {
  expect(detectEncoding(utf16("\uFEFF工", false))).toEqual({ label: "utf-16le", guessed: false });
  expect(detectEncoding(utf16("\uFEFF工", true))).toEqual({ label: "utf-16be", guessed: false });
  expect(detectEncoding(bytes("\uFEFFa"))).toEqual({ label: "utf-8", guessed: false });
});

test("without a mark: UTF-16 by its zeros, GB18030 where it is no UTF-8, both said to be guesses", () => {
  expect(detectEncoding(utf16('{"version":"2.1.0"}', false))).toEqual({
    label: "utf-16le",
    guessed: true,
  });
  expect(detectEncoding(utf16('{"version":"2.1.0"}', true))).toEqual({
    label: "utf-16be",
    guessed: true,
  });
  expect(detectEncoding(gb)).toEqual({ label: "gb18030", guessed: true });
  expect(new TextDecoder("gb18030").decode(gb)).toBe("工控 安全\n");
});

test("UTF-8 is known wherever the head is cut", () => {
  const text = bytes("工控系统 𠮷 é security");
  for (let end = 1; end <= text.length; end += 1) {
    expect(detectEncoding(text.subarray(0, end))?.label).toBe("utf-8");
  }
});

test("every well-formed text is UTF-8 by its bytes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
      expect(detectEncoding(bytes(text))?.label).toBe("utf-8");
    }),
  );
});

test("bytes that are no text are none", () => {
  expect(detectEncoding(new Uint8Array(65_536))).toBeUndefined();
  expect(detectEncoding(new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]))).toBeUndefined();
  expect(detectEncoding(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0x10]))).toBeUndefined();
});
