/** Records new facts of an enterprise and regrades it; earlier facts stay, so that undoing is saving them again. */

import type { BodyOf, ReplyOf, saveFacts as operation } from "@fenji/contract";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import type { Facts, Pack } from "@fenji/regime";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { resettleVerdicts } from "../assessment/public.ts";
import { findEnterprise, findFacts } from "../enterprises/public.ts";
import { gradeReport, storeGrades } from "../grading/public.ts";
import { refreshCases } from "../obligations/public.ts";

interface SavedFacts extends BodyOf<typeof operation> {
  readonly enterpriseId: string;
}

/** Unknown facts are left out, so that the same knowledge is always stored alike. */
const known = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));

/** Two people who save at once are put in order, so that the second one is told. */
const lockEnterprise = async (tx: Ctx, id: string): Promise<void> => {
  await tx.db
    .selectFrom("enterprises")
    .where("enterprise_id", "=", id)
    .select("enterprise_id")
    .forUpdate()
    .execute();
};

/** @throws AppError `request.not-found`, `fact.*` for facts that do not fit the pack, `fact.conflict`. */
export const saveFacts = (
  ctx: Ctx,
  pack: Pack,
  { enterpriseId, facts, basedOn }: SavedFacts,
): Promise<ReplyOf<typeof operation>> =>
  inTransaction(ctx, async (tx) => {
    await lockEnterprise(tx, enterpriseId);
    const enterprise = await findEnterprise(tx, pack.header, enterpriseId);
    const before = await findFacts(tx, enterpriseId);
    if ((before?.factsId ?? null) !== basedOn) {
      throw new AppError("fact.conflict", {
        recordedAt: before?.recordedAt ?? "-",
        actor: before?.actor ?? "-",
      });
    }
    const report = gradeReport(pack, { id: enterpriseId, name: enterprise.name.zh }, known(facts));
    const factsId = tx.newId();
    const recordedAt = tx.now().toISOString();
    await tx.db
      .insertInto("enterprise_facts")
      .values({
        enterprise_id: enterpriseId,
        id: factsId,
        recorded_at: recordedAt,
        facts: JSON.stringify(known(facts)),
        actor: tx.actor.id,
        supersedes: basedOn,
      })
      .execute();
    await storeGrades(tx, { enterpriseId, factsId, types: pack.grading.types, report });
    await resettleVerdicts(tx, enterpriseId, {
      pack,
      before: before?.facts ?? {},
      after: known(facts),
    });
    await refreshCases(tx, [enterpriseId]);
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId,
      action: "facts.recorded",
      subject: factsId,
      payload: {
        grades: report.results.map(({ type, grade, possible }) => ({ type, grade, possible })),
      },
    });
    return { factsId, recordedAt, report };
  });
