/** The numbers of one type's rules, node by node in the pack's order, its thresholds first. */

import { editablePaths, type EditablePath } from "@fenji/grading";
import type { LocalizedText } from "@fenji/kernel";
import type { Grading } from "@fenji/regime";
import { nodesOfType } from "./one-type.ts";

export interface RuleGroup {
  /** null: the thresholds of the type's grades. */
  readonly node: string | null;
  readonly label: LocalizedText | null;
  readonly paths: readonly string[];
}

export const ruleGroups = (grading: Grading, typeId: string): readonly RuleGroup[] => {
  const type = grading.types.find(({ id }) => id === typeId);
  if (type === undefined) return [];
  const paths = editablePaths(grading);
  const within = nodesOfType(grading, type);
  const begins = (start: string): readonly string[] =>
    paths.flatMap(({ path }) => (path.startsWith(start) ? [path] : []));
  const thresholds = begins(`${typeId}.thresholds.`);
  return [
    { node: null, label: null, paths: thresholds },
    ...grading.nodes
      .filter(({ id }) => within.has(id))
      .map(({ id, label }) => ({ node: id, label, paths: begins(`nodes.${id}.`) })),
  ].filter((group) => group.paths.length > 0);
};

/** Label and path are looked in. */
export const matchesRule = ({ label, path }: EditablePath, words: string): boolean => {
  const wanted = words.trim().toLowerCase();
  return [label.zh, label.en, path].some((text) => text.toLowerCase().includes(wanted));
};
