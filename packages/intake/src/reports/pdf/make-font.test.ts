/** A document's font holds its characters at the weight that was asked for, out of slices of a packed variable font. */

import { readdirSync, readFileSync } from "node:fs";
import { create } from "fontkit";
import { expect, test } from "vitest";
import { makeFont } from "./make-font.ts";
import { readTable } from "./read-table.ts";
import { unpackWoff2 } from "./unpack-woff2.ts";

const open = async (text: string, weight: number) => {
  const { bytes } = await makeFont([text], weight);
  const font = create(Buffer.from(bytes));
  if (!("getVariation" in font)) throw new Error("no single font");
  return font;
};

test("every slice of the shipped font unpacks, with as many places of glyphs as it has glyphs", () => {
  const folder = new URL(
    "files/",
    import.meta.resolve("@fontsource-variable/noto-sans-sc/unicode.json"),
  );
  const slices = readdirSync(folder).filter((name) => name.endsWith(".woff2"));
  expect(slices.length).toBeGreaterThan(90);
  for (const name of slices) {
    const font = unpackWoff2(readFileSync(new URL(name, folder)));
    const [, , , , high = 0, low = 0] = readTable(font, "maxp");
    expect(readTable(font, "loca").length).toBe(4 * (high * 256 + low + 1));
  }
});

test("a stroke grows with the weight, and stands where the font puts it", async () => {
  const fonts = await Promise.all([100, 400, 600].map((weight) => open("一", weight)));
  const strokes = fonts.map((font) => {
    const { minY, maxY } = font.glyphForCodePoint(0x4e00).bbox;
    return maxY - minY;
  });
  const [thin = 0, regular = 0, bold = 0] = strokes;
  expect(thin).toBeGreaterThan(0);
  expect(regular).toBeGreaterThan(1.5 * thin);
  expect(bold).toBeGreaterThan(1.2 * regular);
});

test("characters of both languages have their own widths; an unknown one is a box of its own", async () => {
  const { widthOf, bytes } = await makeFont(["分级 Fenji \u{1F600}\u{20000}"], 400);
  expect(widthOf("分")).toBe(1);
  expect(widthOf("F")).toBeGreaterThan(0.4);
  expect(widthOf("i")).toBeLessThan(0.4);
  const font = create(Buffer.from(bytes));
  if (!("getVariation" in font)) throw new Error("no single font");
  expect(font.postscriptName).toBe("NotoSansSC-400");
  const [face, rare] = [0x1f600, 0x20000].map((one) => font.glyphForCodePoint(one));
  expect(face?.path.commands.length).toBeGreaterThan(0);
  expect(face?.id).not.toBe(rare?.id);
});

test("bytes that are no packed font are refused", () => {
  expect(() => unpackWoff2(new Uint8Array(100))).toThrow("not a WOFF2 font");
});
