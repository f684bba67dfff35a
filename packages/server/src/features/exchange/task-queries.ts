/** Reads of tasks, notices and roll-ups. */

import type { listAggregates, listTasks, QueryOf, ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { AggregateBody, TaskBody } from "@fenji/submission";
import type { Ctx } from "../../platform/ctx.ts";
import { decodeIdCursor, encodeIdCursor } from "./id-cursor.ts";

type Tasks = ReplyOf<typeof listTasks>;

type Task = Tasks["tasks"][number];

const selectTasks = (tx: Ctx) =>
  tx.db
    .selectFrom("tasks as t")
    .innerJoin("peers as p", "p.peer_id", "t.peer_id")
    .leftJoin("enterprises as e", "e.enterprise_id", "t.enterprise_id")
    .selectAll("t")
    .select(["p.name as peer_name", "e.name as enterprise_name"]);

type TaskRow = Awaited<ReturnType<ReturnType<typeof selectTasks>["execute"]>>[number];

const toTask = (row: TaskRow): Task => ({
  id: row.id,
  kind: row.kind,
  direction: row.direction,
  peer: { id: row.peer_id, name: row.peer_name },
  enterprise:
    row.enterprise_id === null || row.enterprise_name === null
      ? null
      : { id: row.enterprise_id, name: row.enterprise_name },
  // Stored by this program from bodies of exactly this shape.
  title: row.title as TaskBody["title"],
  text: row.text as TaskBody["text"],
  dueDate: row.due_date,
  state: row.state,
  sentAt: row.sent_at,
  seenAt: row.seen_at,
  doneAt: row.done_at,
  relayedFrom: row.relayed_from,
  firms: row.firms as Task["firms"],
});

export const findTasks = async (
  tx: Ctx,
  filter: QueryOf<typeof listTasks> & { readonly enterpriseId?: string },
): Promise<Tasks> => {
  let query = selectTasks(tx);
  if (filter.enterpriseId !== undefined)
    query = query.where("t.enterprise_id", "=", filter.enterpriseId);
  if (filter.state !== undefined) query = query.where("t.state", "=", filter.state);
  if (filter.direction !== undefined) query = query.where("t.direction", "=", filter.direction);
  if (filter.cursor !== undefined) query = query.where("t.id", "<", decodeIdCursor(filter.cursor));
  const rows = await query
    .orderBy("t.id", "desc")
    .limit(filter.limit + 1)
    .execute();
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  return {
    tasks: shown.map(toTask),
    nextCursor: rows.length > filter.limit && last !== undefined ? encodeIdCursor(last.id) : null,
  };
};

/** @throws AppError `request.not-found`. */
export const findTask = async (tx: Ctx, id: string): Promise<Task> => {
  const row = await selectTasks(tx).where("t.id", "=", id).executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: id });
  return toTask(row);
};

type Aggregates = ReplyOf<typeof listAggregates>;

export const findAggregates = async (
  tx: Ctx,
  page: { readonly id?: string; readonly cursor?: string | undefined; readonly limit: number },
): Promise<Aggregates> => {
  let query = tx.db
    .selectFrom("aggregates as a")
    .innerJoin("peers as p", "p.peer_id", "a.peer_id")
    .selectAll("a")
    .select("p.name as peer_name");
  if (page.id !== undefined) query = query.where("a.id", "=", page.id);
  if (page.cursor !== undefined) query = query.where("a.id", "<", decodeIdCursor(page.cursor));
  const rows = await query
    .orderBy("a.id", "desc")
    .limit(page.limit + 1)
    .execute();
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    aggregates: shown.map((row) => {
      const { jurisdiction, asOf, pack, threshold, enterprises, filings, cells } =
        row.content as AggregateBody;
      const peer = { id: row.peer_id, name: row.peer_name };
      const counted = { jurisdiction, asOf, pack, threshold, enterprises, filings, cells };
      return { id: row.id, direction: row.direction, peer, ...counted };
    }),
    nextCursor: rows.length > page.limit && last !== undefined ? encodeIdCursor(last.id) : null,
  };
};
