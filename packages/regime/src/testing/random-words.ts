/** Random texts, sources and choices that try everything a file, a cell or a catalogue could stumble over. */

import type { LocalizedText } from "@fenji/kernel";
import type { Dice } from "../../../grading/src/dice.ts";
import type { Citation } from "../index.ts";

export const pick = <T>(dice: Dice, list: readonly T[]): T => {
  const found = list[dice.roll(list.length)];
  if (found === undefined) throw new RangeError("nothing to pick from");
  return found;
};

export const oddEnds = [
  "=1+1",
  "+86",
  "-1",
  "@SUM(A1)",
  "'quoted",
  "\\back",
  '\\"both',
  "a;b",
  "a\nb",
  "a\r\nb",
  "x\ty",
  "null",
  "true",
  "1e3",
  "007",
  "_x000D_",
  "{ a: 1 }",
  "[1]",
  "# no comment",
  "key: value",
  "- item",
  '"',
  "\u2028",
  "\u0001",
  "𠮷",
  "&amp;<b>",
  "％",
  "?",
  "{{ insert: param, x }}",
  "trailing\\",
  "field:x",
  "*",
  "|",
  "%",
  "~",
  "2024-01-01",
  "0x10",
  "…",
];

const plain = (dice: Dice): string => pick(dice, oddEnds).replaceAll(/\p{Script=Han}/gu, "");

/** Trimmed, as the reader of packs leaves every text. */
export const text = (dice: Dice): LocalizedText => ({
  zh: `${dice.roll(2) === 0 ? plain(dice) : ""}文${plain(dice)}`.trim(),
  en: `${plain(dice)}${dice.roll(2) === 0 ? " words" : ""}`.trim() || "word",
});

export const maybe = <T>(dice: Dice, value: () => T): T | null =>
  dice.roll(2) === 0 ? null : value();
export const some = <T>(dice: Dice, most: number, value: (index: number) => T): readonly T[] =>
  Array.from({ length: dice.roll(most + 1) }, (_, index) => value(index));
export const standing = (dice: Dice) =>
  pick(dice, ["official", "transcribed", "unverified", "illustrative"] as const);
export const citation = (dice: Dice): Citation => ({
  source: pick(dice, ["s0", "s1"]),
  clause: maybe(dice, () => pick(dice, ["", ...oddEnds])),
});
