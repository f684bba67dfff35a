/** Moves an engagement to its next stage, back with a reason, or ends it. */

import type { BodyOf, moveEngagement as operation } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { fieldBlockers, planBlockers, type Blocker } from "./blockers.ts";
import {
  lockEngagement,
  signaturesNow,
  type Engagement,
  type EngagementPath,
  type Stage,
} from "./engagement-row.ts";
import { findRecords, isConflict } from "./field-records.ts";
import { packOf, requirementsOf } from "./machine-standing.ts";
import { requireRole, stageRefused } from "./policy.ts";
import { recordStep } from "./record-step.ts";
import { countSubjects } from "./subjects.ts";

type Body = BodyOf<typeof operation>;

const order: readonly Stage[] = ["prepare", "plan", "field", "report", "closed"];

/** @throws AppError `engagement.blocked` with what stands in the way. */
export const refuseBlocked = (blockers: readonly Blocker[]): void => {
  if (blockers.length === 0) return;
  throw new AppError("engagement.blocked", {
    zh: blockers.map(({ text }) => text.zh).join(""),
    en: blockers.map(({ text }) => text.en).join(" "),
  });
};

const blockersBefore = async (tx: Ctx, engagement: Engagement): Promise<Blocker[]> => {
  const { stage, enterpriseId, plan } = engagement;
  if (stage === "field")
    return fieldBlockers((await findRecords(tx, engagement)).filter(isConflict).length);
  if (stage !== "prepare" && stage !== "plan") return [];
  const excluded = new Set(plan.excluded.map(({ requirement }) => requirement));
  const asked = requirementsOf(await packOf(engagement), engagement);
  return planBlockers(engagement, {
    inScope: asked.filter(({ id }) => !excluded.has(id)).length,
    subjects: await countSubjects(tx, enterpriseId),
  });
};

/** Forward one step, or back from the field and the report; nothing once it is signed, save to close it. */
const requireMove = (engagement: Engagement, to: Stage): void => {
  const signed = signaturesNow(engagement).length;
  const { stage } = engagement;
  if (to === "closed") {
    if (stage === "report" && signed === 3) return;
    throw stageRefused(engagement);
  }
  if (stage === "closed" || stage === "cancelled" || signed > 0) throw stageRefused(engagement);
  if (to === "cancelled") return;
  const step = order.indexOf(to) - order.indexOf(stage);
  if (step !== 1 && step !== -1) throw stageRefused(engagement);
};

const endOfDayInChina = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + 86_399_999).toISOString();

/** The planned day, if it has passed; else this moment: evidence that comes later does not count. */
const cutOffNow = (tx: Ctx, { plan }: Engagement): string => {
  const now = tx.now().toISOString();
  if (plan.plannedCutOff === null) return now;
  const planned = endOfDayInChina(plan.plannedCutOff);
  return planned < now ? planned : now;
};

const changesOf = (tx: Ctx, engagement: Engagement, to: Stage) => {
  const now = tx.now().toISOString();
  if (to === "report") return { stage: to, field_until: now, cut_off: cutOffNow(tx, engagement) };
  if (to === "field" && engagement.stage === "plan")
    return { stage: to, field_from: engagement.fieldFrom ?? now };
  if (to === "field") return { stage: to, field_until: null, cut_off: null };
  return { stage: to };
};

/** @throws AppError `request.not-found`, `engagement.stage`, `engagement.not-in-team`, `engagement.blocked`, `engagement.reason-missing`. */
export const moveEngagement = (
  ctx: Ctx,
  path: EngagementPath,
  { to, reason }: Body,
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const engagement = await lockEngagement(tx, path);
    requireMove(engagement, to);
    requireRole(tx, engagement, ["lead"]);
    const back = to === "cancelled" || order.indexOf(to) < order.indexOf(engagement.stage);
    if (back && reason === null) throw new AppError("engagement.reason-missing");
    if (!back) refuseBlocked(await blockersBefore(tx, engagement));
    const changes = changesOf(tx, engagement, to);
    await tx.db
      .updateTable("engagements")
      .set(changes)
      .where("enterprise_id", "=", path.enterpriseId)
      .where("id", "=", path.engagementId)
      .execute();
    const cutOff = "cut_off" in changes ? (changes.cut_off ?? null) : engagement.cutOff;
    await recordStep(tx, engagement, { did: "moved", to, reason, payload: { cutOff } });
  });
