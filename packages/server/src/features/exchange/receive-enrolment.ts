/** Takes in an enrolment: a code that this node gave, used by the firm it was given for, pins the sender's keys. */

import { verifySignature } from "@fenji/intake";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import {
  readBody,
  verifyMessage,
  type EnrolmentBody,
  type PinnedKey,
  type Typed,
} from "@fenji/submission";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import type { EventRecord } from "../../platform/events.ts";
import { dropParting } from "./drop-parting.ts";
import { linkedEnterprise } from "./linked-enterprise.ts";
import { enqueueMessage } from "./enqueue-message.ts";
import { nameOfCode, proofHolds, proveEnrolment } from "./enrolment-proof.ts";
import type { Identity } from "./node-identity.ts";
import { pinKeys } from "./pin-keys.ts";
import { answered, rejected, type Answer, type Arrival } from "./read-arrivals.ts";
import { findSenders, type KnownSender } from "./senders.ts";
import { findStored, storeReceived } from "./stored-messages.ts";
import { writeReceipt } from "./write-receipt.ts";

const codeRefused = (): AppError => new AppError("exchange.code-refused", {});

/** The code, locked until it is used. Every reason to refuse it looks alike from outside. */
const findCode = async (tx: Ctx, body: EnrolmentBody, to: string) => {
  const code = await tx.db
    .selectFrom("enrolment_codes")
    .selectAll()
    .where("name_hash", "=", body.code)
    .forUpdate()
    .executeTakeFirst();
  const now = tx.now().toISOString();
  if (code === undefined || code.used_at !== null || code.expires_at <= now) throw codeRefused();
  if (nameOfCode(code.secret_hash) !== body.code) throw codeRefused();
  if (!proofHolds(proveEnrolment(code.secret_hash, { ...body, to }), body.proof))
    throw codeRefused();
  const fits =
    code.kind === "enterprise"
      ? body.enterprise?.creditCode === code.credit_code &&
        body.enterprise.jurisdiction === code.jurisdiction_code
      : body.enterprise === null && body.node.kind === "supervisor";
  if (!fits) throw codeRefused();
  return code;
};

/**
 * A node that is linked already enrols a further firm with the keys that are pinned; with others it is not that node.
 * One whose keys were revoked comes back with new ones.
 */
const checkSame = (sender: KnownSender | undefined, body: EnrolmentBody): void => {
  if (sender?.state !== "linked") return;
  const pinned = sender.keys.filter(({ state }) => state === "current").map(({ keyId }) => keyId);
  const shown = new Set(body.node.keys.map(({ keyId }) => keyId));
  if (sender.relation !== "below" || !pinned.every((keyId) => shown.has(keyId)))
    throw codeRefused();
};

const savePeer = async (tx: Ctx, body: EnrolmentBody, jurisdiction: string): Promise<void> => {
  const { node } = body;
  await tx.db
    .insertInto("peers")
    .values({
      peer_id: node.id,
      node_kind: node.kind,
      name: node.name,
      relation: "below",
      state: "linked",
      jurisdiction_code: jurisdiction,
      created_at: tx.now().toISOString(),
    })
    .onConflict((conflict) =>
      conflict
        .column("peer_id")
        .doUpdateSet({ name: node.name, state: "linked", failure: null, failures: 0 }),
    )
    .execute();
};

type Enrolment = Typed<"enrolment">;

/** Signed by the keys that it shows: whoever enrols holds them. */
const readEnrolment = (tx: Ctx, identity: Identity, arrival: Arrival): Enrolment => {
  const typed = readBody(arrival.read.message);
  if (!typed.ok) throw typed.error;
  if (typed.value.kind !== "enrolment") throw codeRefused();
  const { node } = typed.value.body;
  const keys: PinnedKey[] = node.keys.map((key) => ({ ...key, state: "current" }));
  const to = identity.id;
  const now = tx.now().toISOString();
  const verified = verifyMessage(arrival.read, { to, now, keys, verifySignature });
  if (!verified.ok) throw verified.error;
  if (node.id !== typed.value.from) throw codeRefused();
  return typed.value;
};

