/** Reads of linked nodes: their keys, the enterprises behind each link, and how sending to them goes. */

import type { listEnrolmentCodes, listPeers, ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { Actor } from "../../platform/auth/actor.ts";
import type { Ctx } from "../../platform/ctx.ts";
import { failureShown } from "./failure-shown.ts";

type Peer = ReplyOf<typeof listPeers>["peers"][number];

const selectPeers = (tx: Ctx) =>
  tx.db
    .selectFrom("peers")
    .select([
      "peer_id",
      "node_kind",
      "name",
      "relation",
      "address",
      "state",
      "paused",
      "jurisdiction_code",
      "last_contact_at",
      "retry_at",
      "failure",
    ]);

type PeerRow = Awaited<ReturnType<ReturnType<typeof selectPeers>["execute"]>>[number];

/** Of enterprises that the actor may see, and of no others. */
const findLinks = (tx: Ctx, peerIds: readonly string[]) =>
  tx.db
    .selectFrom("links")
    .innerJoin("enterprises", "enterprises.enterprise_id", "links.enterprise_id")
    .select(["links.peer_id", "links.enterprise_id", "links.created_at"])
    .select(["enterprises.credit_code", "enterprises.name"])
    .where("links.state", "=", "linked")
    .where("links.peer_id", "in", peerIds)
    .orderBy("enterprises.credit_code")
    .execute();

const findWaiting = (tx: Ctx, peerIds: readonly string[]) =>
  tx.db
    .selectFrom("outbox_messages")
    .select(["peer_id", ({ fn }) => fn.countAll<number>().as("n")])
    .where("peer_id", "in", peerIds)
    .where("state", "in", ["queued", "sent", "held"])
    .groupBy("peer_id")
    .execute();

const showPeers = async (tx: Ctx, rows: readonly PeerRow[]): Promise<Peer[]> => {
  if (rows.length === 0) return [];
  const ids = rows.map(({ peer_id }) => peer_id);
  const keys = await tx.db
    .selectFrom("peer_keys")
    .select(["peer_id", "key_id", "algorithm", "state", "pinned_at"])
    .where("peer_id", "in", ids)
    .orderBy("pinned_at", "desc")
    .execute();
  const links = Map.groupBy(await findLinks(tx, ids), ({ peer_id }) => peer_id);
  const waiting = new Map((await findWaiting(tx, ids)).map(({ peer_id, n }) => [peer_id, n]));
  return rows.map((row) => ({
    id: row.peer_id,
    kind: row.node_kind,
    name: row.name,
    relation: row.relation,
    address: row.address,
    state: row.state,
    paused: row.paused,
    jurisdiction: row.jurisdiction_code,
    keys: keys
      .filter(({ peer_id }) => peer_id === row.peer_id)
      .map(({ key_id, algorithm, state, pinned_at }) => ({
        keyId: key_id,
        algorithm,
        state,
        pinnedAt: pinned_at,
      })),
    enterprises: (links.get(row.peer_id) ?? []).map((link) => ({
      enterpriseId: link.enterprise_id,
      creditCode: link.credit_code,
      name: link.name,
      linkedAt: link.created_at,
    })),
    waiting: waiting.get(row.peer_id) ?? 0,
    lastContactAt: row.last_contact_at,
    retryAt: row.retry_at,
    failure: failureShown(row.failure),
  }));
};

/** Nodes above are everybody's; a node below is for who sees one of its enterprises, its jurisdiction, or the whole node. */
const isShown = ({ scope }: Actor, { relation, enterprises, jurisdiction }: Peer): boolean =>
  relation === "above" ||
  scope.kind === "all" ||
  enterprises.length > 0 ||
  (scope.kind === "jurisdiction" && jurisdiction !== null && scope.codes.includes(jurisdiction));

export const findPeers = async (tx: Ctx): Promise<Peer[]> => {
  const rows = await selectPeers(tx)
    .orderBy("relation")
    .orderBy("name")
    .orderBy("peer_id")
    .execute();
  const peers = await showPeers(tx, rows);
  return peers.filter((peer) => isShown(tx.actor, peer));
};

/** @throws AppError `request.not-found`. */
export const findPeer = async (tx: Ctx, peerId: string): Promise<Peer> => {
  const rows = await selectPeers(tx).where("peer_id", "=", peerId).execute();
  const [peer] = await showPeers(tx, rows);
  if (peer === undefined) throw new AppError("request.not-found", { what: peerId });
  return peer;
};

/**
 * Before a link is changed: the node's administrator looks after every one, others after those that they are shown.
 * @throws AppError `request.not-found`, alike for one that is not there and one that is not theirs.
 */
export const requireOwnPeer = async (tx: Ctx, peerId: string): Promise<void> => {
  const peer = await findPeer(tx, peerId);
  const administrates = tx.actor.standing?.role === "administrator";
  if (!administrates && !isShown(tx.actor, peer))
    throw new AppError("request.not-found", { what: peerId });
};

export const countPeers = async (tx: Ctx): Promise<{ above: number; below: number }> => {
  const rows = await tx.db
    .selectFrom("peers")
    .select(["relation", ({ fn }) => fn.countAll<number>().as("n")])
    .where("state", "=", "linked")
    .groupBy("relation")
    .execute();
  const of = (relation: string): number => rows.find((row) => row.relation === relation)?.n ?? 0;
  return { above: of("above"), below: of("below") };
};

const codesShown = 500;

/** Newest first; a supervisor sees those of its jurisdiction. */
export const findCodes = async (tx: Ctx): Promise<ReplyOf<typeof listEnrolmentCodes>["codes"]> => {
  const { scope } = tx.actor;
  let query = tx.db
    .selectFrom("enrolment_codes")
    .leftJoin("peers", "peers.peer_id", "enrolment_codes.used_by")
    .select(["enrolment_codes.id", "enrolment_codes.kind", "enrolment_codes.credit_code"])
    .select(["enrolment_codes.jurisdiction_code", "enrolment_codes.created_at"])
    .select(["enrolment_codes.expires_at", "enrolment_codes.used_at", "peers.name as used_by"]);
  if (scope.kind === "jurisdiction")
    query = query.where("enrolment_codes.jurisdiction_code", "in", [...scope.codes, ""]);
  const rows = await query.orderBy("enrolment_codes.id", "desc").limit(codesShown).execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    creditCode: row.credit_code,
    jurisdiction: row.jurisdiction_code,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    usedBy: row.used_by,
  }));
};
