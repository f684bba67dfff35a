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
