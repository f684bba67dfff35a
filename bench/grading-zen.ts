/** A pack's rules as one expression node of GoRules ZEN, written from the same data that the kernel compiles. */

import { createRequire } from "node:module";
import type { Condition, Facts, Grading, Operand, RuleNode } from "@fenji/regime";

interface ZenDecision {
  readonly evaluate: (facts: Facts) => Promise<{ readonly result: Record<string, number> }>;
}

interface ZenModule {
  readonly ZenEngine: new () => { readonly createDecision: (content: object) => ZenDecision };
}

const quoted = (text: string): string => `'${text}'`;

const operand = (of: Operand): string => ("fact" in of ? of.fact : `$.${of.node}`);

const condition = (of: Condition): string => {
  if ("all" in of) return `(${of.all.map(condition).join(" and ")})`;
  if ("any" in of) return `(${of.any.map(condition).join(" or ")})`;
  if ("not" in of) return `not (${condition(of.not)})`;
  if ("number" in of) return `${operand(of.number)} ${of.op === "=" ? "==" : of.op} ${of.value}`;
  if ("yes" in of) return `${of.yes} == true`;
  if ("choice" in of) return `${of.choice} in [${of.in.map(quoted).join(", ")}]`;
  return `contains(${of.set}, ${quoted(of.has)})`;
};

/** Options with equal points are asked for together. */
const lookup = (fact: string, values: Readonly<Record<string, number>>): string => {
  const byValue = Map.groupBy(Object.keys(values), (option) => values[option] ?? 0);
  const arms = [...byValue].map(
    ([value, options]) => `${fact} in [${options.map(quoted).join(", ")}] ? ${value} : `,
  );
  return `${arms.join("")}0`;
};

const expression = (node: RuleNode): string => {
  switch (node.rule) {
    case "bands":
      return node.bands
        .toReversed()
        .map(({ from, value }) =>
          from === null ? `${value}` : `${operand(node.of)} >= ${from} ? ${value} : `,
        )
        .join("");
    case "lookup":
      return lookup(node.of, node.values);
    case "set": {
      const points = Object.entries(node.values).map(
        ([option, value]) => `(contains(${node.of}, ${quoted(option)}) ? ${value} : 0)`,
      );
      const total = node.combine === "max" ? `max([${points.join(", ")}])` : points.join(" + ");
      const capped = node.cap === null ? total : `min([${total}, ${node.cap}])`;
      return `len(${node.of}) == 0 ? ${node.none} : ${capped}`;
    }
    case "when":
      return `${condition(node.when)} ? ${node.then} : ${node.otherwise}`;
    case "sum":
      return node.terms.map((term) => `$.${term.node} * ${term.weight}`).join(" + ");
    case "max":
    case "min":
      return `${node.rule}([${node.of.map((id) => `$.${id}`).join(", ")}])`;
    case "matrix":
      return node.values
        .map((row, index) => {
          const cells = row.map((value, column) => `$.${node.columns} == ${column} ? ${value} : `);
          return `$.${node.rows} == ${index} ? (${cells.join("")}0) : `;
        })
        .join("")
        .concat("0");
    case "switch":
    case "table":
      throw new RangeError("the first regime has neither switch nor table");
    case "override":
      return node.overrides.reduce((before, { when, effect, value }) => {
        const after = {
          "at-least": `max([${before}, ${value}])`,
          "at-most": `min([${before}, ${value}])`,
          set: `${value}`,
        };
        return `(${condition(when)} ? ${after[effect]} : ${before})`;
      }, `$.${node.base}`);
  }
};

/** Nodes in an order in which each comes after what it reads, then one expression per type: its rank, or −1. */
export const zenDecision = (grading: Grading, ordered: readonly RuleNode[]): ZenDecision => {
  const require = createRequire(import.meta.url);
  const { ZenEngine }: ZenModule = require("@gorules/zen-engine");
  const rules = ordered.map((node) => ({ id: node.id, key: node.id, value: expression(node) }));
  const results = grading.types.map(({ id, appliesWhen, result }) => ({
    id: `result-${id}`,
    key: id,
    value: appliesWhen === null ? `$.${result}` : `${condition(appliesWhen)} ? $.${result} : -1`,
  }));
  const nodes = [
    { id: "in", name: "in", type: "inputNode", content: {} },
    {
      id: "rules",
      name: "rules",
      type: "expressionNode",
      content: { expressions: [...rules, ...results] },
    },
    { id: "out", name: "out", type: "outputNode", content: {} },
  ];
  const edges = [
    { id: "a", sourceId: "in", targetId: "rules", type: "edge" },
    { id: "b", sourceId: "rules", targetId: "out", type: "edge" },
  ];
  return new ZenEngine().createDecision({ nodes, edges });
};
