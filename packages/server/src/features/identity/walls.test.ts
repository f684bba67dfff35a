/** Who acts with which scope, and that the tables of accounts are the node's own whatever the scope. */

import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "kysely";
import type { Actor } from "../../platform/auth/actor.ts";
import { localActor } from "../../platform/auth/actor.ts";
import { inSnapshot, inTransaction } from "../../platform/ctx.ts";
import type { Scope } from "../../platform/db/scope.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import {
  asSystem,
  makeOrganisation,
  makePerson,
  type OrganisationParts,
  type PersonParts,
} from "./testing/people.ts";
import { startIdentityNode, type IdentityNode } from "./testing/start-identity-node.ts";

let node: IdentityNode;
let firmId: string;

/** Tells whom the node takes the sender for. */
const registerEcho: FeatureRegistrar = (app) => {
  app.get("/api/test-actor", (request) => app.node.identify(request));
};

beforeAll(async () => {
  node = await startIdentityNode({}, [registerEcho]);
  firmId = await inTransaction(await asSystem(node), async (tx) => {
    const id = tx.newId();
    await tx.db
      .insertInto("enterprises")
      .values({
        enterprise_id: id,
        credit_code: "91X00000000000001A",
        name: "某厂",
        name_en: null,
        jurisdiction_code: "X0",
        city_code: null,
        division: "C39",
        sector: "electronics",
        synthetic: true,
        created_at: tx.now().toISOString(),
      })
      .execute();
    return id;
  });
}, 60_000);

afterAll(() => node.close());

const actorOf = async (
  organisation: OrganisationParts,
  person: Omit<PersonParts, "organisationId">,
): Promise<Actor> => {
  const organisationId = await makeOrganisation(node, organisation);
  const { headers } = await makePerson(node, { ...person, organisationId });
  return (await node.app.inject({ url: "/api/test-actor", headers })).json();
};

test.each<[OrganisationParts, PersonParts["role"], Scope]>([
  [{ kind: "assessor" }, "assessor", { kind: "own", enterpriseIds: [] }],
  [
    { kind: "supervisor", jurisdiction: "32", line: "industry" },
    "supervisor",
    { kind: "jurisdiction", codes: ["32"], lines: ["industry"] },
  ],
  [
    { kind: "supervisor", jurisdiction: "32" },
    "supervisor",
    { kind: "jurisdiction", codes: ["32"], lines: ["industry", "communications"] },
  ],
  [{ kind: "supervisor", jurisdiction: "CN" }, "supervisor", { kind: "all" }],
  [{ kind: "operator" }, "auditor", { kind: "all", readOnly: true }],
  [{ kind: "operator" }, "administrator", { kind: "none" }],
  [{ kind: "vendor" }, "vendor", { kind: "none" }],
  [{ kind: "fund" }, "fund", { kind: "none" }],
  [{ kind: "institution" }, "institution", { kind: "none" }],
  [{ kind: "park" }, "park", { kind: "none" }],
])("%j as %s has the scope %j", async (organisation, role, scope) => {
  const actor = await actorOf(organisation, { role });
  expect(actor).toMatchObject({
    kind: "user",
    scope,
    standing: { role, organisationKind: organisation.kind },
  });
});

test("a firm's people have their firm, whatever their role", async () => {
  const organisationId = await makeOrganisation(node, { kind: "enterprise", enterpriseId: firmId });
  for (const role of ["enterprise-owner", "enterprise-editor", "enterprise-viewer"] as const) {
    const { headers } = await makePerson(node, {
      role,
      organisationId,
      secondFactor: role !== "enterprise-viewer",
    });
    const actor: Actor = (await node.app.inject({ url: "/api/test-actor", headers })).json();
    expect(actor).toMatchObject({
      scope: { kind: "own", enterpriseIds: [firmId] },
      standing: { role, enterpriseId: firmId },
      session: { risk: "normal", device: "unknown", secondFactorKept: false },
      limitedTo: null,
    });
    expect(actor.session?.secondFactorAt === null).toBe(role === "enterprise-viewer");
  }
});

const accountTables = [
  "api_tokens",
  "assignments",
  "first_administrator_codes",
  "invitations",
  "memberships",
  "oidc_accounts",
  "organisations",
  "passkeys",
  "recovery_codes",
  "reset_links",
  "sessions",
  "sign_in_failures",
  "sign_in_flows",
  "totp_secrets",
  "users",
];

test("under the scope of a firm, a jurisdiction or nobody no account, session or invitation is seen or written", async () => {
  const found = await sql<{ name: string }>`
    select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and c.relrowsecurity and c.relforcerowsecurity`.execute(node.database.db);
  expect(found.rows.map(({ name }) => name)).toEqual(expect.arrayContaining(accountTables));
  const tables = ["users", "memberships", "sessions", "organisations"] as const;
  const scopes: readonly Scope[] = [
    { kind: "none" },
    { kind: "own", enterpriseIds: [] },
    { kind: "jurisdiction", codes: ["32"], lines: ["industry"] },
  ];
  for (const table of tables) {
    const system = await asSystem(node);
    const all = await inSnapshot(system, (tx) => tx.db.selectFrom(table).select("id").execute());
    expect(all.length).toBeGreaterThan(0);
    for (const scope of scopes) {
      const ctx = node.ctx({ ...localActor, scope });
      const seen = await inSnapshot(ctx, (tx) => tx.db.selectFrom(table).select("id").execute());
      expect([table, scope.kind, seen]).toEqual([table, scope.kind, []]);
    }
  }
  const planted = inTransaction(node.ctx({ ...localActor, scope: { kind: "none" } }), (tx) =>
    tx.db
      .insertInto("users")
      .values({
        id: tx.newId(),
        email: "planted@example.org",
        name: "x",
        created_at: tx.now().toISOString(),
      })
      .execute(),
  );
  await expect(planted).rejects.toThrow(/row-level security/);
});

test("the look-up by secret tells nothing to who does not know one, and its inner part is not for the application", async () => {
  const { db } = node.database;
  const guess =
    await sql`select * from fenji_session(${Buffer.alloc(32)}, now(), interval '1 hour')`.execute(
      db,
    );
  expect(guess.rows).toEqual([]);
  await expect(
    sql`select fenji_entry_of(gen_random_uuid(), gen_random_uuid(), now())`.execute(db),
  ).rejects.toThrow(/permission denied/);
});
