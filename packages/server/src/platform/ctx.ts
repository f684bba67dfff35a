/** What every use case is given: database, actor, clock, events and log, all of one transaction or of none. */

import { randomFillSync } from "node:crypto";
import { uuidV7 } from "@fenji/kernel";
import type { Actor } from "./auth/actor.ts";
import { applyScope } from "./db/scope.ts";
import type { Db } from "./db/connect.ts";
import { writeEvents, type EventRecord, type Events } from "./events.ts";
import type { FileStore } from "./files/file-store.ts";
import type { Log } from "./log.ts";

export interface Ctx {
  /** Outside a transaction it sees no enterprise's rows. */
  readonly db: Db;
  readonly actor: Actor;
  readonly now: () => Date;
  /** A new UUIDv7. */
  readonly newId: () => string;
  readonly events: Events;
  readonly files: FileStore;
  readonly log: Log;
}

/** Asking the system once per id would take as long as reading what the id is for. */
const randomness = Buffer.alloc(8_000);
let spent = randomness.length;

export const newId = (): string => {
  if (spent === randomness.length) {
    randomFillSync(randomness);
    spent = 0;
  }
  spent += 10;
  return uuidV7(Date.now(), randomness.subarray(spent - 10, spent));
};

const refuseEvents: Events = {
  record: () => {
    throw new Error("an event is recorded inside inTransaction, with the change it tells of");
  },
};

/** The context outside any transaction. */
export const baseCtx = (parts: Pick<Ctx, "db" | "actor" | "files" | "log">): Ctx => ({
  ...parts,
  now: () => new Date(),
  newId,
  events: refuseEvents,
});

const flush = async (tx: Ctx, recorded: readonly EventRecord[]): Promise<void> => {
  const at = tx.now().toISOString();
  await writeEvents(
    tx.db,
    recorded.map((event) => ({ ...event, id: tx.newId(), at, actor: tx.actor.id })),
  );
};

/**
 * Runs a change: everything done through `tx`, its events included, commits together or not at all. Called inside a
 * transaction it joins that one.
 */
export const inTransaction = async <T, C extends Ctx = Ctx>(
  ctx: C,
  change: (tx: C) => Promise<T>,
): Promise<T> => {
  if (ctx.db.isTransaction) return change(ctx);
  return ctx.db.transaction().execute(async (db) => {
    const recorded: EventRecord[] = [];
    const tx: C = { ...ctx, db, events: { record: (event) => recorded.push(event) } };
    await applyScope(db, ctx.actor.scope);
    const result = await change(tx);
    await flush(tx, recorded);
    return result;
  });
};

/** Runs reads on one consistent snapshot; the database refuses writes in it. */
export const inSnapshot = async <T>(ctx: Ctx, read: (tx: Ctx) => Promise<T>): Promise<T> => {
  if (ctx.db.isTransaction) return read(ctx);
  return ctx.db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (db) => {
      await applyScope(db, ctx.actor.scope);
      return read({ ...ctx, db });
    });
};
