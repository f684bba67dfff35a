/** What passes as a password: long and not guessed at once, in any language, without rules about kinds of character. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { checkPassword } from "./check-password.ts";

const none: ReadonlySet<string> = new Set();
const owner = { email: "wang.wei@factory-7.example.cn", name: "王伟 (Wei)" };

test.each([
  "correct horse battery staple",
  "wenjianjiazaichuanghupang",
  "窗外的雨下了三天三夜还没停",
  "9f3kq7zt1mvx",
  "Tr0mbone!Quartz?Lid",
])("%s passes", (password) => {
  expect(() => checkPassword(password, owner, none)).not.toThrow();
});

test.each(["short", "十一个字十一个字十一"])("%s is too short", (password) => {
  expect(() => checkPassword(password, owner, none)).toThrowError(
    expect.objectContaining({ code: "password.too-short" }),
  );
});

test.each([
  "aaaaaaaaaaaaaaaa",
  "abcabcabcabcabc",
  "123456789012345",
  "qwertyuiopasdfgh",
  "poiuytrewqlkjhgf",
  "1qaz2wsx3edc4rfv",
  "Password2024!!",
  "P@ssw0rd123456",
  "fenji-fenji-fenji",
  "分级分级分级分级分级分级",
  "Administrator2025",
  "wang.wei@factory-7",
  "WangWei19880808",
  "王伟 (Wei)王伟 (Wei)王伟",
  "woaini1314520!!",
  "Spring-2026-Spring",
])("%s is guessable", (password) => {
  expect(() => checkPassword(password, owner, none)).toThrowError(
    expect.objectContaining({ code: "password.guessable" }),
  );
});

test("one of the operator's list is guessable in whatever letters", () => {
  const list = new Set(["窗外的雨下了三天三夜还没停", "tr0mbone!quartz?lid"]);
  for (const password of ["窗外的雨下了三天三夜还没停", "Tr0mbone!QUARTZ?Lid"])
    expect(() => checkPassword(password, owner, list)).toThrowError(
      expect.objectContaining({ code: "password.guessable" }),
    );
  expect(() => checkPassword("correct horse battery staple", owner, list)).not.toThrow();
});

test("no name, address or password breaks the check", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 200 });
  fc.assert(
    fc.property(text, text, text, (password, name, email) => {
      try {
        checkPassword(password, { name, email }, none);
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^password\./) });
      }
    }),
    { seed: 7, numRuns: 500 },
  );
});
