/** How sources fared, as data that can be kept beside verdicts and taken up again without hearing all evidence anew. */

import { dawidSkeneOf, type SourceQuality } from "./dawid-skene.ts";
import type { CopiedPair } from "./find-copies.ts";
import type { NotEstimated, SourceHealth, WeighedSources } from "./weigh-sources.ts";

export interface WeighingRecord {
  readonly health: readonly SourceHealth[];
  readonly copies: readonly CopiedPair[];
  /** Under which name a source votes, where that is not its own. */
  readonly groups: Readonly<Record<string, string>>;
  readonly estimate: {
    readonly prevalence: number;
    readonly iterations: number;
    readonly qualities: Readonly<Record<string, SourceQuality>>;
  } | null;
  readonly notEstimated: NotEstimated | null;
}

export const recordWeighing = (weighed: WeighedSources): WeighingRecord => {
  const { health, copies, groupOf, estimate, notEstimated } = weighed;
  const groups = health.flatMap(({ source }) => {
    const group = groupOf(source);
    return group === source ? [] : [[source, group] as const];
  });
  return {
    health,
    copies,
    groups: Object.fromEntries(groups),
    estimate:
      estimate === null
        ? null
        : {
            prevalence: estimate.prevalence,
            iterations: estimate.iterations,
            qualities: Object.fromEntries(estimate.qualities),
          },
    notEstimated,
  };
};

/** Weighs as the one that was recorded. */
export const restoreWeighing = (record: WeighingRecord): WeighedSources => {
  const { health, copies, estimate, notEstimated } = record;
  const groups = new Map(Object.entries(record.groups));
  return {
    health,
    copies,
    groupOf: (source) => groups.get(source) ?? source,
    estimate:
      estimate === null
        ? null
        : dawidSkeneOf({ ...estimate, qualities: new Map(Object.entries(estimate.qualities)) }),
    notEstimated,
  };
};
