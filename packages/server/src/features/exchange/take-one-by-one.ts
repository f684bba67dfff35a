/** Lets each message of a kind succeed or be refused by itself, though all share one transaction. */

import { AppError } from "@fenji/kernel";
import type { Kind } from "@fenji/submission";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import type { EventRecord } from "../../platform/events.ts";
import type { Incoming, TakeIn } from "./incoming.ts";

/** What a refused message has written and recorded is undone; other failures are not refusals and pass through. */
export const takeOneByOne =
  <K extends Kind>(take: (tx: Ctx, incoming: Incoming<K>) => Promise<void>): TakeIn<K> =>
  async (tx, all) => {
    const outcomes: (AppError | null)[] = [];
    for (const incoming of all) {
      const events: EventRecord[] = [];
      await sql`savepoint one_message`.execute(tx.db);
      try {
        await take({ ...tx, events: { record: (event) => events.push(event) } }, incoming);
        await sql`release savepoint one_message`.execute(tx.db);
        for (const event of events) tx.events.record(event);
        outcomes.push(null);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        await sql`rollback to savepoint one_message`.execute(tx.db);
        outcomes.push(error);
      }
    }
    return outcomes;
  };
