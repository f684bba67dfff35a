/** A pack's rules for json-rules-engine: a rule per band, option group, condition and override; sums as its dynamic facts. */

import { createRequire } from "node:module";
import type { Condition, Facts, Grading, Operand, RuleNode } from "@fenji/regime";

interface Almanac {
  readonly factValue: (id: string) => Promise<number>;
  readonly addFact: (id: string, value: number) => void;
}

type Conditions = Readonly<Record<string, unknown>>;

interface Engine {
  readonly addRule: (rule: object) => void;
  readonly addFact: (
    id: string,
    compute: (params: unknown, almanac: Almanac) => Promise<number>,
  ) => void;
  readonly run: (facts: Facts) => Promise<{ readonly almanac: Almanac }>;
}

interface EngineModule {
  readonly Engine: new () => Engine;
}

const operators = {
  "<": "lessThan",
  "<=": "lessThanInclusive",
  "=": "equal",
  ">=": "greaterThanInclusive",
  ">": "greaterThan",
} as const;

const factId = (of: Operand): string => ("fact" in of ? of.fact : of.node);

const conditions = (of: Condition): Conditions => {
  if ("all" in of) return { all: of.all.map(conditions) };
  if ("any" in of) return { any: of.any.map(conditions) };
  if ("not" in of) return { not: conditions(of.not) };
  if ("number" in of)
    return { fact: factId(of.number), operator: operators[of.op], value: of.value };
  if ("yes" in of) return { fact: of.yes, operator: "equal", value: true };
  if ("choice" in of) return { fact: of.choice, operator: "in", value: of.in };
  return { fact: of.set, operator: "contains", value: of.has };
};

interface Arm {
  readonly when: Conditions;
  readonly value: number;
}

const armsOf = (node: RuleNode): readonly Arm[] | undefined => {
  if (node.rule === "bands") {
    const fact = factId(node.of);
    return node.bands.map(({ from, value }, index) => {
      const next = node.bands[index + 1]?.from ?? null;
      const low = from === null ? [] : [{ fact, operator: "greaterThanInclusive", value: from }];
      const high = next === null ? [] : [{ fact, operator: "lessThan", value: next }];
      return { when: { all: [...low, ...high] }, value };
    });
  }
  if (node.rule === "lookup") {
    const byValue = Map.groupBy(Object.keys(node.values), (option) => node.values[option] ?? 0);
    return [...byValue].map(([value, options]) => ({
      when: { all: [{ fact: node.of, operator: "in", value: options }] },
      value,
    }));
  }
  if (node.rule === "when") {
    return [
      { when: { all: [conditions(node.when)] }, value: node.then },
      { when: { all: [{ not: conditions(node.when) }] }, value: node.otherwise },
    ];
  }
  return undefined;
};

/** What the engine's conditions cannot say: arithmetic, as its documentation suggests, in dynamic facts. */
const computed = (node: RuleNode): ((almanac: Almanac) => Promise<number>) | undefined => {
  const all = (ids: readonly string[], almanac: Almanac): Promise<number[]> =>
    Promise.all(ids.map((id) => almanac.factValue(id)));
  if (node.rule === "sum")
    return async (almanac) => {
      const values = await all(
        node.terms.map((term) => term.node),
        almanac,
      );
      return values.reduce(
        (sum, value, index) => sum + value * (node.terms[index]?.weight ?? 1),
        0,
      );
    };
  if (node.rule === "max" || node.rule === "min")
    return async (almanac) => Math[node.rule](...(await all(node.of, almanac)));
  if (node.rule === "matrix")
    return async (almanac) => {
      const [row = 0, column = 0] = await all([node.rows, node.columns], almanac);
      return node.values[row]?.[column] ?? 0;
    };
  if (node.rule === "set")
    return async (almanac) => {
      const chosen: unknown = await almanac.factValue(node.of);
      if (!Array.isArray(chosen) || chosen.length === 0) return node.none;
      const points = chosen.map((option) => node.values[String(option)] ?? 0);
      const total =
        node.combine === "max" ? Math.max(...points) : points.reduce((a, b) => a + b, 0);
      return Math.min(total, node.cap ?? Infinity);
    };
  return undefined;
};

/** Rules of one priority run together, so each node has a priority of its own, and each override too. */
export const jsonRules = (
  grading: Grading,
  ordered: readonly RuleNode[],
): ((facts: Facts) => Promise<Readonly<Record<string, number>>>) => {
  const require = createRequire(import.meta.url);
  const { Engine }: EngineModule = require("json-rules-engine");
  const engine = new Engine();
  let priority = 10_000;
  const rule = (when: Conditions, done: (almanac: Almanac) => void | Promise<void>): void =>
    engine.addRule({
      conditions: "fact" in when ? { all: [when] } : when,
      priority,
      event: { type: "done" },
      onSuccess: (_event: unknown, almanac: Almanac) => done(almanac),
    });
  for (const node of ordered) {
    priority -= 1;
    const compute = computed(node);
    if (compute !== undefined) engine.addFact(node.id, (_, almanac) => compute(almanac));
    for (const { when, value } of armsOf(node) ?? [])
      rule(when, (almanac) => almanac.addFact(node.id, value));
    if (node.rule !== "override") continue;
    const copy = async (almanac: Almanac): Promise<void> =>
      almanac.addFact(node.id, await almanac.factValue(node.base));
    rule({ all: [] }, copy);
    for (const { when, effect, value } of node.overrides) {
      priority -= 1;
      rule(conditions(when), async (almanac) => {
        const before = await almanac.factValue(node.id);
        const after = {
          "at-least": Math.max(before, value),
          "at-most": Math.min(before, value),
          set: value,
        };
        almanac.addFact(node.id, after[effect]);
      });
    }
  }
  return async (facts) => {
    const { almanac } = await engine.run(facts);
    const results = grading.types.map(async ({ id, appliesWhen, result }) => {
      const applies = appliesWhen === null || !("set" in appliesWhen) || isIn(facts, appliesWhen);
      return [id, applies ? await almanac.factValue(result) : -1] as const;
    });
    return Object.fromEntries(await Promise.all(results));
  };
};

const isIn = (
  facts: Facts,
  { set, has }: { readonly set: string; readonly has: string },
): boolean => {
  const value = facts[set];
  return Array.isArray(value) && value.includes(has);
};
