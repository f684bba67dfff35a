/** Counts everything that the plan's indicators are read from, in one snapshot and a fixed number of statements. */

import type { PlanPack } from "@fenji/regime";
import type { Db } from "../../platform/db/connect.ts";
import { assessTargets } from "./growth-replies.ts";
import type { FactMeasure, Measures, PackMeasure } from "./measures.ts";
import { measurePlan } from "./plan-measure.ts";
import type { FirmMeasures } from "./remember-firms.ts";
import {
  measureCases,
  measureComparison,
  measureEvents,
  measureEvidence,
  measureGrades,
  measureRegistry,
  measureVerdicts,
  readNewestFacts,
  type NewestFacts,
  type PackRef,
} from "./queries.ts";

/** Whether firms are below large, row by row; null where their size is not determined. */
export type BelowLarge = (firms: readonly NewestFacts[]) => readonly (boolean | null)[];

export interface MeasureInput {
  readonly plan: PlanPack;
  readonly regime: PackRef;
  readonly packs: PackMeasure;
  readonly belowLarge: BelowLarge;
}

const countTrue = (
  firms: readonly NewestFacts[],
  answers: readonly (boolean | null)[],
): FactMeasure["importantData"] => {
  let rows = 0;
  let known = 0;
  let synthetic = false;
  for (const [index, answer] of answers.entries()) {
    if (answer === null) continue;
    known += 1;
    if (!answer) continue;
    rows += 1;
    synthetic ||= firms[index]?.synthetic === true;
  }
  return { rows, known, synthetic };
};

const measureFacts = async (db: Db, belowLarge: BelowLarge): Promise<FactMeasure> => {
  const firms = await readNewestFacts(db);
  return {
    importantData: countTrue(
      firms,
      firms.map((firm) => firm.importantData),
    ),
    belowLarge: countTrue(firms, belowLarge(firms)),
  };
};

/** The two that look at every firm. */
export const takeFirmMeasures = async (db: Db, input: MeasureInput): Promise<FirmMeasures> => ({
  grades: await measureGrades(db, input.regime),
  facts: await measureFacts(db, input.belowLarge),
});

export const takeMeasures = async (
  db: Db,
  input: MeasureInput,
  firms: () => Promise<FirmMeasures>,
): Promise<Measures> => {
  const registry = await measureRegistry(db);
  return {
    registry,
    ...(await firms()),
    cases: await measureCases(db, registry.all.synthetic),
    comparison: await measureComparison(db),
    evidence: await measureEvidence(db),
    verdicts: await measureVerdicts(db),
    packs: input.packs,
    plan: measurePlan(input.plan),
    growth: assessTargets(input.plan)[0] ?? null,
    events: await measureEvents(db),
  };
};
