/** Reads of messages sent and received: lists, newest first, and one byte for byte with what its signatures say. */

import type { listMessages, QueryOf, readMessage, ReplyOf } from "@fenji/contract";
import { hashText, verifySignature } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import { splitEnvelope, type PinnedKey } from "@fenji/submission";
import { sql, type RawBuilder } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { decodeIdCursor, encodeIdCursor } from "./id-cursor.ts";
import { failureShown } from "./failure-shown.ts";
import type { Identity } from "./node-identity.ts";

type Filter = QueryOf<typeof listMessages> & { readonly enterpriseId?: string };

type List = ReplyOf<typeof listMessages>;

type Summary = List["messages"][number];

type Read = ReplyOf<typeof readMessage>;

interface Row {
  readonly direction: "in" | "out";
  readonly id: string;
  readonly kind: Summary["kind"];
  readonly schema: string;
  readonly peer_id: string;
  readonly peer_name: string;
  readonly enterprise_id: string | null;
  readonly enterprise_name: string | null;
  readonly sequence: number;
  readonly state: Summary["state"];
  readonly failure: Parameters<typeof failureShown>[0];
  readonly created_at: string;
  readonly moved_at: string | null;
  readonly receipt_at: string | null;
  readonly size: number;
  readonly hash: string;
}

const fromOutbox = sql`select 'out' as direction, id, kind, schema, peer_id, enterprise_id, sequence, state, failure,
  created_at, moved_at, receipt_at, size, hash from outbox_messages`;

const fromInbox = sql`select 'in' as direction, id, kind, schema, peer_id, enterprise_id, sequence,
  case when failure is null then 'received' else 'refused' end as state, failure, created_at, received_at as moved_at,
  received_at as receipt_at, size, hash from inbox_messages`;

const toSummary = (row: Row): Summary => ({
  id: row.id,
  direction: row.direction,
  kind: row.kind,
  schema: row.schema,
  peer: { id: row.peer_id, name: row.peer_name },
  enterprise:
    row.enterprise_id === null || row.enterprise_name === null
      ? null
      : { id: row.enterprise_id, name: row.enterprise_name },
  sequence: row.sequence,
  state: row.state,
  failure: failureShown(row.failure),
  createdAt: row.created_at,
  movedAt: row.moved_at,
  receiptAt: row.receipt_at,
  sizeBytes: row.size,
  hash: row.hash,
});

const withNames = (messages: RawBuilder<unknown>) => sql`
  select m.*, p.name as peer_name, e.name as enterprise_name from (${messages}) as m
  join peers p using (peer_id) left join enterprises e on e.enterprise_id = m.enterprise_id`;

/** Of one direction, in the order of an index, no more than the page can show. */
const pageOf = (from: RawBuilder<unknown>, filter: Filter): RawBuilder<unknown> => {
  const conditions = [sql`true`];
  if (filter.peer !== undefined) conditions.push(sql`peer_id = ${filter.peer}`);
  if (filter.direction !== undefined) conditions.push(sql`direction = ${filter.direction}`);
  if (filter.kind !== undefined) conditions.push(sql`kind = ${filter.kind}`);
  if (filter.state !== undefined) conditions.push(sql`state = ${filter.state}`);
  if (filter.enterpriseId !== undefined)
    conditions.push(sql`enterprise_id = ${filter.enterpriseId}`);
  if (filter.cursor !== undefined) conditions.push(sql`id < ${decodeIdCursor(filter.cursor)}`);
  return sql`(select * from (${from}) as one where ${sql.join(conditions, sql` and `)}
    order by id desc limit ${filter.limit + 1})`;
};

/** Ids are of version 7, so that their order is that of making. */
export const findMessages = async (tx: Ctx, filter: Filter): Promise<List> => {
  const both = sql`${pageOf(fromOutbox, filter)} union all ${pageOf(fromInbox, filter)}`;
  const { rows } =
    await sql<Row>`${withNames(both)} order by m.id desc limit ${filter.limit + 1}`.execute(tx.db);
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  return {
    messages: shown.map(toSummary),
    nextCursor: rows.length > filter.limit && last !== undefined ? encodeIdCursor(last.id) : null,
  };
};

