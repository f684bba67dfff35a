/** What a schema cannot see in grading.yaml: references, circles, bands, tables, and grades that no rule can give. */

import { checkDerivations } from "./check-derivations.ts";
import { checkFactDefinitions } from "./check-facts.ts";
import { checkRuleValues } from "./check-rule-values.ts";
import {
  checkCondition,
  checkKind,
  checkTotal,
  dangling,
  repeated,
  words,
  type Checking,
  type Path,
} from "./checking.ts";
import { derivedFact } from "./derivation-graph.ts";
import type { Grading } from "./pack-model.ts";
import type { Report, SourceFile } from "./pack-problem.ts";
import { conditionReads, nodeReads, orderNodes } from "./rule-graph.ts";
import type { RuleNode } from "./rule-model.ts";

const checkDuplicates = ({ grading, say }: Checking): void => {
  for (const list of ["facts", "derivations", "nodes", "types"] as const) {
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
  else if (node.rule === "table")
    node.rows.forEach((row, index) =>
      checkCondition(c, row.when, [...path, "rows", index, "when"]),
    );
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
    facts: new Map(
      [...grading.derivations.map(derivedFact), ...grading.facts].map((fact) => [fact.id, fact]),
    ),
    nodes: new Map(grading.nodes.map((node) => [node.id, node])),
    say: (path, message) => {
      faults += 1;
      report(source, path, message);
    },
  };
  checkDuplicates(c);
  checkFactDefinitions(grading.facts, c.say);
  checkReads(c);
  checkDerivations(c);
  grading.nodes.forEach((node, index) => checkNode(c, node, ["nodes", index]));
  grading.types.forEach((type, index) => {
    if (type.appliesWhen !== null)
      checkCondition(c, type.appliesWhen, ["types", index, "appliesWhen"]);
    type.monotone.forEach(({ fact }, at) => {
      if (!grading.facts.some(({ id }) => id === fact))
        c.say(
          ["types", index, "monotone", at, "fact"],
          dangling(
            words.fact,
            fact,
            grading.facts.map(({ id }) => id),
          ),
        );
    });
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
  checkRuleValues(c);
};
