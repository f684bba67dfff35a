/** Enrols the demonstration factory with the supervisor's node beside it and files once, as people would. */

import {
  createClient,
  createEnrolmentCode,
  enrolEnterprise,
  listEnterpriseFilings,
  sendNow,
  submitFiling,
  type Client,
} from "@fenji/contract";
import { systemActor } from "../../platform/auth/actor.ts";
import { baseCtx, inSnapshot, inTransaction } from "../../platform/ctx.ts";
import type { NodeServices } from "../../platform/http/node-services.ts";
import { demoFactoryId, demoJurisdiction } from "./demo-ids.ts";

/** The peer that the factory is linked to; its address follows the port that was free this time. */
const findLink = ({ db, files, log }: NodeServices, address: string): Promise<string | undefined> =>
  inTransaction(baseCtx({ db, files, log, actor: systemActor }), async (tx) => {
    const link = await tx.db
      .selectFrom("links")
      .innerJoin("peers", "peers.peer_id", "links.peer_id")
      .select("links.peer_id")
      .where("links.enterprise_id", "=", demoFactoryId)
      .where("links.state", "=", "linked")
      .where("peers.relation", "=", "above")
      .executeTakeFirst();
    if (link === undefined) return undefined;
    await tx.db
      .updateTable("peers")
      .set({ address, retry_at: null })
      .where("peer_id", "=", link.peer_id)
      .where("address", "<>", address)
      .execute();
    return link.peer_id;
  });

const enrol = async (
  services: NodeServices,
  { mine, address }: { readonly mine: Client; readonly address: string },
): Promise<string> => {
  const held = await findLink(services, address);
  if (held !== undefined) return held;
  const { db, files, log } = services;
  const factory = await inSnapshot(baseCtx({ db, files, log, actor: systemActor }), (tx) =>
    tx.db
      .selectFrom("enterprises")
      .select("credit_code")
      .where("enterprise_id", "=", demoFactoryId)
      .executeTakeFirstOrThrow(),
  );
  const { code } = await createClient(address, fetch).call(createEnrolmentCode, {
    body: {
      kind: "enterprise",
      creditCode: factory.credit_code,
      jurisdiction: demoJurisdiction,
      expiresInDays: 1,
    },
  });
  const path = { enterpriseId: demoFactoryId };
  const { peerId } = await mine.call(enrolEnterprise, { path, body: { address, code } });
  return peerId;
};

/** Does only what is missing, so that each start may call it. */
export const linkDemonstration = async (services: NodeServices, address: string): Promise<void> => {
  const { config } = services;
  const mine = createClient(`http://localhost:${config.port}`, fetch);
  const peerId = await enrol(services, { mine, address });
  const path = { enterpriseId: demoFactoryId };
  const { filings } = await mine.call(listEnterpriseFilings, { path, query: { limit: 1 } });
  if (filings.length === 0) await mine.call(submitFiling, { path, body: { peer: peerId } });
  await mine.call(sendNow, { path: { peerId }, body: {} });
};
