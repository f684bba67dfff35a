/** The JSON reader agrees with JSON.parse wherever both may answer, and refuses what JSON.parse would blur. */

import { AppError } from "@fenji/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import { InexactNumber, readJson } from "./read-json.ts";

const refusal = (text: string): string => {
  try {
    readJson(text);
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${String(error.params["at"])}`;
    throw error;
  }
  return "read";
};

/** Own members only, with the ordinary prototype, as JSON.parse would make them. */
const ordinary = (text: string): unknown => JSON.parse(JSON.stringify(readJson(text)));

test("reads what JSON.parse reads", () => {
  const json = fc.jsonValue({ maxDepth: 8, stringUnit: "grapheme" }).map((value) =>
    // Numbers that are not plain integers are kept as text and have a test of their own.
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === "number" && (!Number.isSafeInteger(inner) || Object.is(inner, -0))
        ? 7
        : inner,
    ),
  );
  fc.assert(
    fc.property(json, fc.constantFrom(0, 1, 2), (text, indent) => {
      const written = JSON.stringify(JSON.parse(text), null, indent);
      expect(ordinary(written)).toEqual(JSON.parse(text));
    }),
    { numRuns: 500 },
  );
});

test("refuses broken text exactly where JSON.parse refuses it", () => {
  const piece = fc.constantFrom(
    ...'{}[]:,"\\-.eE0123 \n\ttfnul',
    "true",
    "null",
    '"a"',
    String.raw`"\u00e9"`,
    String.raw`"\x"`,
    "\u0001",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      const native = ((): boolean => {
        try {
          JSON.parse(text);
          return true;
        } catch {
          return false;
        }
      })();
      const ours = refusal(text);
      if (ours.startsWith("authzen.repeated-member")) return;
      expect(ours === "read", text).toBe(native);
    }),
    { numRuns: 5_000, seed: 20_261_125 },
  );
});

test("keeps numbers that cannot be compared exactly as their text", () => {
  expect(readJson("9007199254740991")).toBe(9_007_199_254_740_991);
  expect(readJson("-9007199254740991")).toBe(-9_007_199_254_740_991);
  expect(readJson("-0")).toBe(0);
  for (const text of ["9007199254740992", "9007199254740993", "-1e400", "1.5", "1.0", "1e3"])
    expect(readJson(text)).toEqual(new InexactNumber(text));
});

test("says where a document breaks, nests too deeply or repeats a member", () => {
  expect(refusal('{\n  "a": tru\n}')).toBe("authzen.not-json 2:8");
  expect(refusal("")).toBe("authzen.not-json 1:1");
  expect(refusal('{"a":1,}')).toBe("authzen.not-json 1:8");
  expect(refusal('{"a":1} x')).toBe("authzen.not-json 1:9");
  expect(refusal('{"a":1,\n "\\u0061":2}')).toBe("authzen.repeated-member 2:2");
  expect(refusal(`${"[".repeat(32)}${"]".repeat(32)}`)).toBe("read");
  expect(refusal("[".repeat(1_000_000))).toBe("authzen.too-deep 1:33");
  expect(refusal(String.raw`"\ud800"`)).toBe("authzen.broken-text 1:1");
});

test("holds members of any name, and none that were not written", () => {
  const read = readJson('{"__proto__":{"admin":true},"constructor":1}');
  expect(Object.keys(read as object)).toEqual(["__proto__", "constructor"]);
  expect((read as Record<string, unknown>)["admin"]).toBeUndefined();
  expect("toString" in (read as object)).toBe(false);
});
