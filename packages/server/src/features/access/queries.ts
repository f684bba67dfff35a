/** Reads of the decision log, newest first. */

import { role, type listDecisions, type QueryOf, type ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";
import { namesOfActors } from "../identity/public.ts";

type Wish = QueryOf<typeof listDecisions>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Ids are UUIDv7, so the last one shown is where the next page starts. */
const cursorOf = (cursor: string): string => {
  if (!uuid.test(cursor))
    throw new AppError("request.invalid", { at: "query.cursor", detail: "cursor" });
  return cursor;
};

const filtered = (tx: Ctx, wish: Wish) => {
  let query = tx.db.selectFrom("decisions").selectAll();
  if (wish.outcome === "disagreed") query = query.where("executors", "=", "disagreed");
  else if (wish.outcome !== undefined)
    query = query.where("allowed", "=", wish.outcome === "allowed");
  if (wish.permission !== undefined) query = query.where("permission", "=", wish.permission);
  if (wish.actor !== undefined) query = query.where("actor", "=", wish.actor);
  if (wish.cursor !== undefined) query = query.where("id", "<", cursorOf(wish.cursor));
  return query;
};

/** Those of one enterprise, or of everything that the actor's scope lets through. */
export const findDecisions = async (
  tx: Ctx,
  wish: Wish,
  enterpriseId?: string,
): Promise<ReplyOf<typeof listDecisions>> => {
  let query = filtered(tx, wish);
  if (enterpriseId !== undefined) query = query.where("enterprise_id", "=", enterpriseId);
  const rows = await query
    .orderBy("id", "desc")
    .limit(wish.limit + 1)
    .execute();
  const shown = rows.slice(0, wish.limit);
  const names = await namesOfActors(
    tx,
    shown.map(({ actor }) => actor),
  );
  return {
    decisions: shown.map((row) => ({
      id: row.id,
      at: row.at,
      actor: row.actor,
      actorName: names.get(row.actor) ?? null,
      role: role.safeParse(row.role).data ?? null,
      permission: row.permission,
      resource: row.resource,
      allowed: row.allowed,
      policies: row.policies,
      executors: row.executors,
    })),
    nextCursor: rows.length > wish.limit ? (shown.at(-1)?.id ?? null) : null,
  };
};
