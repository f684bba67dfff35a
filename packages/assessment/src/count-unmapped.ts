/** Which checks reach no requirement, so that a pack's author sees what evidence is wasted. */

import type { AssessmentIndex } from "./assessment-index.ts";
import type { EvidenceItem } from "./evidence-item.ts";

export interface UnmappedCheck {
  readonly check: string;
  readonly title: string | null;
  readonly family: string;
  readonly observations: number;
}

export interface Unmapped {
  /** Different checks (per family) that reach a requirement. */
  readonly mapped: number;
  /** Those that reach none; most observations first. */
  readonly unmapped: readonly UnmappedCheck[];
}

type Seen = Pick<EvidenceItem, "check" | "refs" | "family"> & {
  readonly title: string | null;
  /** Observations that this stands for; default 1. */
  readonly observations?: number;
};

export interface UnmappedCounter {
  readonly add: (seen: Seen) => void;
  readonly result: () => Unmapped;
}

/** A check is mapped when any of its observations is; the caller leaves out what was not evaluated. */
export const countUnmapped = (index: AssessmentIndex): UnmappedCounter => {
  const checks = new Map<string, { mapped: boolean; entry: UnmappedCheck }>();
  return {
    add: (seen) => {
      const key = `${seen.family}\n${seen.check}`;
      const known = checks.get(key);
      const mapped = known?.mapped === true || index.matchesOf(seen).length > 0;
      const entry = {
        check: seen.check,
        title: known?.entry.title ?? seen.title,
        family: seen.family,
        observations: (known?.entry.observations ?? 0) + (seen.observations ?? 1),
      };
      checks.set(key, { mapped, entry });
    },
    result: () => {
      const all = [...checks.values()];
      return {
        mapped: all.filter(({ mapped }) => mapped).length,
        unmapped: all
          .filter(({ mapped }) => !mapped)
          .map(({ entry }) => entry)
          .toSorted((a, b) => b.observations - a.observations || (a.check < b.check ? -1 : 1)),
      };
    },
  };
};
