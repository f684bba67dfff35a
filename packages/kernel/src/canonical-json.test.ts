/** Canonical JSON is one spelling per value and reads back as the same value. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson, type Json } from "./canonical-json.ts";

it("sorts members by UTF-16 code units (RFC 8785 section 3.2.3)", () => {
  expect(canonicalJson({ "\u20ac": 1, "\r": 2, "\ud83d\ude00": 3, "\ufb33": 4, "1": 5 })).toBe(
    '{"\\r":2,"1":5,"\u20ac":1,"\ud83d\ude00":3,"\ufb33":4}',
  );
});

it("writes numbers as ECMAScript does and refuses what JSON cannot hold", () => {
  expect(canonicalJson([1e30, 4.5, 0.000001, -0])).toBe("[1e+30,4.5,0.000001,0]");
  expect(() => canonicalJson(Number.NaN)).toThrow(RangeError);
});

it("escapes exactly what RFC 8785 section 3.2.2.2 names, and leaves the rest as it is", () => {
  expect(canonicalJson('\b\t\n\f\r"\\')).toBe('"\\b\\t\\n\\f\\r\\"\\\\"');
  expect(canonicalJson("\u0000\u000f\u001f")).toBe('"\\u0000\\u000f\\u001f"');
  expect(canonicalJson("/\u007f\u2028\u20ac\ud83d\ude00")).toBe(
    '"/\u007f\u2028\u20ac\ud83d\ude00"',
  );
});

it("writes numbers in their shortest form, with an exponent from 1e21 on", () => {
  const spelled: readonly (readonly [number, string])[] = [
    [0, "0"],
    [Number.MIN_VALUE, "5e-324"],
    [Number.MAX_VALUE, "1.7976931348623157e+308"],
    [Number.MAX_SAFE_INTEGER, "9007199254740991"],
    [999999999999999900000, "999999999999999900000"],
    [1e21, "1e+21"],
    [9.999999999999997e22, "9.999999999999997e+22"],
    [0.1 + 0.2, "0.30000000000000004"],
    [1e-7, "1e-7"],
    [-0.0000033333333333333333, "-0.0000033333333333333333"],
    [1424953923781206.25, "1424953923781206.2"],
  ];
  for (const [value, text] of spelled) expect(canonicalJson(value)).toBe(text);
});

it("refuses half of a surrogate pair in values and in names", () => {
  expect(() => canonicalJson("\ud83d")).toThrow(RangeError);
  expect(() => canonicalJson({ "\ude00": 1 })).toThrow(RangeError);
});

it("does not depend on the order of members, and keeps the value", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).toReversed());
      const text = canonicalJson(value as Json);
      expect(canonicalJson(reversed as Json)).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