export interface WhichMessage {
  readonly messageId: string;
  /** Where the message must be about this one. */
  readonly enterpriseId?: string;
}

/** @throws AppError `request.not-found`, also for what the actor may not see. */
const findOne = async (tx: Ctx, { messageId, enterpriseId }: WhichMessage): Promise<Row> => {
  const both = sql`${fromOutbox} where id = ${messageId} union all ${fromInbox} where id = ${messageId}`;
  const { rows } = await sql<Row>`${withNames(both)}`.execute(tx.db);
  const row = rows.find((one) => enterpriseId === undefined || one.enterprise_id === enterpriseId);
  if (row === undefined) throw new AppError("request.not-found", { what: messageId });
  return row;
};

interface Stored {
  readonly envelope: string | null;
  readonly receipt: string | null;
  readonly in_reply_to: string | null;
}

const findStored = async (tx: Ctx, row: Row): Promise<Stored> =>
  row.direction === "out"
    ? tx.db
        .selectFrom("outbox_messages")
        .select(["envelope", "receipt", "in_reply_to"])
        .where("id", "=", row.id)
        .executeTakeFirstOrThrow()
    : tx.db
        .selectFrom("inbox_messages")
        .select(["envelope", "receipt", "in_reply_to"])
        .where("peer_id", "=", row.peer_id)
        .where("id", "=", row.id)
        .executeTakeFirstOrThrow();

/** Keys of the peer and of this node, with whose they are. */
const explainSignatures = async (
  tx: Ctx,
  identity: Identity,
  { row, envelope }: { readonly row: Row; readonly envelope: string },
): Promise<Read["signatures"]> => {
  const keys: PinnedKey[] = await tx.db
    .selectFrom("peer_keys")
    .select(["key_id as keyId", "algorithm", "spki", "state"])
    .where("peer_id", "=", row.peer_id)
    .execute();
  const { text, signatures } = splitEnvelope(envelope);
  return signatures.map(({ keyId, algorithm, signature }) => {
    const theirs = keys.find((key) => key.keyId === keyId);
    const ours = identity.card.keys.find((key) => key.keyId === keyId);
    const key = theirs ?? ours;
    return {
      keyId,
      algorithm,
      owner: theirs !== undefined ? "peer" : ours !== undefined ? "this-node" : "unknown",
      verified: key !== undefined && verifySignature(key, text, signature),
      keyState: theirs?.state ?? (ours === undefined ? "unknown" : "current"),
    };
  });
};

const findReplies = async (tx: Ctx, id: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from inbox_messages where in_reply_to = ${id}
    union select id from outbox_messages where in_reply_to = ${id} order by id`.execute(tx.db);
  return rows.map((row) => row.id);
};

/** @throws AppError `request.not-found`. */
export const explainMessage = async (
  tx: Ctx,
  identity: Identity,
  which: WhichMessage,
): Promise<Read> => {
  const row = await findOne(tx, which);
  const { envelope, receipt, in_reply_to } = await findStored(tx, row);
  // What is kept is what was signed, or the explanation would explain something else.
  if (envelope !== null && hashText(splitEnvelope(envelope).text) !== row.hash)
    throw new AppError("exchange.malformed", { detail: "SHA-256" });
  return {
    summary: toSummary(row),
    bytes: envelope,
    signatures: envelope === null ? [] : await explainSignatures(tx, identity, { row, envelope }),
    receipt,
    inReplyTo: in_reply_to,
    replies: await findReplies(tx, row.id),
  };
};

/** @throws AppError `request.not-found`, also for a release, which is opened as such. */
export const messageBytes = async (tx: Ctx, which: WhichMessage): Promise<Uint8Array> => {
  const { envelope } = await findStored(tx, await findOne(tx, which));
  if (envelope === null) throw new AppError("request.not-found", { what: which.messageId });
  return new TextEncoder().encode(envelope);
};
