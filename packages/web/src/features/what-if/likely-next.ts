/** Which edits a reader is likely to ask for next: the number moved last, a few steps further either way. */

import { editablePaths, editRules, type RuleEdit } from "@fenji/grading";
import type { Grading } from "@fenji/regime";

const steps = [1, -1, 2, -2, 3, -3] as const;

/** Before anything was moved: the lower bounds of the type's grades. */
const candidates = (grading: Grading, type: string, edits: readonly RuleEdit[]) => {
  const last = edits.at(-1)?.path;
  return editablePaths(editRules(grading, edits)).filter(({ path }) =>
    last === undefined ? path.startsWith(`${type}.thresholds.`) : path === last,
  );
};

export const likelyNext = (
  grading: Grading,
  type: string,
  edits: readonly RuleEdit[],
): readonly (readonly RuleEdit[])[] => {
  const moved = candidates(grading, type, edits);
  return steps.flatMap((step) =>
    moved.flatMap(({ path, value }) =>
      value === null
        ? []
        : [[...edits.filter((edit) => edit.path !== path), { path, value: value + step }]],
    ),
  );
};
