/** Reads one cell of a list as a fact, the ways people write numbers, yes and no, and choices. */

import { AppError, type LocalizedText } from "@fenji/kernel";
import type { FactDefinition, FactValue, NumberFact, Option } from "@fenji/regime";
import { foldText } from "../enterprises/public.ts";

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

const scales: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 };

const carriesScale = (unit: LocalizedText | null): boolean =>
  unit !== null && /[万亿]/.test(unit.zh);

/** `1,234.5`, `１２３`, `3.5万`, `12%`; separators only between threes. */
const readNumber = (fact: NumberFact, text: string): number => {
  const found = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*([万亿%]?)$/.exec(text);
  if (found === null) throw new AppError("list.number", { value: shown(text) });
  const [, sign = "", whole = "", fraction = "", suffix = ""] = found;
  const value = Number(`${sign}${whole.replaceAll(",", "")}${fraction}`);
  if (suffix === "%" && fact.unit?.zh !== "%") return value / 100;
  const scale = scales[suffix];
  if (scale === undefined) return value;
  if (carriesScale(fact.unit))
    throw new AppError("list.number-twice-scaled", {
      value: shown(text),
      unit: fact.unit?.zh ?? "",
    });
  return value * scale;
};

const inRange = (fact: NumberFact, value: number): number => {
  const { integer, min, max } = fact;
  if ((integer && !Number.isInteger(value)) || value < (min ?? value) || value > (max ?? value)) {
    const bounds = [min === null ? "" : `≥ ${min}`, max === null ? "" : `≤ ${max}`];
    const expected = [integer ? "integer" : "number", ...bounds.filter((bound) => bound !== "")];
    throw new AppError("fact.out-of-range", {
      fact: fact.id,
      expected: expected.join(" "),
      actual: value,
    });
  }
  return value;
};

const yes = new Set(["是", "有", "对", "真", "√", "✓", "y", "yes", "true", "1"]);
const no = new Set(["否", "无", "没有", "不是", "假", "×", "✗", "n", "no", "false", "0"]);

const readYesNo = (text: string): boolean => {
  if (yes.has(text)) return true;
  if (no.has(text)) return false;
  throw new AppError("list.yes-no", { value: shown(text) });
};

const names = new WeakMap<readonly Option[], ReadonlyMap<string, string>>();

/** Options by id and by label in both languages. */
const byName = (options: readonly Option[]): ReadonlyMap<string, string> => {
  const held = names.get(options);
  if (held !== undefined) return held;
  const made = new Map(
    options.flatMap(({ id, label }) =>
      [label.zh, label.en, id].map((name) => [foldText(name), id] as const),
    ),
  );
  names.set(options, made);
  return made;
};

const readOption = (
  fact: { readonly id: string; readonly options: readonly Option[] },
  text: string,
) => {
  const found = byName(fact.options).get(text);
  if (found !== undefined) return found;
  const expected = fact.options.slice(0, 8).map(({ label }) => label.zh);
  throw new AppError("fact.unknown-option", {
    fact: fact.id,
    actual: shown(text),
    expected: `${expected.join(" | ")}${fact.options.length > 8 ? " | …" : ""}`,
  });
};

/** `text` is folded and not empty. @throws AppError `list.number`, `list.yes-no`, `fact.*`. */
export const readFactCell = (fact: FactDefinition, text: string): FactValue => {
  switch (fact.kind) {
    case "number":
      return inRange(fact, readNumber(fact, text));
    case "boolean":
      return readYesNo(text);
    case "choice":
      return readOption(fact, text);
    case "set":
      return [
        ...new Set(
          text
            .split(/[;,、|]/)
            .map((part) => part.trim())
            .filter((part) => part !== "")
            .map((part) => readOption(fact, part)),
        ),
      ];
  }
};
