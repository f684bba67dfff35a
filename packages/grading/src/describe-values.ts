/** Puts values of facts, and groups of them, into words of both languages. */

import type { LocalizedText } from "@fenji/kernel";
import type { Band, FactDefinition, FactValue, Option } from "@fenji/regime";
import { chosen, type FactClasses, type NumberClasses, type Threshold } from "./fact-classes.ts";

const yes: LocalizedText = { zh: "是", en: "yes" };
const no: LocalizedText = { zh: "否", en: "no" };
const noneChosen: LocalizedText = { zh: "一项也没有", en: "none" };
const any: LocalizedText = { zh: "任何值", en: "any value" };

/** A unit that is a number itself (`10,000 yuan`) is a factor. */
const withUnit = (text: string, unit: LocalizedText | null): LocalizedText => {
  const put = (word: string): string => {
    if (word === "" || word === "%") return `${text}${word}`;
    return /^\d/.test(word) ? `${text} × ${word}` : `${text} ${word}`;
  };
  return { zh: put(unit?.zh ?? ""), en: put(unit?.en ?? "") };
};

const both = (
  texts: readonly LocalizedText[],
  zhJoint: string,
  enJoint: string,
): LocalizedText => ({
  zh: texts.map(({ zh }) => zh).join(zhJoint),
  en: texts.map(({ en }) => en).join(enJoint),
});

const labelOf = (options: readonly Option[], id: string): LocalizedText =>
  options.find((option) => option.id === id)?.label ?? { zh: id, en: id };

export const describeOption = (fact: FactDefinition, id: string): LocalizedText =>
  fact.kind === "choice" || fact.kind === "set" ? labelOf(fact.options, id) : { zh: id, en: id };

/** null: unknown. */
export const describeValue = (fact: FactDefinition, value: FactValue): LocalizedText | null => {
  if (value === null) return null;
  if (typeof value === "number")
    return withUnit(String(value), fact.kind === "number" ? fact.unit : null);
  if (typeof value === "boolean") return value ? yes : no;
  if (typeof value === "string") return describeOption(fact, value);
  return value.length === 0
    ? noneChosen
    : both(
        value.map((id) => describeOption(fact, id)),
        "、",
        ", ",
      );
};

interface Range {
  readonly from: Threshold | undefined;
  readonly to: Threshold | undefined;
}

/** `≥ 300 且 < 1000 人`. */
const describeRange = ({ from, to }: Range, unit: LocalizedText | null): LocalizedText => {
  const low = from === undefined ? "" : `${from.strict ? ">" : "≥"} ${from.shown}`;
  const high = to === undefined ? "" : `${to.strict ? "≤" : "<"} ${to.shown}`;
  if (low === "" && high === "") return any;
  const joined = (word: string): string => [low, high].filter(Boolean).join(` ${word} `);
  return { zh: withUnit(joined("且"), unit).zh, en: withUnit(joined("and"), unit).en };
};

/** The band that a number falls into: its own label and its bounds. */
export const describeBand = (
  bands: readonly Band[],
  index: number,
  unit: LocalizedText | null,
): LocalizedText => {
  const threshold = (from: number | null | undefined): Threshold | undefined =>
    from === null || from === undefined ? undefined : { from, shown: from, strict: false };
  const range = describeRange(
    { from: threshold(bands[index]?.from), to: threshold(bands[index + 1]?.from) },
    unit,
  );
  const label = bands[index]?.label;
  if (label === null || label === undefined) return range;
  return { zh: `${label.zh}（${range.zh}）`, en: `${label.en} (${range.en})` };
};

/** What the values of these classes have in common, one text for each connected group of them. */
export const describeClasses = (
  classes: FactClasses,
  codes: readonly number[],
): readonly LocalizedText[] => {
  switch (classes.kind) {
    case "number":
      return runsOf(codes).map(([first, last]) => describeRun(classes, first, last));
    case "boolean":
      return [codes.length === 2 ? any : codes[0] === 1 ? yes : no];
    case "choice":
      return [
        both(
          classes.options
            .filter((_, index) => codes.includes(classes.classOf[index] ?? -1))
            .map((option) => option.label),
          "、",
          " / ",
        ),
      ];
    case "set":
      return [describeMasks(classes.options, masksOf(classes.classOf, codes))];
  }
};

const describeRun = (classes: NumberClasses, first: number, last: number): LocalizedText =>
  describeRange(
    { from: classes.thresholds[first - 1], to: classes.thresholds[last] },
    classes.definition.unit,
  );

/** Neighbouring numbers as first and last: 0, 1, 4 → [0, 1], [4, 4]. */
const runsOf = (codes: readonly number[]): readonly (readonly [number, number])[] => {
  const runs: (readonly [number, number])[] = [];
  for (const code of codes.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === code - 1) runs[runs.length - 1] = [last[0], code];
    else runs.push([code, code]);
  }
  return runs;
};

const masksOf = (classOf: Uint16Array, codes: readonly number[]): ReadonlySet<number> => {
  const wanted = new Set(codes);
  const masks = new Set<number>();
  for (const [mask, code] of classOf.entries()) if (wanted.has(code)) masks.add(mask);
  return masks;
};

/** "Has any of", "has none of" where that is exactly it; else the smallest sets as examples. */
const describeMasks = (options: readonly Option[], masks: ReadonlySet<number>): LocalizedText => {
  const all = 2 ** options.length;
  if (masks.size === all) return any;
  const inside = decisive(options, masks);
  if (countMeeting(options.length, inside) === masks.size && inside !== 0)
    return wrap({ zh: "含其中任一项：", en: "any of: " }, names(options, inside, " / "));
  const outside = new Set(
    Array.from({ length: all }, (_, mask) => mask).filter((mask) => !masks.has(mask)),
  );
  const forbidden = decisive(options, outside);
  if (forbidden !== 0 && countMeeting(options.length, forbidden) === outside.size)
    return wrap({ zh: "不含：", en: "none of: " }, names(options, forbidden, " / "));
  const smallest = [...masks].toSorted((a, b) => bitsIn(a) - bitsIn(b) || a - b).slice(0, 3);
  const shown = smallest.map((mask) => (mask === 0 ? noneChosen : names(options, mask, " + ")));
  const text = both(shown, "；", "; ");
  return masks.size === shown.length ? text : wrap({ zh: "例如：", en: "for example: " }, text);
};

const wrap = (before: LocalizedText, text: LocalizedText): LocalizedText => ({
  zh: `${before.zh}${text.zh}`,
  en: `${before.en}${text.en}`,
});

const names = (options: readonly Option[], mask: number, joint: string): LocalizedText =>
  both(
    chosen(options, mask).map((id) => labelOf(options, id)),
    joint === " / " ? "、" : joint,
    joint,
  );

/** Options whose presence alone puts a set among the masks. */
const decisive = (options: readonly Option[], masks: ReadonlySet<number>): number => {
  let found = 0;
  const all = 2 ** options.length;
  for (let index = 0; index < options.length; index += 1) {
    const bit = 1 << index;
    let every = true;
    for (let mask = 0; mask < all && every; mask += 1)
      every = (mask & bit) === 0 || masks.has(mask);
    if (every) found |= bit;
  }
  return found;
};

const bitsIn = (mask: number): number => {
  let count = 0;
  for (let left = mask; left !== 0; left &= left - 1) count += 1;
  return count;
};

/** How many sets hold at least one of the options of `mask`. */
const countMeeting = (options: number, mask: number): number =>
  2 ** options - 2 ** (options - bitsIn(mask));
