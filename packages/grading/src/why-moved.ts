/** Why one row moved between two gradings: the rules whose value changed although what they read did not. */

import { nodeReads } from "@fenji/regime";
import { gradedRow, possibleValues } from "./graded-row.ts";
import type { GradedRun } from "./regrade-run.ts";

export interface MoveCause {
  readonly node: string;
  /** Every value that the rule can have with the facts of the row; one where it is settled. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

interface Moving {
  readonly before: GradedRun;
  readonly after: GradedRun;
  readonly row: number;
}

/** For one type; in the order in which the rules stand in the pack. Empty where the row did not move. */
export const whyMoved = ({ before, after, row }: Moving, type: string): readonly MoveCause[] => {
  const compiled = before.kernel.types.find((one) => one.type.id === type);
  if (compiled === undefined) throw new RangeError(`no type ${type}`);
  const byId = new Map(before.kernel.grading.nodes.map((node) => [node.id, node]));
  const [old, now] = [before, after].map(({ kernel, graded }) => {
    const of = gradedRow(kernel, graded, row);
    return (id: string): readonly number[] => possibleValues(of, kernel.rules.node(id));
  });
  const changes = new Map<string, boolean>();
  const causes = new Map<string, MoveCause>();
  /** True where the value of the node, or of one that it reads, has changed. */
  const look = (id: string): boolean => {
    const known = changes.get(id);
    const node = byId.get(id);
    if (known !== undefined || node === undefined) return known ?? false;
    const below = nodeReads(node).nodes.map(look).includes(true);
    const values = { before: old?.(id) ?? [], after: now?.(id) ?? [] };
    const own = values.before.join() !== values.after.join();
    if (own && !below) causes.set(id, { node: id, ...values });
    changes.set(id, own);
    return own;
  };
  look(compiled.type.result);
  return before.kernel.grading.nodes.flatMap(({ id }) => {
    const cause = causes.get(id);
    return cause === undefined ? [] : [cause];
  });
};
