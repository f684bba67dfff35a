/** What the checks of one grading.yaml share: where they look, how they report, and checks of single uses of facts. */

import type { LocalizedText } from "@fenji/kernel";
import { nearest } from "./check-shape.ts";
import type { Grading } from "./pack-model.ts";
import type { Condition, FactDefinition, RuleNode } from "./rule-model.ts";

export type Path = readonly PropertyKey[];

/** What the checks of one grading.yaml share. */
export interface Checking {
  readonly grading: Grading;
  /** Derivations too, as the number facts that they are to rules. */
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly nodes: ReadonlyMap<string, RuleNode>;
  readonly say: (path: Path, message: LocalizedText) => void;
}

/** Reports a reference to something that is not there, with the nearest name that is. */
export const dangling = (
  what: LocalizedText,
  id: string,
  known: Iterable<string>,
): LocalizedText => {
  const near = nearest(id, known);
  return {
    zh: `${what.zh}“${id}”没有定义。${near === undefined ? "请先定义它，或更正引用。" : `是否想写“${near}”？`}`,
    en: `The ${what.en} “${id}” is not defined. ${near === undefined ? "Define it, or correct the reference." : `Did you mean “${near}”?`}`,
  };
};

export const words = {
  fact: { zh: "事实", en: "fact" },
  node: { zh: "规则节点", en: "rule node" },
  option: { zh: "选项", en: "option" },
} as const;

/** Ids that occur twice in a list. */
export const repeated = (ids: readonly string[]): { id: string; index: number }[] =>
  ids.flatMap((id, index) => (ids.indexOf(id) < index ? [{ id, index }] : []));

const wrongKind = (id: string, wanted: FactDefinition["kind"]): LocalizedText => ({
  zh: `这里需要 ${wanted} 类事实，而“${id}”不是。请换用合适的规则。`,
  en: `A ${wanted} fact is needed here, and “${id}” is not one. Use the rule that fits it.`,
});

export const checkKind = (
  c: Checking,
  id: string,
  use: { wanted: FactDefinition["kind"]; options: readonly string[]; path: Path },
): void => {
  const fact = c.facts.get(id);
  if (fact === undefined) return;
  if (fact.kind !== use.wanted) {
    c.say(use.path, wrongKind(id, use.wanted));
    return;
  }
  if (fact.kind !== "choice" && fact.kind !== "set") return;
  const known = fact.options.map((option) => option.id);
  for (const option of use.options) {
    if (!known.includes(option)) c.say(use.path, dangling(words.option, option, known));
  }
};

export const checkCondition = (c: Checking, condition: Condition, path: Path): void => {
  if ("all" in condition)
    condition.all.forEach((one, index) => checkCondition(c, one, [...path, "all", index]));
  else if ("any" in condition)
    condition.any.forEach((one, index) => checkCondition(c, one, [...path, "any", index]));
  else if ("not" in condition) checkCondition(c, condition.not, [...path, "not"]);
  else if ("number" in condition) {
    if ("fact" in condition.number)
      checkKind(c, condition.number.fact, { wanted: "number", options: [], path });
  } else if ("yes" in condition)
    checkKind(c, condition.yes, { wanted: "boolean", options: [], path });
  else if ("choice" in condition)
    checkKind(c, condition.choice, { wanted: "choice", options: condition.in, path });
  else checkKind(c, condition.set, { wanted: "set", options: [condition.has], path });
};

export const checkTotal = (
  c: Checking,
  fact: string,
  table: { given: readonly string[]; path: Path },
): void => {
  const definition = c.facts.get(fact);
  if (definition === undefined || (definition.kind !== "choice" && definition.kind !== "set"))
    return;
  const missing = definition.options
    .filter((option) => !table.given.includes(option.id))
    .map((option) => option.id);
  if (missing.length === 0) return;
  c.say(table.path, {
    zh: `缺少选项 ${missing.join("、")} 的取值。请逐一给出。`,
    en: `No value for option ${missing.join(", ")}. Give every option one.`,
  });
};
