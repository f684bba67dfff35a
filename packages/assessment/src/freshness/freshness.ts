/** How old evidence is at a moment: fresh at first, stale later, at last expired, by its kind. */

import type { EvidenceKind, Freshness, Pack, Standing } from "@fenji/regime";
import { timeOf, type EvidenceItem } from "../evidence-item.ts";
import { evidenceKindOf } from "./evidence-kind.ts";

/** `stale`: it still counts, and is marked. `expired`: it neither proves nor contradicts any more. */
export type Age = "fresh" | "stale" | "expired";

export interface FreshnessAt {
  /** ISO 8601 in UTC. */
  readonly asOf: string;
  readonly rules: Freshness;
}

export interface Aged {
  readonly age: Age;
  /** In milliseconds; null where no rule says. */
  readonly staleAt: number | null;
  readonly expiresAt: number | null;
}

const dayMs = 86_400_000;

/** For how many days a newer revision of a check outweighs an older one, where no rule says how long it is fresh. */
const usualWindowDays = 90;

/** As `openJudge` takes it; nothing ages by a pack without rules. */
export const packFreshness = (
  { freshness }: Pick<Pack, "freshness">,
  asOf: string,
): { readonly freshness?: FreshnessAt } =>
  freshness === null ? {} : { freshness: { asOf, rules: freshness } };

const surestFirst: readonly Standing[] = ["official", "transcribed", "unverified", "illustrative"];

/** How sure the least sure of a pack's periods is; null where nothing ages by it. */
export const freshnessStanding = ({ freshness }: Pick<Pack, "freshness">): Standing | null => {
  const given = new Set(freshness?.rules.map(({ standing }) => standing));
  return surestFirst.findLast((standing) => given.has(standing)) ?? null;
};

type Named = Pick<EvidenceItem, "check" | "refs">;

/** Observations of one check share the list of their refs, and so their kind. */
const rememberKinds = (): ((item: Named) => EvidenceKind) => {
  const known = new WeakMap<readonly string[], Map<string, EvidenceKind>>();
  return (item) => {
    const ofList = known.get(item.refs) ?? new Map<string, EvidenceKind>();
    known.set(item.refs, ofList);
    const kind = ofList.get(item.check) ?? evidenceKindOf(item);
    ofList.set(item.check, kind);
    return kind;
  };
};

export interface AgeTeller {
  /** `time`: when it was so, in milliseconds. A kind without a rule does not age. */
  readonly ageOf: (item: Named, time: number) => Aged;
  readonly windowDays: (item: Named) => number;
}

const ageless: Aged = { age: "fresh", staleAt: null, expiresAt: null };

export const ageTeller = (freshness: FreshnessAt | null): AgeTeller => {
  if (freshness === null) return { ageOf: () => ageless, windowDays: () => usualWindowDays };
  const now = Date.parse(freshness.asOf);
  const rules = new Map(freshness.rules.rules.map((rule) => [rule.kind, rule]));
  const kindOf = rememberKinds();
  return {
    windowDays: (item) => rules.get(kindOf(item))?.freshDays ?? usualWindowDays,
    ageOf: (item, time) => {
      const rule = rules.get(kindOf(item));
      if (rule === undefined) return ageless;
      const staleAt = time + rule.freshDays * dayMs;
      const expiresAt = time + rule.expiresDays * dayMs;
      const age = now >= expiresAt ? "expired" : now >= staleAt ? "stale" : "fresh";
      return { age, staleAt, expiresAt };
    },
  };
};

/** Of a single observation, for lists that show one. */
export const ageOf = (item: EvidenceItem, freshness: FreshnessAt): Aged =>
  ageTeller(freshness).ageOf(item, timeOf(item));
