/** A node with firms that are already graded, and the people who publish about them. */

import { createClient, type Client } from "@fenji/contract";
import { creditCodeCheck, type EnterpriseId } from "@fenji/kernel";
import { anonymousActor, localActor, type Actor } from "../../../platform/auth/actor.ts";
import type { Scope } from "../../../platform/db/scope.ts";
import { inTransaction } from "../../../platform/ctx.ts";
import { startTestNode, type TestNode } from "../../../platform/testing/start-test-node.ts";
import { packLibrary } from "../../packs/public.ts";
import { registerPublications } from "../routes.ts";

export interface PublicationNode extends TestNode {
  readonly as: (actor: Actor) => Client;
  readonly addFirms: (firms: readonly Firms[]) => Promise<void>;
}

interface Firms {
  readonly jurisdiction: string;
  readonly sector: string;
  readonly type: string;
  readonly grade: number | null;
  readonly count: number;
}

interface Person {
  readonly id: string;
  readonly kind: Actor["kind"];
  readonly role: "supervisor" | "vendor";
  readonly scope: Scope;
}

const person = ({ id, kind, role, scope }: Person): Actor => ({
  id,
  kind,
  scope,
  standing: {
    organisationId: "01900000-0000-7000-8000-000000000001",
    organisationKind: role,
    role,
    manager: false,
    enterpriseId: null,
    jurisdiction: scope.kind === "jurisdiction" ? (scope.codes[0] ?? null) : null,
    line: null,
  },
  session: {
    id: "01900000-0000-7000-8000-000000000002",
    startedAt: new Date().toISOString(),
    secondFactorAt: new Date().toISOString(),
    secondFactorKept: true,
    risk: "normal",
    device: "passkey",
  },
  limitedTo: null,
});

const province = (code: string): Scope => ({
  kind: "jurisdiction",
  codes: [code],
  lines: ["industry", "communications"],
});

export const people = {
  preparer: person({ id: "user:a", kind: "user", role: "supervisor", scope: province("32") }),
  reviewer: person({ id: "user:b", kind: "user", role: "supervisor", scope: province("32") }),
  neighbour: person({ id: "user:c", kind: "user", role: "supervisor", scope: province("33") }),
  industryOnly: person({
    id: "user:d",
    kind: "user",
    role: "supervisor",
    scope: { kind: "jurisdiction", codes: ["32"], lines: ["industry"] },
  }),
  ministry: person({ id: "user:e", kind: "user", role: "supervisor", scope: { kind: "all" } }),
  program: person({ id: "token:t", kind: "token", role: "supervisor", scope: province("32") }),
  vendor: person({ id: "user:v", kind: "user", role: "vendor", scope: { kind: "none" } }),
  local: localActor,
} satisfies Record<string, Actor>;

const byId = new Map<string, Actor>(Object.values(people).map((actor) => [actor.id, actor]));

const clientOf = (node: TestNode, actor: Actor): Client =>
  createClient("http://localhost", async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const reply = await node.app.inject({
      method: (init?.method ?? "GET") as "GET",
      url: url.pathname + url.search,
      headers: { host: "localhost", "content-type": "application/json", "x-tester": actor.id },
      ...(typeof init?.body === "string" ? { payload: init.body } : {}),
    });
    return new Response(reply.payload, { status: reply.statusCode });
  });

let serial = 0;

const nextCode = (): string => {
  serial += 1;
  const first17 = `9132000000${String(serial).padStart(7, "0")}`;
  return first17 + (creditCodeCheck(first17) ?? "");
};

/** Straight into the tables: the roll-ups are kept by triggers, whoever writes. */
const addFirms = async (node: TestNode, firms: readonly Firms[]): Promise<void> => {
  const { header } = (await packLibrary()).defaultRegime;
  const at = new Date().toISOString();
  await inTransaction(node.ctx(), async (tx) => {
    for (const { jurisdiction, sector, type, grade, count } of firms) {
      const ids = Array.from({ length: count }, () => tx.newId() as EnterpriseId);
      await tx.db
        .insertInto("enterprises")
        .values(
          ids.map((id) => ({
            enterprise_id: id,
            credit_code: nextCode(),
            name: "不得公开的名称",
            name_en: null,
            jurisdiction_code: jurisdiction,
            city_code: null,
            division: null,
            sector,
            synthetic: false,
            created_at: at,
          })),
        )
        .execute();
      await tx.db
        .insertInto("enterprise_grades")
        .values(
          ids.map((id) => ({
            enterprise_id: id,
            pack_id: header.id,
            pack_version: header.version,
            object_type: type,
            grade,
            possible: grade === null ? [1, 2, 3] : [grade],
            facts_id: null,
            computed_at: at,
          })),
        )
        .execute();
    }
  });
};

export const startPublicationNode = async (): Promise<PublicationNode> => {
  const node = await startTestNode({
    features: [registerPublications],
    identify: async (request) => byId.get(String(request.headers["x-tester"])) ?? anonymousActor,
  });
  return {
    ...node,
    as: (actor) => clientOf(node, actor),
    addFirms: (firms) => addFirms(node, firms),
  };
};
