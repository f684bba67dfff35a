/** The supervisor's node takes in filings, many in one transaction: stored, graded again, shown in the registry. */

import { hashText } from "@fenji/intake";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import { bodyText } from "@fenji/submission";
import type { Ctx } from "../../platform/ctx.ts";
import type { Incoming, TakeIn } from "../exchange/public.ts";
import { findingsOf, refreshCases } from "../obligations/public.ts";
import { packContentHash, packLibrary } from "../packs/public.ts";
import type { Acceptable } from "./acceptable-filing.ts";
import { occasionsHeld, type OccasionsHeld } from "./occasions-held.ts";
import { regradeFiling, type RegradeBy } from "./regrade-filing.ts";
import { showInRegistry } from "./show-in-registry.ts";

const packsKnown = async (): Promise<ReadonlyMap<string, RegradeBy>> => {
  const { regimes } = await packLibrary();
  const known = new Map<string, RegradeBy>();
  for (const pack of regimes) {
    const { id, version } = pack.header;
    known.set(`${id}@${version}`, { pack, contentHash: await packContentHash(pack.header) });
  }
  return known;
};

/** A filing is about the firm that its envelope names, by that firm's name for itself. */
const accept = (
  incoming: Incoming<"filing">,
  { packs, held }: { readonly packs: ReadonlyMap<string, RegradeBy>; readonly held: OccasionsHeld },
): Acceptable | AppError => {
  const { body, about } = incoming.message;
  const { enterpriseId } = incoming;
  if (enterpriseId === null || about !== body.enterprise.creditCode)
    return new AppError("exchange.not-linked", { creditCode: body.enterprise.creditCode });
  const regraded = regradeFiling(body, packs.get(`${body.pack.id}@${body.pack.version}`));
  if (regraded instanceof AppError) return regraded;
  const occasion = held.take(enterpriseId, body);
  if (occasion instanceof AppError) return occasion;
  const grades = body.types.map(({ type, grade, possible }) => ({ type, grade, possible }));
  return { incoming, enterpriseId, regraded, grades, occasion, current: false };
};

interface Standing {
  readonly id: string;
  readonly peerId: string;
  readonly revision: number;
  readonly filedAt: string;
}

const findCurrent = async (
  tx: Ctx,
  enterpriseIds: readonly string[],
): Promise<Map<string, Standing>> => {
  const rows = await tx.db
    .selectFrom("filings")
    .select(["enterprise_id", "id", "peer_id as peerId", "revision", "filed_at as filedAt"])
    .where("enterprise_id", "in", enterpriseIds)
    .where("current", "=", true)
    .where("direction", "=", "in")
    .forUpdate()
    .execute();
  return new Map(rows.map(({ enterprise_id, ...standing }) => [enterprise_id, standing]));
};

/** By revision; from another node of the firm, or under the same number, by time. */
const isNewer = (one: Standing, than: Standing | undefined): boolean =>
  than === undefined ||
  (one.peerId === than.peerId && one.revision !== than.revision
    ? one.revision > than.revision
    : one.filedAt > than.filedAt);

/** Marks what is current after this batch; returns the stored filings whose place is taken. */
const chooseCurrent = (
  acceptable: readonly Acceptable[],
  stored: ReadonlyMap<string, Standing>,
): readonly string[] => {
  const newest = new Map(stored);
  const holder = new Map<string, Acceptable>();
  const displaced = new Set<string>();
  for (const one of acceptable) {
    const { message, sender } = one.incoming;
    const standing = {
      id: message.id,
      peerId: sender.id,
      revision: message.body.revision,
      filedAt: message.createdAt,
    };
    if (!isNewer(standing, newest.get(one.enterpriseId))) continue;
    const before = holder.get(one.enterpriseId);
    if (before !== undefined) before.current = false;
    const old = stored.get(one.enterpriseId);
    if (old !== undefined) displaced.add(old.id);
    newest.set(one.enterpriseId, standing);
    holder.set(one.enterpriseId, one);
    one.current = true;
  }
  return [...displaced];
};

const displace = async (tx: Ctx, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  const these = tx.db.updateTable("filings").where("id", "in", ids);
  await these.where("state", "=", "submitted").set({ state: "superseded" }).execute();
  await these.set({ current: false }).execute();
};

const rowOf = (acceptable: Acceptable) => {
  const { incoming, enterpriseId, regraded, grades, current } = acceptable;
  const { message, sender, text } = incoming;
  const { body } = message;
  const content = bodyText(text);
  const state = current ? ("submitted" as const) : ("superseded" as const);
  const step = {
    at: message.createdAt,
    state: "submitted",
    actor: `node:${sender.id}`,
    messageId: message.id,
  };
  return {
    enterprise_id: enterpriseId,
    id: message.id,
    peer_id: sender.id,
    direction: "in" as const,
    revision: body.revision,
    current,
    state,
    filed_at: message.createdAt,
    pack_id: body.pack.id,
    pack_version: body.pack.version,
    pack_hash: body.pack.contentHash,
    grades: JSON.stringify(grades),
    regraded: regraded === null ? null : JSON.stringify(regraded),
    differs: regraded !== null && !regraded.agrees,
    body_hash: hashText(content),
    content,
    occasion: acceptable.occasion,
    findings: JSON.stringify(findingsOf(body)),
    history: JSON.stringify([step]),
  };
};

const store = async (tx: Ctx, acceptable: readonly Acceptable[]): Promise<void> => {
  if (acceptable.length === 0) return;
  const stored = await findCurrent(
    tx,
    acceptable.map(({ enterpriseId }) => enterpriseId),
  );
  await displace(tx, chooseCurrent(acceptable, stored));
  await tx.db.insertInto("filings").values(acceptable.map(rowOf)).execute();
  await showInRegistry(
    tx,
    acceptable.filter(({ current }) => current),
  );
  await refreshCases(
    tx,
    acceptable.map(({ enterpriseId }) => enterpriseId),
  );
  for (const { incoming, enterpriseId, regraded, occasion, current } of acceptable) {
    const { message, sender, hash } = incoming;
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId,
      action: "filing.received",
      subject: message.id,
      payload: {
        peer: sender.id,
        revision: message.body.revision,
        occasion,
        hash,
        current,
        agrees: regraded?.agrees ?? null,
      },
    });
  }
};

export const receiveFilings: TakeIn<"filing"> = async (tx, all) => {
  const packs = await packsKnown();
  const held = await occasionsHeld(
    tx,
    all.flatMap(({ enterpriseId }) => enterpriseId ?? []),
  );
  const judged = all.map((incoming) => accept(incoming, { packs, held }));
  await store(
    tx,
    judged.filter((one): one is Acceptable => !(one instanceof AppError)),
  );
  return judged.map((one) => (one instanceof AppError ? one : null));
};
