/** A node with a firm, its own people and an assessor's, and short ways to act as each of them. */

import { createEngagement, syncFieldRecords, type BodyOf, type Client } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { inTransaction, newId } from "../../../platform/ctx.ts";
import { registerAssessment } from "../../assessment/routes.ts";
import { registerEvidence } from "../../evidence/routes.ts";
import { registerExchange } from "../../exchange/routes.ts";
import { makeOrganisation, makePerson, type TestPerson } from "../../identity/testing/people.ts";
import {
  startIdentityNode,
  type IdentityNode,
} from "../../identity/testing/start-identity-node.ts";
import { visit } from "../../identity/testing/visitor.ts";
import { registerEngagements } from "../routes.ts";

export interface Someone extends TestPerson {
  readonly id: string;
  readonly client: Client;
}

export interface EngagementNode {
  readonly node: IdentityNode;
  readonly firm: string;
  readonly lead: Someone;
  readonly reviewer: Someone;
  readonly approver: Someone;
  /** Of an assessor that may be assigned. */
  readonly assessor: Someone;
  /** Owns another firm. */
  readonly stranger: Someone;
  readonly supervisor: Someone;
}

const addFirm = (node: IdentityNode, code: string): Promise<string> =>
  inTransaction(node.ctx(), async (tx) => {
    const id = newId();
    await tx.db
      .insertInto("enterprises")
      .values({
        enterprise_id: id,
        credit_code: code,
        name: "某厂（合成）",
        name_en: null,
        jurisdiction_code: "X0",
        city_code: null,
        division: "C31",
        sector: "raw-materials",
        synthetic: true,
        created_at: new Date().toISOString(),
      })
      .execute();
    return id;
  });

type Role = Parameters<typeof makePerson>[1]["role"];

const someone = async (
  node: IdentityNode,
  role: Role,
  organisationId: string,
): Promise<Someone> => {
  const person = await makePerson(node, { role, organisationId });
  return { ...person, id: `user:${person.userId}`, client: visit(node, person.headers) };
};

export const startEngagementNode = async (): Promise<EngagementNode> => {
  const node = await startIdentityNode({}, [
    registerEvidence,
    registerAssessment,
    registerExchange,
    registerEngagements,
  ]);
  const firm = await addFirm(node, "91X00000000000001X");
  const other = await addFirm(node, "91X00000000000002X");
  const own = await makeOrganisation(node, { kind: "enterprise", enterpriseId: firm });
  const others = await makeOrganisation(node, { kind: "enterprise", enterpriseId: other });
  const assessors = await makeOrganisation(node, { kind: "assessor" });
  const authority = await makeOrganisation(node, {
    kind: "supervisor",
    jurisdiction: "X0",
    line: "industry",
  });
  return {
    node,
    firm,
    lead: await someone(node, "enterprise-owner", own),
    reviewer: await someone(node, "enterprise-editor", own),
    approver: await someone(node, "enterprise-owner", own),
    assessor: await someone(node, "assessor", assessors),
    stranger: await someone(node, "enterprise-owner", others),
    supervisor: await someone(node, "supervisor", authority),
  };
};

/** The code of the refusal; fails where nothing is refused. */
export const refusal = async (work: Promise<unknown>): Promise<string> => {
  const outcome: unknown = await work.then(
    () => "nothing was refused",
    (error: unknown) => error,
  );
  return outcome instanceof AppError ? outcome.code : String(outcome);
};

/** One that the firm's lead begins. */
export const begin = (
  { lead, firm }: EngagementNode,
  body: Partial<BodyOf<typeof createEngagement>> = {},
) =>
  lead.client.call(createEngagement, {
    path: { enterpriseId: firm },
    body: { title: "年度自评", kind: "self", type: "connected", grade: 1, ...body },
  });

type FieldRecord = BodyOf<typeof syncFieldRecords>["records"][number];

/** A new record of an interview; `more` changes what it says. */
export const interview = (more: Partial<FieldRecord>): FieldRecord => ({
  id: newId(),
  version: newId(),
  bases: [],
  kind: "interview",
  requirement: null,
  question: null,
  subject: null,
  answer: "yes",
  respondentRole: "安全主管",
  note: null,
  document: null,
  recordedAt: new Date().toISOString(),
  withdrawn: false,
  ...more,
});
