/** A supervisor answers a filing: returned with reasons, verified, or registered under a number of its own. */

import type { answerFiling as operation, BodyOf, ReplyOf } from "@fenji/contract";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import { sql } from "kysely";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { namesOfActors } from "../identity/public.ts";
import { refreshCases } from "../obligations/public.ts";
import { packLibrary } from "../packs/public.ts";
import { enqueueMessage, type Exchange } from "../exchange/public.ts";
import { answeredLines } from "./answered-lines.ts";
import { appendStep, type FilingStep } from "./append-step.ts";
import type { WhichFiling } from "./filing-queries.ts";

type Answer = BodyOf<typeof operation>;

type FilingState = ReplyOf<typeof operation>["state"];

/** From which state an answer may follow. */
const follows = { returned: "submitted", verified: "submitted", registered: "verified" } as const;

/** Written by this program in this shape. */
const stepsOf = (history: unknown): readonly FilingStep[] => history as readonly FilingStep[];

/** Who was first, and when, where two answer at once. */
const stateError = async (
  tx: Ctx,
  { state, history }: { readonly state: string; readonly history: readonly FilingStep[] },
  outcome: string,
): Promise<AppError> => {
  const last = history.at(-1);
  const actor = last?.actor ?? "-";
  const by = (await namesOfActors(tx, [actor])).get(actor) ?? actor;
  return new AppError("filing.state", { state, outcome, by, at: last?.at ?? "-" });
};

/** What stands once it is verified is not registered on top. */
const settledByVerifying: ReadonlySet<string> = new Set(["assessment", "rectification", "closure"]);

const settled = {
  remedyZh: "该报送核查通过即生效，不另行登记。",
  remedyEn: "This filing stands once it is verified; it is not registered on top.",
} as const;

const findAnswerable = async (tx: Ctx, which: WhichFiling, answer: Answer) => {
  const row = await tx.db
    .selectFrom("filings as f")
    .innerJoin("enterprises as e", "e.enterprise_id", "f.enterprise_id")
    .select(["f.state", "f.current", "f.peer_id", "f.direction", "f.occasion", "f.grades"])
    .select(["f.history", "f.verified_lines", "f.pack_id", "f.pack_version"])
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
    throw await stateError(tx, { state: row.state, history: stepsOf(row.history) }, outcome);
  if (outcome === "registered" && settledByVerifying.has(row.occasion))
    throw new AppError("filing.stage", { stage: row.occasion, ...settled });
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

/** A change is registered under the number that the enterprise has; only a first registration gets a new one. */
const numberFor = async (
  tx: Ctx,
  { enterpriseId }: WhichFiling,
  row: { readonly occasion: string; readonly jurisdiction_code: string },
): Promise<string> => {
  if (row.occasion === "change") {
    const held = await tx.db
      .selectFrom("filings")
      .select("registration_number")
      .where("enterprise_id", "=", enterpriseId)
      .where("direction", "=", "in")
      .where("registration_number", "is not", null)
      .orderBy("filed_at", "desc")
      .limit(1)
      .executeTakeFirst();
    if (typeof held?.registration_number === "string") return held.registration_number;
  }
  return nextNumber(tx, row.jurisdiction_code);
};

type Answerable = Awaited<ReturnType<typeof findAnswerable>>;

interface Deciding extends WhichFiling {
  readonly answer: Answer;
  readonly row: Answerable;
  readonly number: string | null;
}

const tellFirm = async (
  tx: Ctx,
  exchange: Exchange,
  { enterpriseId, filingId, answer, row, number }: Deciding,
): Promise<string> => {
  const identity = exchange.identity();
  const to = {
    peerId: row.peer_id,
    enterprise: { id: enterpriseId, creditCode: row.credit_code },
    inReplyTo: filingId,
  };
  const filing = filingId;
  const { id } =
    answer.outcome === "returned"
      ? await enqueueMessage(tx, identity, {
          ...to,
          kind: "returned",
          body: { filing, reasons: answer.reasons },
        })
      : answer.outcome === "verified"
        ? await enqueueMessage(tx, identity, {
            ...to,
            kind: "verified",
            body: { filing, note: answer.note },
          })
        : await enqueueMessage(tx, identity, {
            ...to,
            kind: "registered",
            body: { filing, number: number ?? "" },
          });
  return id;
};

const record = async (
  tx: Ctx,
  { enterpriseId, filingId, answer, number }: Deciding,
  { step, lines }: { readonly step: FilingStep; readonly lines: readonly string[] },
): Promise<void> => {
  const isWhole = step.messageId !== null;
  await tx.db
    .updateTable("filings")
    .set({
      verified_lines: [...lines],
      history: appendStep(step),
      ...(isWhole
        ? {
            state: answer.outcome,
            answered_at: step.at,
            reasons: JSON.stringify(answer.outcome === "returned" ? answer.reasons : []),
            registration_number: number,
          }
        : {}),
    })
    .where("enterprise_id", "=", enterpriseId)
    .where("id", "=", filingId)
    .execute();
  await refreshCases(tx, [enterpriseId]);
  tx.events.record({
    enterpriseId: enterpriseId as EnterpriseId,
    action: isWhole ? `filing.${answer.outcome}` : "filing.verified-in-part",
    subject: filingId,
    payload: { message: step.messageId, number, lines: [...(step.lines ?? [])] },
  });
};

/**
 * Where a filing needs both lines of supervision, the firm is told that it is verified once both have said so.
 * @throws AppError `request.not-found`, `filing.state`, `filing.stage`, `filing.reasons`, `exchange.wrong-node-kind`,
 * `exchange.unlinked`.
 */
export const answerFiling = (
  ctx: Ctx,
  exchange: Exchange,
  { answer, ...which }: WhichFiling & { readonly answer: Answer },
): Promise<FilingState> =>
  inTransaction(ctx, async (tx) => {
    const row = await findAnswerable(tx, which, answer);
    const { outcome } = answer;
    const { regimes } = await packLibrary();
    const lines = answeredLines(tx.actor, { regimes, filing: row });
    const at = tx.now().toISOString();
    const step = { at, state: outcome, actor: tx.actor.id };
    if (outcome === "verified" && lines.nothingNew)
      throw await stateError(tx, { state: row.state, history: stepsOf(row.history) }, outcome);
    const isPart = outcome === "verified" && !lines.complete;
    const number = outcome === "registered" ? await numberFor(tx, which, row) : null;
    const deciding: Deciding = { ...which, answer, row, number };
    const messageId = isPart ? null : await tellFirm(tx, exchange, deciding);
    const said = outcome === "verified" && lines.own !== null ? { lines: lines.own } : {};
    await record(tx, deciding, {
      step: { ...step, messageId, ...said },
      lines: outcome === "verified" ? lines.verified : row.verified_lines,
    });
    return isPart ? row.state : outcome;
  });
