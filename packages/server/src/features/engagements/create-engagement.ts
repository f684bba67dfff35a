/** Begins an engagement: its number, who assesses, and by which pack, type and grade. */

import type { BodyOf, createEngagement as operation } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { getAssessment } from "../assessment/public.ts";
import type { HistoryStep, Plan } from "./engagement-row.ts";
import { nextNumber } from "./numbering.ts";
import { recordStep } from "./record-step.ts";

type Body = BodyOf<typeof operation>;

const emptyPlan: Plan = {
  statement: "",
  excluded: [],
  samples: [],
  assignments: [],
  plannedCutOff: null,
};

const isAssigned = async (tx: Ctx, enterpriseId: string, organisationId: string) => {
  const now = tx.now().toISOString();
  const row = await tx.db
    .selectFrom("assignments")
    .where("enterprise_id", "=", enterpriseId)
    .where("organisation_id", "=", organisationId)
    .where("from_at", "<=", now)
    .where("until_at", ">", now)
    .where("ended_at", "is", null)
    .select("id")
    .executeTakeFirst();
  return row !== undefined;
};

/** The assessor's id; null: the firm assesses itself. @throws AppError `engagement.organisation`. */
const organisationOf = async (
  tx: Ctx,
  enterpriseId: string,
  { kind, organisationId }: Body,
): Promise<string | null> => {
  const { standing } = tx.actor;
  const own = standing?.organisationKind === "assessor" ? standing.organisationId : undefined;
  if (kind === "self") {
    if (own === undefined && organisationId === undefined) return null;
    throw new AppError("engagement.organisation");
  }
  const assessor = own ?? organisationId;
  const other = own !== undefined && organisationId !== undefined && organisationId !== own;
  if (assessor === undefined || other || !(await isAssigned(tx, enterpriseId, assessor)))
    throw new AppError("engagement.organisation");
  return assessor;
};

/** Whoever begins it leads it, if the organisation that assesses is their own. */
const leads = (tx: Ctx, organisationId: string | null): boolean =>
  organisationId === null || tx.actor.standing?.organisationId === organisationId;

export interface NewEngagement {
  readonly enterpriseId: string;
  readonly pack: Pack;
  readonly body: Body;
}

/** Answers its id. @throws AppError `request.not-found`, `engagement.organisation`. */
export const createEngagement = (
  ctx: Ctx,
  { enterpriseId, pack, body }: NewEngagement,
): Promise<string> =>
  inTransaction(ctx, async (tx) => {
    const query = { type: body.type, grade: body.grade };
    const assessed = await getAssessment(tx, enterpriseId, { pack, query });
    const organisationId = await organisationOf(tx, enterpriseId, body);
    const id = tx.newId();
    const number = await nextNumber(tx, enterpriseId, "A");
    const history: readonly HistoryStep[] = [];
    await tx.db
      .insertInto("engagements")
      .values({
        enterprise_id: enterpriseId,
        id,
        number,
        title: body.title,
        kind: body.kind,
        organisation_id: organisationId,
        pack_id: pack.header.id,
        pack_version: pack.header.version,
        object_type: assessed.type,
        grade: assessed.grade,
        grade_basis: assessed.gradeBasis,
        stage: "prepare",
        plan: JSON.stringify(emptyPlan),
        history: JSON.stringify(history),
        created_at: tx.now().toISOString(),
        created_by: tx.actor.id,
      })
      .execute();
    if (leads(tx, organisationId))
      await tx.db
        .insertInto("engagement_members")
        .values({
          enterprise_id: enterpriseId,
          engagement_id: id,
          person: tx.actor.id,
          role: "lead",
        })
        .execute();
    await recordStep(
      tx,
      { enterpriseId, id, number },
      {
        did: "begun",
        to: "prepare",
        payload: {
          kind: body.kind,
          pack: `${pack.header.id}@${pack.header.version}`,
          organisationId,
        },
      },
    );
    return id;
  });
