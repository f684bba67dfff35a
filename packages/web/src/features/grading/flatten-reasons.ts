/** The tree of reasons as the lines of a table, children of folded reasons left out. */

import type { Reason } from "@fenji/contract";

export interface ReasonLine {
  /** Place in the tree, `0.2.1`; a factor can occur twice. */
  readonly key: string;
  readonly depth: number;
  readonly folded: boolean;
  readonly reason: Reason;
}

export const flattenReasons = (
  reasons: readonly Reason[],
  folded: ReadonlySet<string>,
): ReasonLine[] => {
  const lines: ReasonLine[] = [];
  const walk = (siblings: readonly Reason[], parent: string, depth: number) => {
    for (const [index, reason] of siblings.entries()) {
      const key = parent === "" ? String(index) : `${parent}.${index}`;
      const isFolded = folded.has(key);
      lines.push({ key, depth, folded: isFolded, reason });
      if (!isFolded) walk(reason.children, key, depth + 1);
    }
  };
  walk(reasons, "", 0);
  return lines;
};
