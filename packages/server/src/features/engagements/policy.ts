/** Who in the team may do what, and at which stage. */

import { AppError, type LocalizedText } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";
import { signaturesNow, type Engagement, type Stage, type TeamRole } from "./engagement-row.ts";

export const stageNames: Readonly<Record<Stage, LocalizedText>> = {
  prepare: { zh: "准备", en: "prepare" },
  plan: { zh: "方案", en: "plan" },
  field: { zh: "现场", en: "field" },
  report: { zh: "报告", en: "report" },
  closed: { zh: "已结束", en: "closed" },
  cancelled: { zh: "已取消", en: "cancelled" },
};

const roleNames: Readonly<Record<TeamRole, LocalizedText>> = {
  lead: { zh: "组长", en: "lead" },
  assessor: { zh: "评测员", en: "assessors" },
  reviewer: { zh: "审核人", en: "reviewer" },
  approver: { zh: "批准人", en: "approver" },
};

export const stageRefused = ({ number, stage }: Pick<Engagement, "number" | "stage">): AppError => {
  const { zh, en } = stageNames[stage];
  return new AppError("engagement.stage", { number, zh, en });
};

/** Nothing of it changes once it is signed. @throws AppError `engagement.stage`. */
export const requireStage = (engagement: Engagement, stages: readonly Stage[]): void => {
  if (!stages.includes(engagement.stage) || signaturesNow(engagement).length > 0)
    throw stageRefused(engagement);
};

export const rolesOf = ({ team }: Engagement, person: string): readonly TeamRole[] =>
  team.filter((member) => member.person === person).map(({ role }) => role);

/** The first of `roles` that the actor has. @throws AppError `engagement.not-in-team`. */
export const requireRole = (
  tx: Ctx,
  engagement: Engagement,
  roles: readonly TeamRole[],
): TeamRole => {
  const held = rolesOf(engagement, tx.actor.id);
  const found = roles.find((role) => held.includes(role));
  if (found !== undefined) return found;
  throw new AppError("engagement.not-in-team", {
    zh: roles.map((role) => roleNames[role].zh).join("、"),
    en: roles.map((role) => roleNames[role].en).join(", "),
  });
};

/** Who assesses: a third party does it for an organisation of its own, else the firm itself. */
export const actsForAssessing = (tx: Ctx, engagement: Engagement): boolean => {
  const { actor } = tx;
  if (actor.standing === null) return actor.kind === "local" && engagement.kind === "self";
  return engagement.organisationId === null
    ? actor.standing.enterpriseId === engagement.enterpriseId
    : actor.standing.organisationId === engagement.organisationId;
};

export const working: readonly TeamRole[] = ["lead", "assessor"];
