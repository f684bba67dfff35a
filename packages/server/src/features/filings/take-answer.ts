/** The firm's node takes in its supervisor's answer to a filing; answers may come late, twice, or in another order. */

import { AppError, type EnterpriseId } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";
import type { Incoming } from "../exchange/public.ts";
import { refreshCases } from "../obligations/public.ts";
import { appendStep } from "./append-step.ts";

/** A later step is not taken back by an earlier one that arrives after it. */
const rank = { superseded: 0, submitted: 0, returned: 1, verified: 1, registered: 2 } as const;

type AnswerKind = "returned" | "verified" | "registered";

/** @throws AppError `exchange.about-unknown`. */
export const takeAnswer = async (
  tx: Ctx,
  { message, sender, enterpriseId }: Incoming<AnswerKind>,
): Promise<void> => {
  const { filing: id } = message.body;
  const held = await tx.db
    .selectFrom("filings")
    .select("state")
    .where("enterprise_id", "=", enterpriseId)
    .where("id", "=", id)
    .where("peer_id", "=", sender.id)
    .where("direction", "=", "out")
    .forUpdate()
    .executeTakeFirst();
  if (held === undefined) throw new AppError("exchange.about-unknown", { about: id });
  const state = message.kind;
  const step = { at: message.createdAt, state, actor: `node:${sender.id}`, messageId: message.id };
  const goesOn = rank[state] > rank[held.state];
  await tx.db
    .updateTable("filings")
    .set({
      history: appendStep(step),
      ...(goesOn ? { state, answered_at: message.createdAt } : {}),
      ...(goesOn && message.kind === "returned"
        ? { reasons: JSON.stringify(message.body.reasons) }
        : {}),
      ...(message.kind === "registered" ? { registration_number: message.body.number } : {}),
    })
    .where("enterprise_id", "=", enterpriseId)
    .where("id", "=", id)
    .execute();
  if (enterpriseId !== null) await refreshCases(tx, [enterpriseId]);
  tx.events.record({
    enterpriseId: enterpriseId as EnterpriseId | null,
    action: `filing.${state}`,
    subject: id,
    payload: { peer: sender.id, message: message.id },
  });
};
