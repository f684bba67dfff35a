/** The rules of one type alone: what the others need is neither compiled nor graded. */

import {
  conditionReads,
  formulaReads,
  nodeReads,
  type GradedType,
  type Grading,
} from "@fenji/regime";

/** Ids of the nodes that the type's result and its scope are made from. */
export const nodesOfType = (grading: Grading, type: GradedType): ReadonlySet<string> => {
  const byId = new Map(grading.nodes.map((node) => [node.id, node]));
  const reached = new Set<string>();
  const visit = (id: string): void => {
    const node = byId.get(id);
    if (node === undefined || reached.has(id)) return;
    reached.add(id);
    const reads = nodeReads(node).nodes;
    const conditions =
      node.rule === "override"
        ? node.overrides.flatMap(({ when }) => conditionReads(when).nodes)
        : [];
    [...reads, ...conditions].forEach(visit);
  };
  visit(type.result);
  if (type.appliesWhen !== null) conditionReads(type.appliesWhen).nodes.forEach(visit);
  return reached;
};

/** Derivations that only other types read go too: computing one for a nation takes its time. */
const derivationsRead = (grading: Grading, nodes: ReadonlySet<string>, type: GradedType) => {
  const kept = grading.nodes.filter(({ id }) => nodes.has(id));
  const read = new Set([
    ...kept.flatMap((node) => nodeReads(node).facts),
    ...(type.appliesWhen === null ? [] : conditionReads(type.appliesWhen).facts),
  ]);
  for (let grown = -1; grown !== read.size;) {
    grown = read.size;
    for (const { id, formula } of grading.derivations)
      if (read.has(id)) for (const fact of formulaReads(formula).facts) read.add(fact);
  }
  return grading.derivations.filter(({ id }) => read.has(id));
};

export const onlyType = (grading: Grading, typeId: string): Grading => {
  const type = grading.types.find(({ id }) => id === typeId);
  if (type === undefined) return grading;
  const nodes = nodesOfType(grading, type);
  return {
    ...grading,
    nodes: grading.nodes.filter(({ id }) => nodes.has(id)),
    derivations: derivationsRead(grading, nodes, type),
    types: [type],
  };
};
