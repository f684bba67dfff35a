/** Two real nodes on loopback for tests of the exchange: a supervisor's and a firm's, and short ways to act on them. */

import { createClient, type Client } from "@fenji/contract";
import { createEnrolmentCode, enrolEnterprise } from "@fenji/contract";
import type { EnterpriseId } from "@fenji/kernel";
import { inTransaction, newId } from "../../../platform/ctx.ts";
import type { FeatureRegistrar } from "../../../platform/http/node-services.ts";
import { startTestNode, type TestNode } from "../../../platform/testing/start-test-node.ts";
import { registerAssessment } from "../../assessment/routes.ts";
import { registerEnterprises } from "../../enterprises/routes.ts";
import { registerEvidence } from "../../evidence/routes.ts";
import { registerFilings } from "../../filings/routes.ts";
import { registerInspections } from "../../inspections/routes.ts";
import { syncDuties } from "../../obligations/public.ts";
import { registerObligations } from "../../obligations/routes.ts";
import { registerExchange } from "../routes.ts";

export interface SpeakingNode {
  readonly node: TestNode;
  readonly client: Client;
  readonly address: string;
  /** What the next requests to it meet; `false` cuts the line. */
  readonly reachable: (on: boolean) => void;
}

const features: readonly FeatureRegistrar[] = [
  registerEnterprises,
  registerEvidence,
  registerAssessment,
  registerExchange,
  registerFilings,
  registerObligations,
  registerInspections,
];

/** Listens on a free port, and sends only when told to. */
export const startSpeakingNode = async (
  kind: "enterprise" | "supervisor",
  environment: Readonly<Record<string, string>> = {},
): Promise<SpeakingNode> => {
  let cut = false;
  const line: FeatureRegistrar = (app) => {
    app.addHook("onRequest", async (request) => {
      if (cut && request.url.startsWith("/api/exchange/")) request.raw.destroy();
    });
  };
  const node = await startTestNode({
    features: [line, ...features],
    seeders: [syncDuties],
    environment: { FENJI_NODE: kind, ...environment },
  });
  const address = await node.app.listen({ port: 0, host: "127.0.0.1" });
  return {
    node,
    client: createClient(address, fetch),
    address,
    reachable: (on) => {
      cut = !on;
    },
  };
};

export const firmFacts = {
  enterpriseTypes: ["connected"],
  division: "C31",
  employees: 1200,
  annualRevenueWanYuan: 90_000,
} as const;

/** A firm in the registry of that node, with some facts recorded. */
export const addFirm = async (
  { node }: SpeakingNode,
  { creditCode, name }: { readonly creditCode: string; readonly name: string },
): Promise<EnterpriseId> => {
  const id = newId() as EnterpriseId;
  const now = new Date().toISOString();
  await inTransaction(node.ctx(), async (tx) => {
    await tx.db
      .insertInto("enterprises")
      .values({
        enterprise_id: id,
        credit_code: creditCode,
        name,
        name_en: null,
        jurisdiction_code: "X0",
        city_code: null,
        division: "C31",
        sector: "raw-materials",
        synthetic: true,
        created_at: now,
      })
      .execute();
    await tx.db
      .insertInto("enterprise_facts")
      .values({
        enterprise_id: id,
        id: newId(),
        recorded_at: now,
        facts: JSON.stringify(firmFacts),
        actor: "local",
        supersedes: null,
      })
      .execute();
  });
  return id;
};

export const issueCode = async (supervisor: SpeakingNode, creditCode: string): Promise<string> => {
  const issued = await supervisor.client.call(createEnrolmentCode, {
    body: { kind: "enterprise", creditCode, jurisdiction: "X0", expiresInDays: 30 },
  });
  return issued.code;
};

export interface FirmToLink {
  readonly enterpriseId: string;
  readonly creditCode: string;
}

/** Over HTTP, as a person would; returns the supervisor's node as the firm's node names it. */
export const linkFirm = async (
  { supervisor, plant }: { readonly supervisor: SpeakingNode; readonly plant: SpeakingNode },
  { enterpriseId, creditCode }: FirmToLink,
): Promise<string> => {
  const code = await issueCode(supervisor, creditCode);
  const { peerId } = await plant.client.call(enrolEnterprise, {
    path: { enterpriseId },
    body: { address: supervisor.address, code },
  });
  return peerId;
};
