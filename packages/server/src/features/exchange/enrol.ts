/** Links an enterprise, or this supervisor's node itself, to the node that gave a code: at once over HTTPS, or by file. */

import type { enrolEnterprise as operation, ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { inSnapshot, type Ctx } from "../../platform/ctx.ts";
import { asNode } from "./as-node.ts";
import { beginEnrolment, type EnrolmentWish } from "./begin-enrolment.ts";
import type { Exchange } from "./open-exchange.ts";
import type { Postman } from "./postman.ts";

type Reply = ReplyOf<typeof operation>;

const outcomeOf = (ctx: Ctx, messageId: string) =>
  inSnapshot(asNode(ctx), (tx) =>
    tx.db
      .selectFrom("outbox_messages")
      .select(["state", "failure"])
      .where("id", "=", messageId)
      .executeTakeFirstOrThrow(),
  );

const codeOf = (failure: unknown): string =>
  typeof failure === "object" && failure !== null && "code" in failure ? String(failure.code) : "";

/** @throws AppError what `beginEnrolment` throws, `exchange.code-refused`, `exchange.wrong-supervisor`, `exchange.unreachable`. */
export const enrol = async (
  ctx: Ctx,
  { exchange, postman }: { readonly exchange: Exchange; readonly postman: Postman },
  wish: EnrolmentWish,
): Promise<Reply> => {
  const { peerId, messageId, address } = await beginEnrolment(ctx, exchange, wish);
  if (address === null) return { peerId, state: "pending" };
  const delivered = await postman.goTo(peerId);
  const { state, failure } = await outcomeOf(ctx, messageId);
  if (state === "acknowledged") return { peerId, state: "linked" };
  if (codeOf(failure) === "exchange.code-refused") throw new AppError("exchange.code-refused", {});
  if (delivered.failure !== null && state !== "refused") throw delivered.failure;
  throw new AppError("exchange.wrong-supervisor", { address });
};
