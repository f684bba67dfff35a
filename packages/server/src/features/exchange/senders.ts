/** Reads who may have sent a batch of messages: peers, every key pinned for them, and the enterprises linked to them. */

import type { PinnedKey } from "@fenji/submission";
import type { Ctx } from "../../platform/ctx.ts";
import type { Sender } from "./incoming.ts";

export interface KnownSender extends Sender {
  readonly state: "pending" | "linked" | "revoked";
  readonly expectedKey: string | null;
  readonly keys: readonly PinnedKey[];
  /** Enterprise by credit code, for the codes that were asked about. */
  readonly links: ReadonlyMap<string, string>;
}

const readKeys = async (
  tx: Ctx,
  peerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PinnedKey[]>> => {
  const rows = await tx.db
    .selectFrom("peer_keys")
    .select(["peer_id", "key_id as keyId", "algorithm", "spki", "state"])
    .where("peer_id", "in", peerIds)
    .execute();
  return Map.groupBy(rows, (row) => row.peer_id);
};

const readLinks = async (
  tx: Ctx,
  peerIds: readonly string[],
  creditCodes: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> => {
  if (creditCodes.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom("links")
    .innerJoin("enterprises", "enterprises.enterprise_id", "links.enterprise_id")
    .select(["links.peer_id", "enterprises.credit_code", "enterprises.enterprise_id"])
    .where("links.peer_id", "in", peerIds)
    .where("links.state", "=", "linked")
    .where("enterprises.credit_code", "in", creditCodes)
    .execute();
  const byPeer = Map.groupBy(rows, (row) => row.peer_id);
  return new Map(
    [...byPeer].map(([peerId, links]) => [
      peerId,
      new Map(links.map((link) => [link.credit_code, link.enterprise_id])),
    ]),
  );
};

/** Three reads, however many messages there are. */
export const findSenders = async (
  tx: Ctx,
  asked: { readonly peerIds: readonly string[]; readonly creditCodes: readonly string[] },
): Promise<ReadonlyMap<string, KnownSender>> => {
  const peerIds = [...new Set(asked.peerIds)];
  if (peerIds.length === 0) return new Map();
  const peers = await tx.db
    .selectFrom("peers")
    .select([
      "peer_id",
      "node_kind",
      "name",
      "relation",
      "state",
      "jurisdiction_code",
      "expected_key",
    ])
    .where("peer_id", "in", peerIds)
    .execute();
  if (peers.length === 0) return new Map();
  const keys = await readKeys(tx, peerIds);
  const links = await readLinks(tx, peerIds, [...new Set(asked.creditCodes)]);
  return new Map(
    peers.map((peer) => [
      peer.peer_id,
      {
        id: peer.peer_id,
        name: peer.name,
        kind: peer.node_kind,
        relation: peer.relation,
        state: peer.state,
        jurisdiction: peer.jurisdiction_code,
        expectedKey: peer.expected_key,
        keys: keys.get(peer.peer_id) ?? [],
        links: links.get(peer.peer_id) ?? new Map<string, string>(),
      },
    ]),
  );
};
