/** The plan clause by clause, each value computed from the records of this moment. */

import type { PlanReply } from "@fenji/contract";
import type { Ctx } from "../../platform/ctx.ts";
import { evaluator, planReply } from "./plan-reply.ts";
import type { RememberFirms } from "./remember-firms.ts";
import { takeFirmMeasures, takeMeasures, type MeasureInput } from "./take-measures.ts";

/** `ctx` is a snapshot: every value then speaks of the same rows. */
export const getPlan = async (
  ctx: Ctx,
  input: MeasureInput,
  remember: RememberFirms,
): Promise<PlanReply> => {
  const measures = await takeMeasures(ctx.db, input, () =>
    remember(ctx, () => takeFirmMeasures(ctx.db, input)),
  );
  const reply = planReply(input.plan, evaluator(measures, ctx.now().toISOString()));
  return { ...reply, counted: ctx.actor.scope.kind };
};
