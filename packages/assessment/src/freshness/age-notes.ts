/** How fresh the evidence behind an element is: marked by its weakest part, with when that changes. */

import type { Says } from "../verdict.ts";
import type { Age, Aged } from "./freshness.ts";

export interface AgeNotes {
  /** Stale where any evidence that speaks is; expired where all that spoke is; null where nothing ever did. */
  age: Age | null;
  /** When the first of what speaks becomes stale, and when the first expires, in milliseconds; null where nothing does. */
  staleAt: number | null;
  expiresAt: number | null;
  /**
   * When the first of all that was heard, even what proves nothing by itself, is heard no more: until then the same evidence
   * gives the same outcome. In milliseconds; null where nothing expires.
   */
  changesAt: number | null;
}

const earlier = (a: number | null, b: number | null): number | null => {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
};

/** What is expired says nothing, and counts only where nothing else is there. */
export const noteAge = (notes: AgeNotes, { age, staleAt, expiresAt }: Aged, says: Says): void => {
  if (age === "expired") {
    notes.age ??= "expired";
    return;
  }
  notes.changesAt = earlier(notes.changesAt, expiresAt);
  if (says === "nothing") return;
  notes.age = age === "stale" || notes.age === "stale" ? "stale" : "fresh";
  notes.staleAt = earlier(notes.staleAt, staleAt);
  notes.expiresAt = earlier(notes.expiresAt, expiresAt);
};
