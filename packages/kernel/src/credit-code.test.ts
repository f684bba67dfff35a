/** The check character of GB 32100 accepts what it must and notices any single wrong character. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { creditCodeCheck, creditCodeProblem, organisationCheck } from "./credit-code.ts";

const alphabet = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"];

it("accepts valid codes, also one that ends in 0", () => {
  expect(creditCodeProblem("91110000600037341L")).toBeUndefined();
  expect(creditCodeProblem("911100006000000140")).toBeUndefined();
});

it("names what is wrong", () => {
  expect(creditCodeProblem("91110000600037342L")).toBe("check-character");
  expect(creditCodeProblem("91110000600037341")).toBe("length");
  expect(creditCodeProblem("9111000060003734IL")).toBe("character");
});

it("computes the organisation's own check digit", () => {
  expect(organisationCheck("60003734")).toBe("1");
});

it("notices every single changed character", () => {
  const code = fc
    .array(fc.constantFrom(...alphabet), { minLength: 17, maxLength: 17 })
    .map((characters) => characters.join(""));
  fc.assert(
    fc.property(code, fc.nat(16), fc.constantFrom(...alphabet), (first17, at, other) => {
      const whole = first17 + (creditCodeCheck(first17) ?? "");
      expect(creditCodeProblem(whole)).toBeUndefined();
      fc.pre(whole[at] !== other);
      expect(creditCodeProblem(whole.slice(0, at) + other + whole.slice(at + 1))).toBe(
        "check-character",
      );
    }),
  );
});
