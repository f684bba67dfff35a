/** What a schema cannot see in derivations: references, kinds, circles, options without a number. */

import {
  checkCondition,
  checkKind,
  checkTotal,
  dangling,
  words,
  type Checking,
  type Path,
} from "./checking.ts";
import { formulaReads, operandsOf, orderDerivations } from "./derivation-graph.ts";
import type { Formula } from "./rule-model.ts";

export const checkDerivations = (c: Checking): void => {
  const { derivations, facts } = c.grading;
  for (const [index, derivation] of derivations.entries()) {
    const path = ["derivations", index, "formula"];
    if (facts.some(({ id }) => id === derivation.id))
      c.say(["derivations", index, "id"], {
        zh: `“${derivation.id}”已经是一项事实。请换一个名字。`,
        en: `“${derivation.id}” is a fact already. Choose another name.`,
      });
    const reads = formulaReads(derivation.formula);
    for (const id of new Set(reads.facts))
      if (!c.facts.has(id)) c.say(path, dangling(words.fact, id, c.facts.keys()));
    if (reads.nodes.length > 0)
      c.say(path, {
        zh: `算式不能引用规则节点“${reads.nodes[0]}”，只能引用事实和其他算出的数。`,
        en: `A formula cannot read the rule node “${reads.nodes[0]}”, only facts and other derivations.`,
      });
    checkFormula(c, derivation.formula, path);
  }
  const ordered = orderDerivations(derivations);
  if (!("cycle" in ordered)) return;
  const around = ordered.cycle.join(" → ");
  c.say(["derivations", derivations.findIndex(({ id }) => id === ordered.cycle[0])], {
    zh: `算出的数互相引用成环：${around}。请打破它。`,
    en: `Derivations refer to each other in a circle: ${around}. Break it.`,
  });
};

const checkFormula = (c: Checking, formula: Formula, path: Path): void => {
  if ("fact" in formula)
    checkKind(c, formula.fact, { wanted: "number", options: [], path: [...path, "fact"] });
  else if ("option" in formula) {
    const given = Object.keys(formula.values);
    const at = [...path, "values"];
    checkKind(c, formula.option, { wanted: "choice", options: given, path: at });
    checkTotal(c, formula.option, { given, path: at });
  } else if ("mean" in formula) {
    for (const [index, part] of formula.mean.entries()) {
      const at = [...path, "mean", index];
      checkFormula(c, part.value, [...at, "value"]);
      checkFormula(c, part.weight, [...at, "weight"]);
      if (part.unless !== null) checkCondition(c, part.unless, [...at, "unless"]);
    }
  } else if ("when" in formula) checkCondition(c, formula.when, [...path, "when"]);
  for (const inner of operandsOf(formula)) checkFormula(c, inner, path);
};