interface Enrolled {
  readonly enterpriseId: string | null;
  readonly codeId: string;
  readonly jurisdiction: string;
}

const pinAndLink = async (
  tx: Ctx,
  { body, from }: Enrolment,
  { to, sender }: { readonly to: string; readonly sender: KnownSender | undefined },
): Promise<Enrolled> => {
  const code = await findCode(tx, body, to);
  checkSame(sender, body);
  await savePeer(tx, body, code.jurisdiction_code);
  if (sender?.state !== "linked") {
    await pinKeys(tx, body.node, "first");
    await dropParting(tx, from);
  }
  const enterpriseId =
    body.enterprise === null ? null : await linkedEnterprise(tx, body.enterprise, from);
  await tx.db
    .updateTable("enrolment_codes")
    .set({ used_at: tx.now().toISOString(), used_by: from })
    .where("id", "=", code.id)
    .execute();
  return { enterpriseId, codeId: code.id, jurisdiction: code.jurisdiction_code };
};

/** Shows this node's keys in turn; the message is kept with its receipt. */
const answer = async (
  tx: Ctx,
  identity: Identity,
  {
    arrival,
    message,
    enrolled,
  }: {
    readonly arrival: Arrival;
    readonly message: Enrolment;
    readonly enrolled: Enrolled;
  },
): Promise<Answer> => {
  const { id, from, about, body } = message;
  const { enterpriseId, jurisdiction } = enrolled;
  const creditCode = body.enterprise?.creditCode ?? null;
  const queued = await enqueueMessage(tx, identity, {
    peerId: from,
    kind: "enrolled",
    body: {
      node: identity.card,
      creditCode,
      jurisdiction: body.enterprise === null ? jurisdiction : null,
    },
    enterprise:
      enterpriseId === null || creditCode === null ? null : { id: enterpriseId, creditCode },
    inReplyTo: id,
  });
  const { hash, read } = arrival;
  const receipt = writeReceipt(tx, identity, { id, from, about, hash, refusal: null });
  const { name, kind } = body.node;
  const sender = { id: from, name, kind, relation: "below" as const, jurisdiction };
  const { text, envelopeText } = read;
  const incoming = { message, sender, enterpriseId, text, hash, envelopeText };
  await storeReceived(tx, [{ incoming, failure: null, receipt }]);
  const messages = [queued.envelope, receipt];
  return answered(arrival, { outcome: "accepted", failure: null, messages });
};

const enrol = async (tx: Ctx, identity: Identity, arrival: Arrival): Promise<Answer> => {
  const message = readEnrolment(tx, identity, arrival);
  const { id, from, body } = message;
  const stored = (await findStored(tx, [{ from, id }])).get(`${from} ${id}`);
  const sender = (await findSenders(tx, { peerIds: [from], creditCodes: [] })).get(from);
  if (stored !== undefined && sender?.state === "linked" && stored.hash === arrival.hash) {
    const messages = [...stored.answers, stored.receipt];
    return answered(arrival, { outcome: "known", failure: null, messages });
  }
  const enrolled = await pinAndLink(tx, message, { to: identity.id, sender });
  tx.events.record({
    enterpriseId: enrolled.enterpriseId as EnterpriseId | null,
    action: "node.enrolled",
    subject: from,
    payload: {
      code: enrolled.codeId,
      creditCode: body.enterprise?.creditCode ?? null,
      keys: body.node.keys.map(({ keyId }) => keyId),
    },
  });
  return answer(tx, identity, { arrival, message, enrolled });
};

/** A refusal is not signed: whoever has no code is nobody's peer. */
export const receiveEnrolment = async (
  tx: Ctx,
  identity: Identity,
  arrival: Arrival,
): Promise<Answer> => {
  await sql`savepoint enrolment`.execute(tx.db);
  const events: EventRecord[] = [];
  try {
    if (identity.kind !== "supervisor") throw codeRefused();
    const record = (event: EventRecord): number => events.push(event);
    const answer = await enrol({ ...tx, events: { record } }, identity, arrival);
    for (const event of events) tx.events.record(event);
    return answer;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await sql`rollback to savepoint enrolment`.execute(tx.db);
    return rejected(error, arrival);
  }
};
