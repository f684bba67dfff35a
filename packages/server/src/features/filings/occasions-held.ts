/** Where enterprises stand as their filings come in: which occasions count, and which are refused with the remedy. */

import { AppError } from "@fenji/kernel";
import {
  standsOnRegistration,
  stepCase,
  unfiledCase,
  type CaseStage,
  type FilingBody,
  type Occasion,
} from "@fenji/submission";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";

interface HeldStage {
  readonly type: string;
  readonly stage: CaseStage;
}

export interface OccasionsHeld {
  /** As what the filing counts, or why it cannot be taken from where the enterprise stands. */
  readonly take: (enterpriseId: string, body: FilingBody) => Occasion | AppError;
}

/** A first filing and a change are one message, told apart by whether something is registered. */
const judge = (stages: readonly HeldStage[], occasion: Occasion): Occasion | AppError => {
  if (occasion === "initial" || occasion === "change")
    return stages.some(({ stage }) => standsOnRegistration(stage)) ? "change" : "initial";
  const steps = (stages.length === 0 ? [unfiledCase] : stages).map(({ stage }) =>
    stepCase({ stage, open: null }, { does: "file", occasion }),
  );
  if (steps.some(({ ok }) => ok)) return occasion;
  const [first] = steps;
  if (first === undefined || first.ok) return occasion;
  const { stage, remedy } = first.error;
  return new AppError("filing.stage", { stage, remedyZh: remedy.zh, remedyEn: remedy.en });
};

/** One look for a whole batch. */
export const occasionsHeld = async (
  tx: Ctx,
  enterpriseIds: readonly string[],
): Promise<OccasionsHeld> => {
  const { rows } = await sql<{
    enterprise_id: string;
    pack_id: string;
    type: string;
    stage: CaseStage;
  }>`
    select enterprise_id, pack_id, object_type as type, stage from filing_cases
     where enterprise_id = any (${[...new Set(enterpriseIds)]}::uuid[])`.execute(tx.db);
  const held = Map.groupBy(rows, ({ enterprise_id, pack_id }) => `${enterprise_id} ${pack_id}`);
  return {
    take: (enterpriseId, { occasion, pack }) =>
      judge(held.get(`${enterpriseId} ${pack.id}`) ?? [], occasion ?? "initial"),
  };
};
