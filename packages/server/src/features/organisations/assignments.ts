/** Assessors assigned to a firm: for a time, ended at any moment, seen by both sides. */

import type { BodyOf, ReplyOf, assignAssessor as operation } from "@fenji/contract";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import { asNode } from "../../platform/auth/identity-ctx.ts";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { namesOfActors } from "../identity/public.ts";

type Assignment = ReplyOf<typeof operation>;

const longestDays = 366;

/** Under the actor's own scope: who does not see the firm sees none of this. */
const requireEnterprise = async (ctx: Ctx, enterpriseId: string): Promise<void> => {
  const row = await ctx.db
    .selectFrom("enterprises")
    .where("enterprise_id", "=", enterpriseId)
    .select("enterprise_id")
    .executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: enterpriseId });
};

const assignments = (ctx: Ctx, enterpriseId: string) =>
  ctx.db
    .selectFrom("assignments")
    .where("enterprise_id", "=", enterpriseId)
    .select(["id", "organisation_id", "from_at", "until_at", "ended_at", "assigned_by"])
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(200);

type Row = Awaited<ReturnType<ReturnType<typeof assignments>["execute"]>>[number];

const stateOf = (row: Row, now: string): Assignment["state"] => {
  if (row.ended_at !== null || row.until_at <= now) return "over";
  return row.from_at <= now ? "running" : "planned";
};

/** Names of organisations are public on a node; the rest of them stays walled. */
const namesOf = (ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  ids.length === 0
    ? Promise.resolve(new Map())
    : asNode(ctx, async ({ db }) => {
        const rows = await db
          .selectFrom("organisations")
          .where("id", "in", [...ids])
          .select(["id", "name"])
          .execute();
        return new Map(rows.map(({ id, name }) => [id, name]));
      });

const show = async (ctx: Ctx, rows: readonly Row[]): Promise<Assignment[]> => {
  const names = await namesOf(
    ctx,
    rows.map((row) => row.organisation_id),
  );
  const people = await namesOfActors(
    ctx,
    rows.map((row) => row.assigned_by),
  );
  const now = ctx.now().toISOString();
  return rows.map((row) => ({
    id: row.id,
    organisation: { id: row.organisation_id, name: names.get(row.organisation_id) ?? "" },
    from: row.from_at,
    until: row.ended_at !== null && row.ended_at < row.until_at ? row.ended_at : row.until_at,
    state: stateOf(row, now),
    assignedBy: people.get(row.assigned_by) ?? row.assigned_by,
  }));
};

/** Newest first. @throws AppError `request.not-found`. */
export const findAssignments = async (ctx: Ctx, enterpriseId: string): Promise<Assignment[]> => {
  await requireEnterprise(ctx, enterpriseId);
  return show(ctx, await assignments(ctx, enterpriseId).execute());
};

const findOne = async (tx: Ctx, enterpriseId: string, id: string): Promise<Assignment> => {
  const [shown] = await show(
    tx,
    await assignments(tx, enterpriseId).where("id", "=", id).execute(),
  );
  if (shown === undefined) throw new AppError("request.not-found", { what: id });
  return shown;
};

const requireAssessor = async (tx: Ctx, organisationId: string): Promise<void> => {
  const row = await asNode(tx, ({ db }) =>
    db
      .selectFrom("organisations")
      .where("id", "=", organisationId)
      .where("kind", "=", "assessor")
      .where("suspended_at", "is", null)
      .select("id")
      .executeTakeFirst(),
  );
  if (row === undefined) throw new AppError("assignment.not-assessor", {});
};

const periodOf = (now: Date, { from, until }: BodyOf<typeof operation>) => {
  const begin = from === undefined ? now.getTime() : Date.parse(from);
  const end = Date.parse(until);
  const possible = end > begin && end > now.getTime() && end - begin <= longestDays * 86_400_000;
  if (!possible) throw new AppError("assignment.period", { days: longestDays });
  return { from_at: new Date(begin).toISOString(), until_at: new Date(end).toISOString() };
};

/** @throws AppError `request.not-found`, `assignment.period`, `assignment.not-assessor`. */
export const assignAssessor = (
  ctx: Ctx,
  enterpriseId: string,
  body: BodyOf<typeof operation>,
): Promise<Assignment> =>
  inTransaction(ctx, async (tx) => {
    await requireEnterprise(tx, enterpriseId);
    const now = tx.now();
    const period = periodOf(now, body);
    await requireAssessor(tx, body.organisationId);
    const id = tx.newId();
    await tx.db
      .insertInto("assignments")
      .values({
        enterprise_id: enterpriseId,
        id,
        organisation_id: body.organisationId,
        ...period,
        assigned_by: tx.actor.id,
        created_at: now.toISOString(),
      })
      .execute();
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId,
      action: "assessor.assigned",
      subject: id,
      payload: {
        organisationId: body.organisationId,
        from: period.from_at,
        until: period.until_at,
      },
    });
    return findOne(tx, enterpriseId, id);
  });

/** One that is over stays as it is. @throws AppError `request.not-found`. */
export const endAssignment = (
  ctx: Ctx,
  enterpriseId: string,
  assignmentId: string,
): Promise<Assignment> =>
  inTransaction(ctx, async (tx) => {
    await requireEnterprise(tx, enterpriseId);
    const ended = await tx.db
      .updateTable("assignments")
      .set({ ended_at: tx.now().toISOString() })
      .where("enterprise_id", "=", enterpriseId)
      .where("id", "=", assignmentId)
      .where("ended_at", "is", null)
      .executeTakeFirst();
    if (ended.numUpdatedRows > 0n)
      tx.events.record({
        enterpriseId: enterpriseId as EnterpriseId,
        action: "assignment.ended",
        subject: assignmentId,
        payload: {},
      });
    return findOne(tx, enterpriseId, assignmentId);
  });
