/** What assessors concluded: the newest word on each requirement, and all earlier ones. */

import type { AssessmentResult, Verdict } from "@fenji/assessment";
import type { Ctx } from "../../platform/ctx.ts";
import type { EngagementRow } from "./engagement-row.ts";

export interface Conclusion {
  readonly requirement: string;
  readonly result: AssessmentResult;
  /** As it was when it was concluded. */
  readonly machineVerdict: Verdict;
  readonly reason: string | null;
  readonly note: string | null;
  readonly person: string;
  readonly at: string;
}

/** Newest first. */
const conclusions = (tx: Ctx, { enterpriseId, id }: EngagementRow) =>
  tx.db
    .selectFrom("engagement_conclusions")
    .where("enterprise_id", "=", enterpriseId)
    .where("engagement_id", "=", id)
    .select(["requirement_id as requirement", "result", "machine_verdict as machineVerdict"])
    .select(["reason", "note", "person", "at"])
    .orderBy("at", "desc")
    .orderBy("id", "desc");

export const findConclusionsOn = (
  tx: Ctx,
  engagement: EngagementRow,
  requirement: string,
): Promise<Conclusion[]> =>
  conclusions(tx, engagement).where("requirement_id", "=", requirement).execute();

/** The newest of each requirement. */
export const findConclusions = async (
  tx: Ctx,
  engagement: EngagementRow,
): Promise<ReadonlyMap<string, Conclusion>> => {
  const rows = await conclusions(tx, engagement)
    .clearOrderBy()
    .distinctOn("requirement_id")
    .orderBy("requirement_id")
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .execute();
  return new Map(rows.map((row) => [row.requirement, row]));
};

export interface NewConclusion {
  readonly requirement: string;
  readonly result: AssessmentResult;
  readonly machineVerdict: Verdict;
  readonly reason: string | null;
  readonly note: string | null;
}

export const saveConclusions = async (
  tx: Ctx,
  { enterpriseId, id }: EngagementRow,
  rows: readonly NewConclusion[],
): Promise<void> => {
  if (rows.length === 0) return;
  const at = tx.now().toISOString();
  await tx.db
    .insertInto("engagement_conclusions")
    .values(
      rows.map(({ requirement, machineVerdict, ...row }) => ({
        ...row,
        enterprise_id: enterpriseId,
        engagement_id: id,
        requirement_id: requirement,
        machine_verdict: machineVerdict,
        id: tx.newId(),
        person: tx.actor.id,
        at,
      })),
    )
    .execute();
};
