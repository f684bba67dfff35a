/** Records what a person decides about a requirement, and judges it again; the machine's verdict stays beside it. */

import type { BodyOf, decideVerdict as operation, ReplyOf } from "@fenji/contract";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import type { Insertable } from "kysely";
import { inTransaction, newId, type Ctx } from "../../platform/ctx.ts";
import type { Database } from "../../platform/db/schema.ts";
import { findVerdicts, saveVerdicts } from "./queries.ts";
import { recordVerdictChanges } from "./record-verdict-changes.ts";
import { settledNow, type SettledRequirement } from "./settled-now.ts";
import { showDecisions } from "./show-decisions.ts";
import { verdictToSave } from "./verdict-to-save.ts";
import { findFacts, requireEnterprise } from "../enterprises/public.ts";
import { findDecisions } from "./find-decisions.ts";

export type Decided = ReplyOf<typeof operation>;

type Waiver = {
  readonly kind: "waiver";
  readonly reason: string;
  readonly until: string;
  readonly owner: string;
};

export type Deciding = BodyOf<typeof operation> | Waiver;

type Row = Insertable<Database["verdict_decisions"]>;

export interface RequirementOf {
  readonly enterpriseId: string;
  readonly requirementId: string;
}

const dayMs = 86_400_000;

/** Nobody decides for ever: three years. */
const longestDays = 1096;

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** @throws AppError `verdict.term`. */
const requireTerm = (tx: Ctx, until: string): { from: string; until: string } => {
  const now = tx.now().getTime();
  const from = dayOf(now);
  if (until < from || until > dayOf(now + longestDays * dayMs))
    throw new AppError("verdict.term", { from, until, days: longestDays });
  return { from, until };
};

/** What only one kind says. @throws AppError where the kind does not fit the verdict as it is now. */
const particulars = (body: Deciding, now: SettledRequirement): Partial<Row> => {
  const requirement = now.requirement.id;
  if (body.kind === "acceptance" || body.kind === "waiver") {
    if (now.verdict !== "notMet" && now.verdict !== "partlyMet")
      throw new AppError("verdict.no-gap", { requirement, verdict: now.verdict });
    return { owner: body.owner };
  }
  if (body.kind === "override") {
    if (body.over !== now.machine)
      throw new AppError("verdict.overtaken", { requirement, over: body.over, now: now.machine });
    if (body.finding === now.machine)
      throw new AppError("verdict.nothing-to-override", { requirement, verdict: now.machine });
    return { finding: body.finding, over_verdict: body.over };
  }
  const known = new Set(now.requirement.elements.map(({ id }) => id));
  const strange = body.elements?.find((id) => !known.has(id));
  if (strange !== undefined)
    throw new AppError("verdict.unknown-element", { requirement, element: strange });
  return { says: body.says, elements: body.elements, documents: body.documents };
};

/** Locked before anything is judged, as every import does. @throws AppError `request.not-found`. */
export const lockFirm = async (tx: Ctx, enterpriseId: string): Promise<void> => {
  const row = await tx.db
    .selectFrom("enterprises")
    .select("enterprise_id")
    .where("enterprise_id", "=", enterpriseId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: enterpriseId });
};

/** Stores the verdict as it is after a decision came or went, and answers with both sides of it. */
export const settleAgain = async (
  tx: Ctx,
  { enterpriseId, requirementId }: RequirementOf,
  { pack, decisionId }: { readonly pack: Pack; readonly decisionId: string },
): Promise<Decided> => {
  const { settled, rows, states } = await settledNow(tx, enterpriseId, {
    pack,
    requirement: requirementId,
    maxShown: 0,
  });
  const [one] = settled;
  const shown = await showDecisions(tx, rows, states);
  const decision = shown.find(({ id }) => id === decisionId);
  if (one === undefined || decision === undefined)
    throw new AppError("request.not-found", { what: decisionId });
  const asOf = tx.now().toISOString();
  const facts = (await findFacts(tx, enterpriseId))?.facts ?? {};
  const decisions = await findDecisions(tx, enterpriseId, pack.header);
  const row = verdictToSave({ ...one, verdict: one.machine }, { facts, decisions, asOf });
  const before = (await findVerdicts(tx, enterpriseId, pack.header)).get(requirementId);
  await saveVerdicts(tx, { enterpriseId, pack: pack.header, at: asOf, rows: [row] });
  const from = before?.verdict ?? "notEvidenced";
  const changes =
    from === row.verdict
      ? []
      : [{ type: row.type, requirement: requirementId, from, to: row.verdict }];
  recordVerdictChanges(tx, enterpriseId, { pack: pack.header, changes, firstJudged: false });
  return { decision, machine: one.machine, verdict: one.verdict };
};

export const decideVerdict = (
  ctx: Ctx,
  of: RequirementOf,
  { pack, body }: { readonly pack: Pack; readonly body: Deciding },
): Promise<Decided> =>
  inTransaction(ctx, async (tx) => {
    const { enterpriseId, requirementId } = of;
    await lockFirm(tx, enterpriseId);
    await requireEnterprise(tx, enterpriseId);
    const { from, until } = requireTerm(tx, body.until);
    const { settled } = await settledNow(tx, enterpriseId, {
      pack,
      requirement: requirementId,
      maxShown: 0,
    });
    const [now] = settled;
    if (now === undefined) throw new AppError("request.not-found", { what: requirementId });
    const id = newId();
    const row: Row = {
      enterprise_id: enterpriseId,
      id,
      pack_id: pack.header.id,
      pack_version: pack.header.version,
      requirement_id: requirementId,
      kind: body.kind,
      decided_by: tx.actor.id,
      decided_at: tx.now().toISOString(),
      reason: body.reason,
      from_day: from,
      until_day: until,
      ...particulars(body, now),
    };
    await tx.db.insertInto("verdict_decisions").values(row).execute();
    const decided = await settleAgain(tx, of, { pack, decisionId: id });
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId,
      action: `verdict.${body.kind}`,
      subject: requirementId,
      payload: { decision: id, until, machine: decided.machine, verdict: decided.verdict },
    });
    return decided;
  });
