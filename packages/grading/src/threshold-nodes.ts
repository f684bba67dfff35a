/** Finds the bands that decide a grade by a score, behind overrides, extremes and switches. */

import type { BandsNode, Grading } from "@fenji/regime";

/** Through `base`, `of` and `cases` from the result; bands over a fact or node end the way, everything else is no threshold. */
export const thresholdNodes = (grading: Grading, result: string): readonly BandsNode[] => {
  const byId = new Map(grading.nodes.map((node) => [node.id, node]));
  const found: BandsNode[] = [];
  const seen = new Set<string>();
  const visit = (id: string): void => {
    const node = byId.get(id);
    if (node === undefined || seen.has(id)) return;
    seen.add(id);
    if (node.rule === "bands") found.push(node);
    else if (node.rule === "override") visit(node.base);
    else if (node.rule === "max" || node.rule === "min") node.of.forEach(visit);
    else if (node.rule === "switch") {
      Object.values(node.cases).forEach(visit);
      if (node.otherwise !== null) visit(node.otherwise);
    }
  };
  visit(result);
  return found;
};
