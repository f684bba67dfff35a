/** What the rules ask of each fact: the thresholds of a number, and which options of a choice or set they tell apart. */

import type { Condition, Grading, Operand, RuleNode } from "@fenji/regime";

/** `at` itself is the first value above the cut, or, where `strict`, the last value below it. */
export interface Cut {
  readonly at: number;
  readonly strict: boolean;
}

/** A question that a rule asks of the options: equal answers to all questions make values alike. */
export type OptionUse =
  | { readonly kind: "value"; readonly of: (option: string) => string }
  | { readonly kind: "has"; readonly option: string }
  | {
      readonly kind: "points";
      readonly combine: "max" | "sum";
      readonly values: Readonly<Record<string, number>>;
      readonly none: number;
      readonly cap: number | null;
    };

export interface FactUses {
  readonly cuts: ReadonlyMap<string, readonly Cut[]>;
  readonly options: ReadonlyMap<string, readonly OptionUse[]>;
  /** Facts in the order in which the rules first come across them, type by type. */
  readonly order: readonly string[];
}

interface Collecting {
  readonly nodes: ReadonlyMap<string, RuleNode>;
  readonly cuts: Map<string, Cut[]>;
  readonly options: Map<string, OptionUse[]>;
  readonly order: Set<string>;
  readonly seen: Set<string>;
}

/** Walks the rules depth first from each type, so that facts of one factor come to stand together. */
export const collectUses = (grading: Grading): FactUses => {
  const collecting: Collecting = {
    nodes: new Map(grading.nodes.map((node) => [node.id, node])),
    cuts: new Map(),
    options: new Map(),
    order: new Set(),
    seen: new Set(),
  };
  for (const type of grading.types) {
    if (type.appliesWhen !== null) walkCondition(collecting, type.appliesWhen);
    walkNode(collecting, type.result);
  }
  for (const node of grading.nodes) walkNode(collecting, node.id);
  for (const fact of grading.facts) collecting.order.add(fact.id);
  return { cuts: collecting.cuts, options: collecting.options, order: [...collecting.order] };
};

const addCuts = (collecting: Collecting, fact: string, cuts: readonly Cut[]): void => {
  collecting.order.add(fact);
  collecting.cuts.set(fact, [...(collecting.cuts.get(fact) ?? []), ...cuts]);
};

const addUse = (collecting: Collecting, fact: string, use: OptionUse): void => {
  collecting.order.add(fact);
  collecting.options.set(fact, [...(collecting.options.get(fact) ?? []), use]);
};

const walkOperand = (collecting: Collecting, operand: Operand, cuts: readonly Cut[]): void => {
  if ("fact" in operand) addCuts(collecting, operand.fact, cuts);
  else walkNode(collecting, operand.node);
};

const walkNode = (collecting: Collecting, id: string): void => {
  const node = collecting.nodes.get(id);
  if (node === undefined || collecting.seen.has(id)) return;
  collecting.seen.add(id);
  switch (node.rule) {
    case "bands": {
      const froms = node.bands.flatMap(({ from }) => (from === null ? [] : [from]));
      walkOperand(
        collecting,
        node.of,
        froms.map((at) => ({ at, strict: false })),
      );
      break;
    }
    case "lookup":
      addUse(collecting, node.of, { kind: "value", of: (option) => String(node.values[option]) });
      break;
    case "set":
      addUse(collecting, node.of, { ...node, kind: "points" });
      break;
    case "when":
      walkCondition(collecting, node.when);
      break;
    case "sum":
      for (const term of node.terms) walkNode(collecting, term.node);
      break;
    case "max":
    case "min":
      for (const of of node.of) walkNode(collecting, of);
      break;
    case "matrix":
      walkNode(collecting, node.rows);
      walkNode(collecting, node.columns);
      break;
    case "table":
      for (const row of node.rows) walkCondition(collecting, row.when);
      break;
    case "switch":
      addUse(collecting, node.of, {
        kind: "value",
        of: (option) => node.cases[option] ?? node.otherwise ?? "",
      });
      for (const of of Object.values(node.cases)) walkNode(collecting, of);
      if (node.otherwise !== null) walkNode(collecting, node.otherwise);
      break;
    case "override":
      walkNode(collecting, node.base);
      for (const override of node.overrides) walkCondition(collecting, override.when);
      break;
  }
};

const walkCondition = (collecting: Collecting, condition: Condition): void => {
  if ("all" in condition) for (const part of condition.all) walkCondition(collecting, part);
  else if ("any" in condition) for (const part of condition.any) walkCondition(collecting, part);
  else if ("not" in condition) walkCondition(collecting, condition.not);
  else if ("number" in condition) walkOperand(collecting, condition.number, cutsOf(condition));
  else if ("yes" in condition) collecting.order.add(condition.yes);
  else if ("choice" in condition)
    addUse(collecting, condition.choice, {
      kind: "value",
      of: (option) => String(condition.in.includes(option)),
    });
  else addUse(collecting, condition.set, { kind: "has", option: condition.has });
};

const cutsOf = ({ op, value }: { op: string; value: number }): readonly Cut[] => {
  const below = { at: value, strict: false };
  const above = { at: value, strict: true };
  if (op === "=") return [below, above];
  return op === "<" || op === ">=" ? [below] : [above];
};
