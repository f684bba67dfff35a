/** Until when verdicts hold as they are while no evidence comes or goes: then the first of what they rest on expires. */

import type { AgeNotes } from "./age-notes.ts";

interface Judged {
  readonly elements: readonly Pick<AgeNotes, "changesAt">[];
}

/** ISO 8601 in UTC; null where nothing expires. */
export const nextChange = (judged: readonly Judged[]): string | null => {
  let next = Number.POSITIVE_INFINITY;
  for (const { elements } of judged)
    for (const { changesAt } of elements) next = Math.min(next, changesAt ?? next);
  return Number.isFinite(next) ? new Date(next).toISOString() : null;
};
