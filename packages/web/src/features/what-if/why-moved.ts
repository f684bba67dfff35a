/** Why a firm's grade differs under two sets of rules: the innermost factors that come out differently. */

import type { Reason } from "@fenji/grading";
import type { LocalizedText } from "@fenji/kernel";

export interface ChangedFactor {
  readonly factor: string;
  readonly label: LocalizedText;
  /** What the rule looked at, as it is told under the new rules. */
  readonly input: Reason["input"];
  readonly before: Outcome;
  readonly after: Outcome;
}

export interface Outcome {
  /** null: not determined, or not a number of points. */
  readonly points: number | null;
  readonly possible: readonly number[];
  readonly band: LocalizedText | null;
}

const outcomeOf = ({ points, possible, band }: Reason): Outcome => ({ points, possible, band });

const same = (a: Reason, b: Reason): boolean =>
  a.points === b.points &&
  a.possible.length === b.possible.length &&
  a.possible.every((value, index) => value === b.possible[index]);

const flat = (reasons: readonly Reason[]): readonly Reason[] =>
  reasons.flatMap((reason) => [reason, ...flat(reason.children)]);

const nothing: Outcome = { points: null, possible: [], band: null };

/** A factor is told where it changed and nothing below it did: there the rules themselves are different. */
export const whyMoved = (
  before: readonly Reason[],
  after: readonly Reason[],
): readonly ChangedFactor[] => {
  const earlier = new Map<string, Reason>();
  for (const reason of flat(before))
    if (!earlier.has(reason.factor)) earlier.set(reason.factor, reason);
  const changed = (reason: Reason): boolean => {
    const was = earlier.get(reason.factor);
    return was === undefined || !same(was, reason);
  };
  const innermost = (reasons: readonly Reason[]): readonly ChangedFactor[] =>
    reasons.filter(changed).flatMap((reason) => {
      const below = innermost(reason.children);
      if (below.length > 0) return below;
      const was = earlier.get(reason.factor);
      const { factor, label, input } = reason;
      return [
        {
          factor,
          label,
          input,
          before: was === undefined ? nothing : outcomeOf(was),
          after: outcomeOf(reason),
        },
      ];
    });
  const later = new Set(flat(after).map(({ factor }) => factor));
  // An override that no longer holds stands in the earlier reasons alone.
  const gone = flat(before)
    .filter(({ factor }) => !later.has(factor))
    .map((reason): ChangedFactor => ({
      factor: reason.factor,
      label: reason.label,
      input: reason.input,
      before: outcomeOf(reason),
      after: nothing,
    }));
  const found = [...innermost(after), ...gone];
  return found.filter(
    ({ factor }, index) => found.findIndex((one) => one.factor === factor) === index,
  );
};
