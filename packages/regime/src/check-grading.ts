/** What a schema cannot see in grading.yaml: references, circles, bands, tables, and grades that no rule can give. */

import type { LocalizedText } from "@fenji/kernel";
import { checkFactDefinitions } from "./check-facts.ts";
import { nearest } from "./check-shape.ts";
import type { Grading } from "./pack-model.ts";
import type { Report, SourceFile } from "./pack-problem.ts";
import { conditionReads, nodeReads, nodeValues, orderNodes } from "./rule-graph.ts";
import type { Condition, FactDefinition, RuleNode } from "./rule-model.ts";

type Path = readonly PropertyKey[];

interface Checking {
  readonly grading: Grading;
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

const words = {
  fact: { zh: "事实", en: "fact" },
  node: { zh: "规则节点", en: "rule node" },
  option: { zh: "选项", en: "option" },
} as const;

/** Ids that occur twice in a list. */
export const repeated = (ids: readonly string[]): { id: string; index: number }[] =>
  ids.flatMap((id, index) => (ids.indexOf(id) < index ? [{ id, index }] : []));

const checkDuplicates = ({ grading, say }: Checking): void => {
  for (const list of ["facts", "nodes", "types"] as const) {
    for (const { id, index } of repeated(grading[list].map((entry) => entry.id))) {
      say([list, index, "id"], {
        zh: `“${id}”已经定义过。请换一个名字。`,
        en: `“${id}” is defined already. Choose another name.`,
      });
    }
  }
};

const checkReads = (c: Checking): void => {
  const look = (reads: ReturnType<typeof nodeReads>, path: Path): void => {
    for (const id of reads.facts)
      if (!c.facts.has(id)) c.say(path, dangling(words.fact, id, c.facts.keys()));
    for (const id of reads.nodes)
      if (!c.nodes.has(id)) c.say(path, dangling(words.node, id, c.nodes.keys()));
  };
  for (const [index, node] of c.grading.nodes.entries()) look(nodeReads(node), ["nodes", index]);
  for (const [index, type] of c.grading.types.entries()) {
    look({ facts: [], nodes: [type.result] }, ["types", index, "result"]);
    if (type.appliesWhen !== null)
      look(conditionReads(type.appliesWhen), ["types", index, "appliesWhen"]);
  }
};

const wrongKind = (id: string, wanted: FactDefinition["kind"]): LocalizedText => ({
  zh: `这里需要 ${wanted} 类事实，而“${id}”不是。请换用合适的规则。`,
  en: `A ${wanted} fact is needed here, and “${id}” is not one. Use the rule that fits it.`,
});

const checkKind = (
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

const checkCondition = (c: Checking, condition: Condition, path: Path): void => {
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

const checkBands = (c: Checking, node: RuleNode & { rule: "bands" }, path: Path): void => {
  if ("fact" in node.of)
    checkKind(c, node.of.fact, { wanted: "number", options: [], path: [...path, "of"] });
  node.bands.forEach((band, index) => {
    const before = node.bands[index - 1]?.from ?? Number.NEGATIVE_INFINITY;
    const rising = index === 0 ? band.from === null : band.from !== null && band.from > before;
    if (rising) return;
    c.say([...path, "bands", index, "from"], {
      zh: "各档下限须从 null（无下限）开始，逐档增大。请调整次序。",
      en: "Lower bounds start with null (no bound) and rise from band to band. Reorder them.",
    });
  });
};

const checkTotal = (
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

const checkNode = (c: Checking, node: RuleNode, path: Path): void => {
  if (node.rule === "bands") checkBands(c, node, path);
  else if (node.rule === "lookup") {
    const given = Object.keys(node.values);
    checkKind(c, node.of, { wanted: "choice", options: given, path: [...path, "values"] });
    checkTotal(c, node.of, { given, path: [...path, "values"] });
  } else if (node.rule === "set") {
    checkKind(c, node.of, {
      wanted: "set",
      options: Object.keys(node.values),
      path: [...path, "values"],
    });
    checkTotal(c, node.of, { given: Object.keys(node.values), path: [...path, "values"] });
  } else if (node.rule === "when") checkCondition(c, node.when, [...path, "when"]);
  else if (node.rule === "switch") {
    checkKind(c, node.of, {
      wanted: "choice",
      options: Object.keys(node.cases),
      path: [...path, "cases"],
    });
    if (node.otherwise === null)
      checkTotal(c, node.of, { given: Object.keys(node.cases), path: [...path, "cases"] });
  } else if (node.rule === "override") {
    node.overrides.forEach((override, index) =>
      checkCondition(c, override.when, [...path, "overrides", index, "when"]),
    );
  }
};

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

/** Rules read one another at most this deep; explanations are trees of this depth. */
const maxDepth = 100;

const checkDepth = (c: Checking, ordered: readonly RuleNode[]): void => {
  const depths = new Map<string, number>();
  for (const node of ordered) {
    const below = nodeReads(node).nodes.map((id) => depths.get(id) ?? 0);
    const depth = 1 + Math.max(0, ...below);
    depths.set(node.id, depth);
    if (depth !== maxDepth + 1) continue;
    c.say(["nodes", c.grading.nodes.indexOf(node)], {
      zh: `规则逐层引用超过 ${maxDepth} 层。请合并一些中间规则。`,
      en: `Rules read one another more than ${maxDepth} levels deep. Merge some in between.`,
    });
  }
};

/** Reports everything at once; value checks run only when references and order are sound. */
export const checkGrading = (grading: Grading, source: SourceFile, report: Report): void => {
  let faults = 0;
  const c: Checking = {
    grading,
    facts: new Map(grading.facts.map((fact) => [fact.id, fact])),
    nodes: new Map(grading.nodes.map((node) => [node.id, node])),
    say: (path, message) => {
      faults += 1;
      report(source, path, message);
    },
  };
  checkDuplicates(c);
  checkFactDefinitions(grading.facts, c.say);
  checkReads(c);
  grading.nodes.forEach((node, index) => checkNode(c, node, ["nodes", index]));
  grading.types.forEach((type, index) => {
    if (type.appliesWhen !== null)
      checkCondition(c, type.appliesWhen, ["types", index, "appliesWhen"]);
  });
  const ordered = orderNodes(grading.nodes);
  if ("cycle" in ordered) {
    const at = grading.nodes.findIndex((node) => node.id === ordered.cycle[0]);
    const around = ordered.cycle.join(" → ");
    c.say(["nodes", at], {
      zh: `规则互相引用成环：${around}。请打破它。`,
      en: `Rules refer to each other in a circle: ${around}. Break it.`,
    });
  }
  if (faults > 0 || !("order" in ordered)) return;
  checkDepth(c, ordered.order);
  const values = nodeValues(grading);
  checkMatrix(c, values);
  checkGrades(c, values);
};
