/** Reviews an attestation, or takes a decision back; both leave the decision and say who did it. */

import { AppError, type EnterpriseId } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { findRegime, packLibrary } from "../packs/public.ts";
import { lockFirm, settleAgain, type Decided } from "./decide-verdict.ts";
import type { DecisionRow } from "./find-decisions.ts";

export interface DecisionOf {
  readonly enterpriseId: string;
  readonly decisionId: string;
}

const change = (
  ctx: Ctx,
  { enterpriseId, decisionId }: DecisionOf,
  to: {
    readonly did: string;
    readonly change: (tx: Ctx, row: DecisionRow) => Partial<DecisionRow>;
  },
): Promise<Decided> =>
  inTransaction(ctx, async (tx) => {
    await lockFirm(tx, enterpriseId);
    const row = await tx.db
      .selectFrom("verdict_decisions")
      .selectAll()
      .where("enterprise_id", "=", enterpriseId)
      .where("id", "=", decisionId)
      .executeTakeFirst();
    if (row === undefined) throw new AppError("request.not-found", { what: decisionId });
    await tx.db
      .updateTable("verdict_decisions")
      .set(to.change(tx, row))
      .where("enterprise_id", "=", enterpriseId)
      .where("id", "=", decisionId)
      .execute();
    const pack = findRegime(await packLibrary(), `${row.pack_id}@${row.pack_version}`);
    const of = { enterpriseId, requirementId: row.requirement_id };
    const decided = await settleAgain(tx, of, { pack, decisionId });
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId,
      action: `verdict.${to.did}`,
      subject: row.requirement_id,
      payload: { decision: decisionId, machine: decided.machine, verdict: decided.verdict },
    });
    return decided;
  });

/** @throws AppError `verdict.own-review`, `verdict.done`. */
export const reviewAttestation = (ctx: Ctx, of: DecisionOf): Promise<Decided> =>
  change(ctx, of, {
    did: "reviewed",
    change: (tx, row) => {
      if (row.kind !== "attestation" || row.reviewed_by !== null || row.withdrawn_at !== null)
        throw new AppError("verdict.done");
      if (row.decided_by === tx.actor.id) throw new AppError("verdict.own-review");
      return { reviewed_by: tx.actor.id, reviewed_at: tx.now().toISOString() };
    },
  });

/** @throws AppError `verdict.done`. */
export const withdrawDecision = (ctx: Ctx, of: DecisionOf): Promise<Decided> =>
  change(ctx, of, {
    did: "withdrawn",
    change: (tx, row) => {
      if (row.withdrawn_at !== null) throw new AppError("verdict.done");
      return { withdrawn_by: tx.actor.id, withdrawn_at: tx.now().toISOString() };
    },
  });
