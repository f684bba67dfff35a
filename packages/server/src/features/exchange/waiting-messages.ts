/** What waits for a peer: in which order it goes, signed by the keys of today, and what became of each attempt. */

import type { AppError } from "@fenji/kernel";
import { resealed } from "@fenji/submission";
import { sql } from "kysely";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { Identity } from "./node-identity.ts";
import { failureJson } from "./stored-messages.ts";

export interface Waiting {
  readonly id: string;
  readonly kind: string;
  readonly envelope: string;
}

/** Links and keys before what needs them; else as they were made. */
const order = sql`case kind when 'enrolment' then 0 when 'enrolled' then 0 when 'key-rotation' then 1 else 2 end, sequence`;

/** These two are believed for the keys that signed them then. */
const keepsItsKeys = new Set(["enrolment", "key-rotation"]);

/** The envelope as it goes out today: after a rotation the same message is signed by the new keys. */
const freshen = async (tx: Ctx, identity: Identity, waiting: Waiting): Promise<Waiting> => {
  if (keepsItsKeys.has(waiting.kind)) return waiting;
  const envelope = resealed(waiting.envelope, identity.signers);
  if (envelope === waiting.envelope) return waiting;
  await tx.db
    .updateTable("outbox_messages")
    .set({ envelope, size: Buffer.byteLength(envelope) })
    .where("id", "=", waiting.id)
    .execute();
  return { ...waiting, envelope };
};

const freshenAll = async (
  tx: Ctx,
  identity: Identity,
  rows: readonly Waiting[],
): Promise<readonly Waiting[]> => {
  const fresh: Waiting[] = [];
  for (const row of rows) fresh.push(await freshen(tx, identity, row));
  return fresh;
};

const leaseMs = 60_000;
const claimSize = 20;

/** Takes the next messages for sending; nobody else gets them until the lease ends or the outcome is noted. */
export const claimWaiting = (
  ctx: Ctx,
  identity: Identity,
  peerId: string,
): Promise<readonly Waiting[]> =>
  inTransaction(ctx, async (tx) => {
    const now = tx.now();
    const until = new Date(now.getTime() + leaseMs).toISOString();
    const { rows } = await sql<Waiting & { sequence: number }>`
      update outbox_messages set leased_until = ${until}
      where id in (
        select id from outbox_messages
        where peer_id = ${peerId} and state in ('queued', 'sent', 'held')
          and (leased_until is null or leased_until < ${now.toISOString()})
        order by ${order} limit ${claimSize} for update skip locked)
      returning id, kind, envelope, sequence`.execute(tx.db);
    const first = (kind: string): number =>
      kind === "enrolment" || kind === "enrolled" ? 0 : kind === "key-rotation" ? 1 : 2;
    const sorted = rows.toSorted(
      (a, b) => first(a.kind) - first(b.kind) || a.sequence - b.sequence,
    );
    return freshenAll(tx, identity, sorted);
  });

/** The messages that the peer is handed without having been asked for each: collected, or in a bundle. */
export const handOver = async (
  tx: Ctx,
  identity: Identity,
  wish: { readonly peerId: string; readonly limit: number; readonly limitBytes: number },
): Promise<{ readonly envelopes: readonly string[]; readonly more: boolean }> => {
  const { rows } = await sql<Waiting & { size: number; total: number }>`
    select id, kind, envelope, total from (
      select id, kind, envelope, sequence,
             sum(size) over (order by ${order} rows unbounded preceding)::bigint - size as total
      from outbox_messages
      where peer_id = ${wish.peerId} and state in ('queued', 'sent', 'held')
      order by ${order} limit ${wish.limit + 1}) as waiting
    where total < ${wish.limitBytes} order by ${order}`.execute(tx.db);
  const taken = await freshenAll(tx, identity, rows.slice(0, wish.limit));
  const ids = taken.map(({ id }) => id);
  if (ids.length > 0) {
    await tx.db
      .updateTable("outbox_messages")
      .set({ state: "sent", moved_at: tx.now().toISOString() })
      .where("id", "in", ids)
      .execute();
  }
  const left = await tx.db
    .selectFrom("outbox_messages")
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .where("peer_id", "=", wish.peerId)
    .where("state", "in", ["queued", "sent", "held"])
    .executeTakeFirstOrThrow();
  return { envelopes: taken.map(({ envelope }) => envelope), more: left.n > ids.length };
};

const heldMs = 3_600_000;

/** After an attempt without a final receipt: `sent` waits for one, `held` is offered again in an hour. */
export const noteAttempt = (
  ctx: Ctx,
  id: string,
  outcome: { readonly state: "sent" | "held" | "queued"; readonly failure: AppError | null },
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const now = tx.now();
    const held = new Date(now.getTime() + heldMs).toISOString();
    await tx.db
      .updateTable("outbox_messages")
      .set({
        state: outcome.state,
        failure: failureJson(outcome.failure),
        ...(outcome.state === "queued" ? { leased_until: null } : {}),
        ...(outcome.state === "held" ? { leased_until: held } : {}),
        ...(outcome.state === "sent" ? { moved_at: now.toISOString() } : {}),
      })
      .where("id", "=", id)
      .where("state", "in", ["queued", "sent", "held"])
      .execute();
  });
