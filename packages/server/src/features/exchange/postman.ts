/** Goes round the nodes above: sends what waits and collects, at intervals, after something new, or when asked. */

import { AppError } from "@fenji/kernel";
import { inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import { deliver, type Delivered } from "./deliver.ts";
import type { Exchange } from "./open-exchange.ts";

export interface Postman {
  /** Sends to this peer at once, whatever the back-off. @throws AppError `request.not-found`. */
  readonly goTo: (peerId: string) => Promise<Delivered>;
  readonly start: () => void;
  /** Waits for the round under way. */
  readonly stop: () => Promise<void>;
}

interface Reachable {
  readonly peerId: string;
  readonly address: string;
}

const findDue = (ctx: Ctx): Promise<readonly Reachable[]> =>
  inSnapshot(ctx, async (tx) => {
    const rows = await tx.db
      .selectFrom("peers")
      .select(["peer_id as peerId", "address"])
      .where("relation", "=", "above")
      .where("address", "is not", null)
      .where("state", "<>", "revoked")
      .where("paused", "=", false)
      .where((eb) =>
        eb.or([eb("retry_at", "is", null), eb("retry_at", "<=", tx.now().toISOString())]),
      )
      .execute();
    return rows.flatMap(({ peerId, address }) => (address === null ? [] : [{ peerId, address }]));
  });

/** Back-off and leases are forgotten: a person has asked. */
const makeDue = (ctx: Ctx, peerId: string): Promise<string | null> =>
  inTransaction(ctx, async (tx) => {
    const peer = await tx.db
      .updateTable("peers")
      .set({ retry_at: null })
      .where("peer_id", "=", peerId)
      .returning("address")
      .executeTakeFirst();
    if (peer === undefined) throw new AppError("request.not-found", { what: peerId });
    await tx.db
      .updateTable("outbox_messages")
      .set({ leased_until: null })
      .where("peer_id", "=", peerId)
      .where("state", "in", ["queued", "sent", "held"])
      .execute();
    return peer.address;
  });

const nothing: Delivered = { sent: 0, received: 0, failure: null };

/** `ctx` acts as the node. */
export const openPostman = (ctx: Ctx, exchange: Exchange): Postman => {
  const under = new Map<string, Promise<unknown>>();
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();
  let stopped = false;

  /** One at a time per peer, so that requests to collect stay in order. */
  const inTurn = (to: Reachable): Promise<Delivered> => {
    const before = under.get(to.peerId) ?? Promise.resolve();
    const mine = before.then(() => (stopped ? nothing : deliver(ctx, exchange, to)));
    under.set(
      to.peerId,
      mine.catch(() => undefined),
    );
    return mine;
  };

  const goRound = async (): Promise<void> => {
    try {
      for (const to of await findDue(ctx)) if (!stopped) await inTurn(to);
    } catch (error) {
      ctx.log.error({ err: error }, "exchange round failed");
    }
  };

  const { exchangeSeconds } = exchange.services.config;
  const goSoon = (ms: number): void => {
    if (stopped || exchangeSeconds === 0) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      round = round.then(goRound).then(() => goSoon(exchangeSeconds * 1000));
    }, ms);
  };

  return {
    goTo: async (peerId) => {
      const address = await makeDue(ctx, peerId);
      return address === null ? nothing : inTurn({ peerId, address });
    },
    start: () => {
      exchange.onKick(() => goSoon(20));
      goSoon(100);
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await round;
      await Promise.all(under.values());
    },
  };
};
