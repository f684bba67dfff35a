/** The signed receipt for one message: over its id and the hash of what was signed. */

import type { AppError } from "@fenji/kernel";
import { messageText, sealText } from "@fenji/submission";
import type { Ctx } from "../../platform/ctx.ts";
import type { Identity } from "./node-identity.ts";

export interface Receipted {
  readonly id: string;
  readonly from: string;
  readonly about: string | null;
  readonly hash: string;
}

const maxTextLength = 400;

/** Parameters of an error, cut to what the format of receipts holds. */
const paramsOf = (error: AppError): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(error.params).map(([name, value]) => [
      name.slice(0, 40),
      typeof value === "string" ? value.slice(0, maxTextLength) : value,
    ]),
  );

export const writeReceipt = (
  tx: Ctx,
  identity: Identity,
  of: Receipted & { readonly refusal: AppError | null },
): string => {
  const receivedAt = tx.now().toISOString();
  const text = messageText({
    id: tx.newId(),
    kind: "receipt",
    from: identity.id,
    to: of.from,
    sequence: 0,
    createdAt: receivedAt,
    about: of.about,
    inReplyTo: of.id,
    body: {
      message: { id: of.id, hash: of.hash },
      outcome: of.refusal === null ? "accepted" : "refused",
      reason: of.refusal === null ? null : { code: of.refusal.code, params: paramsOf(of.refusal) },
      receivedAt,
    },
  });
  return sealText(text, identity.signers);
};
