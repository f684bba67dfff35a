/** What a schema cannot see in facts: ranges upside down, options twice, and values in cases that do not fit. */

import type { LocalizedText } from "@fenji/kernel";
import { nearest } from "./check-shape.ts";
import type { FactValue } from "./pack-model.ts";
import type { FactDefinition, Option } from "./rule-model.ts";

type Say = (path: readonly PropertyKey[], message: LocalizedText) => void;

/** Paths are those of grading.yaml. */
export const checkFactDefinitions = (facts: readonly FactDefinition[], say: Say): void => {
  for (const [index, fact] of facts.entries()) {
    if (fact.kind === "number" && fact.min !== null && fact.max !== null && fact.min > fact.max) {
      say(["facts", index, "min"], {
        zh: `下限 ${fact.min} 大于上限 ${fact.max}。请对调或更正。`,
        en: `The lower bound ${fact.min} is above the upper bound ${fact.max}. Swap or correct them.`,
      });
    }
    if (fact.kind !== "choice" && fact.kind !== "set") continue;
    const ids = fact.options.map((option) => option.id);
    for (const [at, id] of ids.entries()) {
      if (ids.indexOf(id) === at) continue;
      say(["facts", index, "options", at, "id"], {
        zh: `选项“${id}”重复。请换一个名字。`,
        en: `Option “${id}” occurs twice. Rename one.`,
      });
    }
  }
};

const oneOf = (options: readonly Option[]): string =>
  options
    .slice(0, 12)
    .map((option) => option.id)
    .join(", ");

/** What is wrong with a value for this fact, or undefined. Unknown (null) always fits. */
export const factValueProblem = (
  fact: FactDefinition,
  value: FactValue,
): LocalizedText | undefined => {
  if (value === null) return undefined;
  switch (fact.kind) {
    case "boolean":
      return typeof value === "boolean" ? undefined : expected("true / false", "true or false");
    case "choice":
      return typeof value === "string"
        ? optionProblem(fact.options, value)
        : expected(`一个选项（${oneOf(fact.options)}）`, `one option (${oneOf(fact.options)})`);
    case "set":
      return Array.isArray(value)
        ? value.map((id) => optionProblem(fact.options, String(id))).find(Boolean)
        : expected("选项的列表", "a list of options");
    case "number": {
      const { min, max, integer } = fact;
      const fits =
        typeof value === "number" &&
        Number.isFinite(value) &&
        (!integer || Number.isInteger(value)) &&
        (min === null || value >= min) &&
        (max === null || value <= max);
      const range = `${min ?? "−∞"} … ${max ?? "∞"}`;
      return fits
        ? undefined
        : expected(
            `${integer ? "整数" : "数字"}（${range}）`,
            `${integer ? "a whole number" : "a number"} (${range})`,
          );
    }
  }
};

const expected = (zh: string, en: string): LocalizedText => ({
  zh: `这里应为${zh}。请更正；不知道时删去。`,
  en: `This must be ${en}. Correct it, or leave it out if unknown.`,
});

const optionProblem = (options: readonly Option[], id: string): LocalizedText | undefined => {
  const ids = options.map((option) => option.id);
  if (ids.includes(id)) return undefined;
  const near = nearest(id, ids);
  return {
    zh: `没有选项“${id}”。${near === undefined ? `可选：${oneOf(options)}。` : `是否想写“${near}”？`}`,
    en: `There is no option “${id}”. ${near === undefined ? `Choose from ${oneOf(options)}.` : `Did you mean “${near}”?`}`,
  };
};
