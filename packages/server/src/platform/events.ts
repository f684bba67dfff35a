/** What was done, by whom, to what: recorded with the change it belongs to, or not at all. */

import { createHash } from "node:crypto";
import { canonicalJson, type EnterpriseId, type Json } from "@fenji/kernel";
import type { Kysely } from "kysely";
import type { Database } from "./db/schema.ts";

export interface EventRecord {
  readonly enterpriseId: EnterpriseId | null;
  /** `subject.past-participle`, e.g. `facts.recorded`. */
  readonly action: string;
  /** Id of what it was done to. */
  readonly subject: string;
  /** Never evidence itself: ids, counts, hashes. */
  readonly payload: Json;
}

export interface Events {
  /** Keeps the event until the transaction ends well. */
  readonly record: (event: EventRecord) => void;
}

export interface StoredEvent extends EventRecord {
  readonly id: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  readonly actor: string;
}

/** SHA-256 of the event's canonical JSON; the database chains these hashes. */
const hashEvent = (event: StoredEvent): Buffer => {
  const { id, at, actor, enterpriseId, action, subject, payload } = event;
  const text = canonicalJson({ id, at, actor, enterpriseId, action, subject, payload });
  return createHash("sha256").update(text).digest();
};

/** The rows of one statement are chained in their order: each sees the ones before it. */
const eventsPerStatement = 200;

/** Writes events at the end of their transaction, because the chain is locked from here to the commit. */
export const writeEvents = async (
  db: Kysely<Database>,
  events: readonly StoredEvent[],
): Promise<void> => {
  for (let start = 0; start < events.length; start += eventsPerStatement) {
    const rows = events.slice(start, start + eventsPerStatement).map((event) => ({
      id: event.id,
      at: event.at,
      actor: event.actor,
      enterprise_id: event.enterpriseId,
      action: event.action,
      subject: event.subject,
      payload: JSON.stringify(event.payload),
      body_hash: hashEvent(event),
    }));
    await db.insertInto("events").values(rows).execute();
  }
};

export interface ChainBreak {
  readonly seq: number;
  readonly reason: "content" | "link" | "gap";
}

const genesis = Buffer.alloc(32);

/** Recomputes the whole chain as seen by `db` (scope `all`); the first break, or null. */
export const verifyEvents = async (db: Kysely<Database>): Promise<ChainBreak | null> => {
  const rows = await db.selectFrom("events").selectAll().orderBy("seq").execute();
  let previous: Buffer = genesis;
  for (const [index, row] of rows.entries()) {
    const stored = { ...row, enterpriseId: row.enterprise_id as EnterpriseId | null };
    const link = createHash("sha256").update(previous).update(row.body_hash).digest();
    if (row.seq !== index + 1) return { seq: row.seq, reason: "gap" };
    if (!hashEvent(stored).equals(row.body_hash)) return { seq: row.seq, reason: "content" };
    if (!link.equals(row.hash) || !row.prev_hash.equals(previous))
      return { seq: row.seq, reason: "link" };
    previous = row.hash;
  }
  return null;
};
