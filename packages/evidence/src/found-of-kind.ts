/** What a run found of one kind on one subject: how many, and how bad at the worst. */

import { severityOrder, type Severity } from "./observation.ts";

export interface FoundOfKind {
  readonly count: number;
  /** null: nothing was found, or one of them has no severity and may be anything. */
  readonly worst: Severity | null;
}

export const nothingFound: FoundOfKind = { count: 0, worst: null };

export const foundOneMore = (
  { count, worst }: FoundOfKind,
  severity: Severity | null,
): FoundOfKind => {
  const isKnown = severity !== null && (count === 0 || worst !== null);
  const worse =
    worst === null || severityOrder.indexOf(severity ?? "none") > severityOrder.indexOf(worst);
  return { count: count + 1, worst: isKnown ? (worse ? severity : worst) : null };
};
