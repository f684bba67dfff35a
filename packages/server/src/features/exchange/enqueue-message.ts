/** Makes, signs and queues a message to another node, in the transaction of the change that it tells of. */

import { hashText } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import {
  messageText,
  readBody,
  sealText,
  type BodyOfKind,
  type Kind,
  type Signer,
} from "@fenji/submission";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import type { Identity } from "./node-identity.ts";

export interface Outgoing<K extends Kind> {
  readonly peerId: string;
  readonly kind: K;
  readonly body: BodyOfKind<K>;
  readonly enterprise: { readonly id: string; readonly creditCode: string } | null;
  readonly inReplyTo?: string;
  /** Where others already name it; else a new one. */
  readonly id?: string;
  /** Of a rotation, which the keys that come sign as well. */
  readonly alsoSignedBy?: readonly Signer[];
}

export interface Queued {
  readonly id: string;
  readonly hash: string;
  readonly envelope: string;
}

/** Numbers are given in the order of commits, because the peer's row is locked until then. */
const nextSequence = async (tx: Ctx, peerId: string): Promise<number> => {
  const row = await tx.db
    .updateTable("peers")
    .set({ next_sequence: sql<number>`next_sequence + 1` })
    .where("peer_id", "=", peerId)
    .where("state", "<>", "revoked")
    .returning("next_sequence")
    .executeTakeFirst();
  if (row === undefined) throw new AppError("exchange.unlinked", {});
  return row.next_sequence - 1;
};

/** @throws AppError `exchange.unlinked`; `exchange.schema` for a body that the format does not allow. */
export const enqueueMessage = async <K extends Kind>(
  tx: Ctx,
  identity: Identity,
  out: Outgoing<K>,
): Promise<Queued> => {
  const id = out.id ?? tx.newId();
  const createdAt = tx.now().toISOString();
  const draft = {
    id,
    kind: out.kind,
    from: identity.id,
    to: out.peerId,
    sequence: await nextSequence(tx, out.peerId),
    createdAt,
    about: out.enterprise?.creditCode ?? null,
    inReplyTo: out.inReplyTo ?? null,
    body: out.body,
  };
  const text = messageText(draft);
  const schema = `${out.kind}/1`;
  const fits = readBody({ ...draft, schema, body: { ...out.body } });
  if (!fits.ok) throw fits.error;
  const envelope = sealText(text, [...identity.signers, ...(out.alsoSignedBy ?? [])]);
  const hash = hashText(text);
  await tx.db
    .insertInto("outbox_messages")
    .values({
      id,
      enterprise_id: out.enterprise?.id ?? null,
      peer_id: out.peerId,
      kind: out.kind,
      schema,
      sequence: draft.sequence,
      created_at: createdAt,
      in_reply_to: draft.inReplyTo,
      envelope,
      size: Buffer.byteLength(envelope),
      hash,
      state: "queued",
    })
    .execute();
  return { id, hash, envelope };
};
