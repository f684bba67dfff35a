/** What rules can yield: tables as large as their indexes, and no grade that is not listed. */

import type { Checking } from "./checking.ts";
import { nodeValues } from "./rule-graph.ts";

const checkMatrix = (c: Checking, values: ReadonlyMap<string, readonly number[]>): void => {
  for (const [index, node] of c.grading.nodes.entries()) {
    if (node.rule !== "matrix") continue;
    const width = node.values[0]?.length ?? 0;
    const within = (id: string, size: number): boolean =>
      (values.get(id) ?? []).every(
        (value) => Number.isInteger(value) && value >= 0 && value < size,
      );
    const even = node.values.every((row) => row.length === width);
    if (even && within(node.rows, node.values.length) && within(node.columns, width)) continue;
    c.say(["nodes", index, "values"], {
      zh: "矩阵的行列数与行、列节点可能的取值（从 0 起的序号）不符。请补齐。",
      en: "Rows and columns do not match the values (indexes from 0) that the row and column nodes can take. Complete the table.",
    });
  }
};

const checkGrades = (c: Checking, values: ReadonlyMap<string, readonly number[]>): void => {
  for (const [index, type] of c.grading.types.entries()) {
    const ranks = type.grades.map((grade) => grade.rank);
    if (ranks.some((rank, at) => at > 0 && rank <= (ranks[at - 1] ?? 0))) {
      c.say(["types", index, "grades"], {
        zh: "级别须从低到高排列，序号各不相同。",
        en: "Grades go from the lowest up, each with its own rank.",
      });
    }
    const outside = (values.get(type.result) ?? []).filter((value) => !ranks.includes(value));
    if (outside.length === 0) continue;
    const shown = outside.slice(0, 5).map((value) => (Number.isNaN(value) ? "…" : String(value)));
    c.say(["types", index, "result"], {
      zh: `结果节点可能取 ${shown.join("、")}，不是已列的级别。请收窄规则或补充级别。`,
      en: `The result node can be ${shown.join(", ")}, which is no listed grade. Narrow the rule or add the grade.`,
    });
  }
};

/** Only of rules whose references and order are sound. */
export const checkRuleValues = (c: Checking): void => {
  const values = nodeValues(c.grading);
  checkMatrix(c, values);
  checkGrades(c, values);
};
