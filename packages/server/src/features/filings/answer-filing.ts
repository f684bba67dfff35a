/** A supervisor answers a filing: returned with reasons, verified, or registered under a number of its own. */

import type { answerFiling as operation, BodyOf } from "@fenji/contract";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import { sql } from "kysely";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { enqueueMessage, type Exchange } from "../exchange/public.ts";
import { appendStep } from "./append-step.ts";
import type { WhichFiling } from "./filing-queries.ts";

type Answer = BodyOf<typeof operation>;

/** From which state an answer may follow. */
const follows = { returned: "submitted", verified: "submitted", registered: "verified" } as const;

const findAnswerable = async (tx: Ctx, which: WhichFiling, answer: Answer) => {
  const row = await tx.db
    .selectFrom("filings as f")
    .innerJoin("enterprises as e", "e.enterprise_id", "f.enterprise_id")
    .select(["f.state", "f.current", "f.peer_id", "f.direction"])
    .select(["e.credit_code", "e.jurisdiction_code"])
    .where("f.enterprise_id", "=", which.enterpriseId)
    .where("f.id", "=", which.filingId)
    .forUpdate("f")
    .executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: which.filingId });
  if (row.direction !== "in")
    throw new AppError("exchange.wrong-node-kind", { kind: "supervisor" });
  const { outcome } = answer;
  if (!row.current || row.state !== follows[outcome])
    throw new AppError("filing.state", { state: row.state, outcome });
  if (answer.outcome === "returned" && answer.reasons.length === 0)
    throw new AppError("filing.reasons", {});
  return row;
};

/**
 * `FJ-<jurisdiction>-<year>-<six digits>`, counted from 1 in each jurisdiction and year: the row of the count stays
 * locked to the end of the transaction, so that no number is given twice and none is lost.
 */
const nextNumber = async (tx: Ctx, jurisdiction: string): Promise<string> => {
  const year = tx.now().getUTCFullYear();
  const { last } = await tx.db
    .insertInto("registration_counters")
    .values({ jurisdiction_code: jurisdiction, year, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(["jurisdiction_code", "year"])
        .doUpdateSet({ last: sql<number>`registration_counters.last + 1` }),
    )
    .returning("last")
    .executeTakeFirstOrThrow();
  return `FJ-${jurisdiction}-${year}-${String(last).padStart(6, "0")}`;
};

/** @throws AppError `request.not-found`, `filing.state`, `filing.reasons`, `exchange.wrong-node-kind`, `exchange.unlinked`. */
export const answerFiling = (
  ctx: Ctx,
  exchange: Exchange,
  { answer, ...which }: WhichFiling & { readonly answer: Answer },
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { enterpriseId, filingId } = which;
    const row = await findAnswerable(tx, which, answer);
    const number =
      answer.outcome === "registered" ? await nextNumber(tx, row.jurisdiction_code) : null;
    const to = {
      peerId: row.peer_id,
      enterprise: { id: enterpriseId, creditCode: row.credit_code },
      inReplyTo: filingId,
    };
    const { id: messageId } =
      answer.outcome === "returned"
        ? await enqueueMessage(tx, exchange.identity(), {
            ...to,
            kind: "returned",
            body: { filing: filingId, reasons: answer.reasons },
          })
        : answer.outcome === "verified"
          ? await enqueueMessage(tx, exchange.identity(), {
              ...to,
              kind: "verified",
              body: { filing: filingId, note: answer.note },
            })
          : await enqueueMessage(tx, exchange.identity(), {
              ...to,
              kind: "registered",
              body: { filing: filingId, number: number ?? "" },
            });
    const at = tx.now().toISOString();
    await tx.db
      .updateTable("filings")
      .set({
        state: answer.outcome,
        answered_at: at,
        reasons: JSON.stringify(answer.outcome === "returned" ? answer.reasons : []),
        registration_number: number,
        history: appendStep({ at, state: answer.outcome, actor: tx.actor.id, messageId }),
      })
      .where("enterprise_id", "=", enterpriseId)
      .where("id", "=", filingId)
      .execute();
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId,
      action: `filing.${answer.outcome}`,
      subject: filingId,
      payload: { message: messageId, number },
    });
  });
