/** Changes what was planned of an engagement: title, cut-off, team, scope, assignments, and the firm's word to begin. */

import type {
  assignRequirements,
  BodyOf,
  changeEngagement as changeOperation,
  confirmEngagementStart,
  setEngagementScope,
  setEngagementTeam,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import {
  lockEngagement,
  type Engagement,
  type EngagementPath,
  type Start,
} from "./engagement-row.ts";
import { packOf, requirementsOf } from "./machine-standing.ts";
import { findCandidates } from "./people.ts";
import { actsForAssessing, requireRole, requireStage } from "./policy.ts";
import { recordStep } from "./record-step.ts";
import { savePlan } from "./save-plan.ts";

const beforeReport = ["prepare", "plan", "field"] as const;

const byLead = async (tx: Ctx, path: EngagementPath): Promise<Engagement> => {
  const engagement = await lockEngagement(tx, path);
  requireStage(engagement, beforeReport);
  requireRole(tx, engagement, ["lead"]);
  return engagement;
};

const requireKnown = async (
  engagement: Engagement,
  requirements: readonly string[],
): Promise<void> => {
  const pack = await packOf(engagement);
  const known = new Set(requirementsOf(pack, engagement).map(({ id }) => id));
  const unknown = requirements.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new AppError("engagement.unknown-requirement", { requirement: unknown });
};

export const changeEngagement = (
  ctx: Ctx,
  path: EngagementPath,
  { title, plannedCutOff }: BodyOf<typeof changeOperation>,
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const engagement = await byLead(tx, path);
    await tx.db
      .updateTable("engagements")
      .set({ title })
      .where("enterprise_id", "=", path.enterpriseId)
      .where("id", "=", path.engagementId)
      .execute();
    await savePlan(tx, engagement, { plannedCutOff });
    await recordStep(tx, engagement, { did: "changed", payload: { plannedCutOff } });
  });

/** While there is no lead, anybody of the assessing organisation may set the team. */
const byTeamSetter = async (tx: Ctx, path: EngagementPath): Promise<Engagement> => {
  const engagement = await lockEngagement(tx, path);
  requireStage(engagement, ["prepare", "plan", "field", "report"]);
  const led = engagement.team.some(({ role }) => role === "lead");
  if (led || !actsForAssessing(tx, engagement)) requireRole(tx, engagement, ["lead"]);
  return engagement;
};

type Members = BodyOf<typeof setEngagementTeam>["members"];

const requireCandidates = async (
  tx: Ctx,
  engagement: Engagement,
  people: readonly string[],
): Promise<void> => {
  const known = new Set((await findCandidates(tx, engagement)).map(({ id }) => id));
  const unknown = people.find((person) => !known.has(person));
  if (unknown !== undefined) throw new AppError("engagement.not-a-candidate", { person: unknown });
};

const replaceTeam = async (tx: Ctx, path: EngagementPath, members: Members): Promise<void> => {
  const of = { enterprise_id: path.enterpriseId, engagement_id: path.engagementId };
  await tx.db
    .deleteFrom("engagement_members")
    .where("enterprise_id", "=", of.enterprise_id)
    .where("engagement_id", "=", of.engagement_id)
    .execute();
  await tx.db
    .insertInto("engagement_members")
    .values(members.map((member) => ({ ...of, ...member })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

export const setTeam = (ctx: Ctx, path: EngagementPath, members: Members): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const engagement = await byTeamSetter(tx, path);
    if (!members.some(({ role }) => role === "lead")) throw new AppError("engagement.lead-missing");
    await requireCandidates(
      tx,
      engagement,
      members.map(({ person }) => person),
    );
    await replaceTeam(tx, path, members);
    const team = members.map(({ person, role }) => `${role} ${person}`).toSorted();
    await recordStep(tx, engagement, { did: "staffed", payload: { team } });
  });

export const setScope = (
  ctx: Ctx,
  path: EngagementPath,
  { statement, excluded }: BodyOf<typeof setEngagementScope>,
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const engagement = await byLead(tx, path);
    const requirements = excluded.map(({ requirement }) => requirement);
    await requireKnown(engagement, requirements);
    await savePlan(tx, engagement, { statement, excluded });
    await recordStep(tx, engagement, { did: "scoped", payload: { excluded: requirements } });
  });

export const assign = (
  ctx: Ctx,
  path: EngagementPath,
  { assignments }: BodyOf<typeof assignRequirements>,
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const engagement = await byLead(tx, path);
    await requireKnown(
      engagement,
      assignments.flatMap(({ requirements }) => requirements),
    );
    const team = new Set(engagement.team.map(({ person }) => person));
    const stranger = assignments.find(({ person }) => !team.has(person));
    if (stranger !== undefined)
      throw new AppError("engagement.not-a-candidate", { person: stranger.person });
    await savePlan(tx, engagement, { assignments });
    const counts = assignments.map((one) => `${one.person} ${one.requirements.length}`);
    await recordStep(tx, engagement, { did: "assigned", payload: { counts } });
  });

/** The firm's own people, whoever assesses: what happens in a plant is the plant's to allow. */
export const confirmStart = (
  ctx: Ctx,
  path: EngagementPath,
  { activeScans }: BodyOf<typeof confirmEngagementStart>,
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const engagement = await lockEngagement(tx, path);
    requireStage(engagement, beforeReport);
    const { actor } = tx;
    if (actor.kind !== "local" && actor.standing?.enterpriseId !== path.enterpriseId)
      throw new AppError("engagement.confirmed-by-firm");
    const start: Start = {
      confirmedAt: tx.now().toISOString(),
      confirmedBy: actor.id,
      activeScans,
    };
    await tx.db
      .updateTable("engagements")
      .set({ start: JSON.stringify(start) })
      .where("enterprise_id", "=", path.enterpriseId)
      .where("id", "=", path.engagementId)
      .execute();
    const reference = activeScans?.reference ?? null;
    await recordStep(tx, engagement, { did: "confirmed", payload: { activeScans: reference } });
  });
