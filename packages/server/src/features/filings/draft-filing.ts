/** The filing that an enterprise would make now, to which supervisor, and how it differs from the last one. */

import { hashText } from "@fenji/intake";
import { AppError, canonicalJson } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import type { FilingBody, Occasion } from "@fenji/submission";
import type { Ctx } from "../../platform/ctx.ts";
import { buildFiling } from "./build-filing.ts";
import { chooseOccasion } from "./choose-occasion.ts";
import { openItemsOf, type OpenItem } from "./open-items.ts";

export interface FilingWish {
  readonly enterpriseId: string;
  readonly peerId: string | undefined;
  readonly pack: Pack;
  readonly occasion?: Occasion | undefined;
  /** File an assessment although something is contested or not evidenced. */
  readonly withOpenItems?: boolean | undefined;
}

export interface LastFiling {
  readonly id: string;
  readonly revision: number;
  readonly state: string;
  readonly occasion: Occasion;
  readonly contentHash: string;
}

export interface DraftFiling {
  readonly peer: { readonly id: string; readonly name: string } | null;
  readonly body: FilingBody;
  readonly bytes: string;
  readonly sha256: string;
  readonly last: LastFiling | null;
  readonly changed: boolean;
  readonly openItems: readonly OpenItem[];
}

/** The supervisor's node that the enterprise is linked to; the one asked for, or the first. */
const findSupervisor = async (
  tx: Ctx,
  { enterpriseId, peerId }: FilingWish,
): Promise<DraftFiling["peer"]> => {
  let query = tx.db
    .selectFrom("links as l")
    .innerJoin("peers as p", "p.peer_id", "l.peer_id")
    .select(["p.peer_id as id", "p.name"])
    .where("l.enterprise_id", "=", enterpriseId)
    .where("l.state", "=", "linked")
    .where("p.relation", "=", "above")
    .where("p.state", "=", "linked");
  if (peerId !== undefined) query = query.where("p.peer_id", "=", peerId);
  const row = await query.orderBy("l.created_at").executeTakeFirst();
  if (row === undefined && peerId !== undefined) throw new AppError("exchange.unlinked", {});
  return row ?? null;
};

/** What is filed again and again, whatever its number. */
const contentHashOf = ({ revision: _revision, ...content }: FilingBody): string =>
  hashText(canonicalJson(content));

const findLast = async (
  tx: Ctx,
  enterpriseId: string,
  peerId: string,
): Promise<LastFiling | null> => {
  const row = await tx.db
    .selectFrom("filings")
    .select(["id", "revision", "state", "occasion", "content"])
    .where("enterprise_id", "=", enterpriseId)
    .where("peer_id", "=", peerId)
    .where("direction", "=", "out")
    .orderBy("revision", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { id, revision, state, occasion } = row;
  // Stored by this program from a body of exactly this shape.
  return { id, revision, state, occasion, contentHash: contentHashOf(row.content as FilingBody) };
};

/**
 * @throws AppError `request.not-found`, `filing.no-facts`, `filing.stage`, `exchange.unlinked` for a peer that was asked
 * for.
 */
export const draftFiling = async (tx: Ctx, wish: FilingWish): Promise<DraftFiling> => {
  const peer = await findSupervisor(tx, wish);
  const last = peer === null ? null : await findLast(tx, wish.enterpriseId, peer.id);
  const body = await buildFiling(tx, {
    ...wish,
    revision: (last?.revision ?? 0) + 1,
    occasion: await chooseOccasion(tx, { ...wish, peerId: peer?.id ?? null }),
    withOpenItems: wish.withOpenItems === true,
  });
  const bytes = canonicalJson(body);
  return {
    peer,
    body,
    bytes,
    sha256: hashText(bytes),
    last,
    changed: last === null || last.contentHash !== contentHashOf(body),
    openItems: openItemsOf(body),
  };
};
