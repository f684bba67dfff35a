/** Concludes requirements: as the machine proposes, or against it with a reason that stands beside. */

import type { Verdict } from "@fenji/assessment";
import type {
  BodyOf,
  concludeRequirement as operation,
  confirmResults,
  ReplyOf,
} from "@fenji/contract";
import { AppError, type LocalizedText } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { findConclusions, saveConclusions } from "./conclusions.ts";
import { lockEngagement, type Engagement, type EngagementPath } from "./engagement-row.ts";
import { machineStanding, type Standing } from "./machine-standing.ts";
import { requireRole, requireStage, working } from "./policy.ts";
import { recordStep } from "./record-step.ts";
import { proposedFrom } from "./work.ts";

const verdictNames: Readonly<Record<Verdict, LocalizedText>> = {
  met: { zh: "符合", en: "met" },
  partlyMet: { zh: "部分符合", en: "partly met" },
  notMet: { zh: "不符合", en: "not met" },
  notApplicable: { zh: "不适用", en: "not applicable" },
  notEvidenced: { zh: "无证据", en: "not evidenced" },
  contested: { zh: "有争议", en: "contested" },
};

const byAssessor = async (
  tx: Ctx,
  path: EngagementPath,
): Promise<{ readonly engagement: Engagement; readonly rows: readonly Standing[] }> => {
  const engagement = await lockEngagement(tx, path);
  requireStage(engagement, ["field", "report"]);
  requireRole(tx, engagement, working);
  return { engagement, rows: (await machineStanding(tx, engagement)).rows };
};

const inScope = (rows: readonly Standing[], requirement: string): Standing => {
  const found = rows.find((row) => row.requirement.id === requirement);
  if (found === undefined) throw new AppError("request.not-found", { what: requirement });
  if (!found.inScope) throw new AppError("engagement.out-of-scope", { requirement });
  return found;
};

/**
 * Contested and not evidenced are for evidence or a decision, never for a conclusion.
 * @throws AppError `engagement.undecided`, `engagement.reason-missing`, `engagement.out-of-scope` and what guards the team.
 */
export const concludeRequirement = (
  ctx: Ctx,
  path: EngagementPath & { readonly requirementId: string },
  { result, reason, note }: BodyOf<typeof operation>,
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { engagement, rows } = await byAssessor(tx, path);
    const requirement = path.requirementId;
    const { verdict } = inScope(rows, requirement);
    if (proposedFrom(verdict) === null) {
      const { zh, en } = verdictNames[verdict];
      throw new AppError("engagement.undecided", { requirement, zh, en });
    }
    const overridden = result !== verdict;
    if (overridden && reason === null) throw new AppError("engagement.reason-missing");
    const conclusion = { requirement, result, machineVerdict: verdict, reason, note };
    await saveConclusions(tx, engagement, [conclusion]);
    await recordStep(tx, engagement, {
      did: overridden ? "overridden" : "concluded",
      reason,
      payload: { requirement, result, machineVerdict: verdict },
    });
  });

/** @throws AppError as above, but passes over what cannot be confirmed instead of refusing it. */
export const confirmMachine = (
  ctx: Ctx,
  path: EngagementPath,
  { requirements }: BodyOf<typeof confirmResults>,
): Promise<ReplyOf<typeof confirmResults>> =>
  inTransaction(ctx, async (tx) => {
    const { engagement, rows } = await byAssessor(tx, path);
    const asked = [...new Set(requirements)].map((id) => inScope(rows, id));
    const held = await findConclusions(tx, engagement);
    const confirmed = asked.flatMap(({ requirement, verdict }) => {
      const result = proposedFrom(verdict);
      // What somebody concluded of the same verdict stands, be it against the machine.
      if (result === null || held.get(requirement.id)?.machineVerdict === verdict) return [];
      return [
        { requirement: requirement.id, result, machineVerdict: verdict, reason: null, note: null },
      ];
    });
    await saveConclusions(tx, engagement, confirmed);
    const ids = confirmed.map(({ requirement }) => requirement);
    if (ids.length > 0)
      await recordStep(tx, engagement, { did: "concluded", payload: { requirements: ids } });
    return {
      confirmed: ids,
      passedOver: asked
        .filter(({ verdict }) => proposedFrom(verdict) === null)
        .map(({ requirement, verdict }) => ({ requirement: requirement.id, verdict })),
    };
  });
