/** Takes in a province's roll-up, of its own jurisdiction and of no other. */

import { AppError } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";
import type { Incoming } from "./incoming.ts";

/** @throws AppError `exchange.not-theirs`. */
export const receiveAggregate = async (
  tx: Ctx,
  { message, sender }: Incoming<"aggregate">,
): Promise<void> => {
  const { body } = message;
  if (sender.kind !== "supervisor" || body.jurisdiction !== sender.jurisdiction)
    throw new AppError("exchange.not-theirs", { kind: message.kind });
  await tx.db
    .insertInto("aggregates")
    .values({
      id: message.id,
      peer_id: sender.id,
      direction: "in",
      jurisdiction_code: body.jurisdiction,
      as_of: body.asOf,
      content: JSON.stringify(body),
    })
    .execute();
  tx.events.record({
    enterpriseId: null,
    action: "aggregate.received",
    subject: message.id,
    payload: { peer: sender.id, jurisdiction: body.jurisdiction, cells: body.cells.length },
  });
};
