/** Access on a real node: what the policies say of each kind of actor, why, and what is written down of it. */

import { operations, permissions } from "@fenji/contract";
import { creditCodeCheck, type EnterpriseId } from "@fenji/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymousActor, localActor, type Actor } from "../../platform/auth/actor.ts";
import { inSnapshot, inTransaction, newId } from "../../platform/ctx.ts";
import { startTestNode, type TestNode } from "../../platform/testing/start-test-node.ts";
import { registerEnterprises } from "../enterprises/routes.ts";
import { registerEvidence } from "../evidence/routes.ts";
import { registerAccess } from "./routes.ts";

let node: TestNode;
let actor: Actor = localActor;
const mine = newId() as EnterpriseId;
const theirs = newId() as EnterpriseId;

const member = (role: "enterprise-owner" | "enterprise-viewer" | "enterprise-editor"): Actor => ({
  id: `user:${role}`,
  kind: "user",
  scope: { kind: "own", enterpriseIds: [mine] },
  standing: {
    organisationId: newId(),
    organisationKind: "enterprise",
    role,
    manager: role === "enterprise-owner",
    enterpriseId: mine,
    jurisdiction: null,
    line: null,
  },
  session: {
    id: newId(),
    startedAt: new Date().toISOString(),
    secondFactorAt: null,
    secondFactorKept: false,
    risk: "normal",
    device: "unknown",
  },
  limitedTo: null,
});

const supervisor = (jurisdiction: string): Actor => ({
  ...member("enterprise-viewer"),
  id: "user:supervisor",
  scope: { kind: "jurisdiction", codes: [jurisdiction], lines: ["industry"] },
  standing: {
    organisationId: newId(),
    organisationKind: "supervisor",
    role: "supervisor",
    manager: false,
    enterpriseId: null,
    jurisdiction,
    line: "industry",
  },
});

const firm = (id: EnterpriseId, code: string) => ({
  enterprise_id: id,
  credit_code: code,
  name: "某厂",
  name_en: null,
  jurisdiction_code: "X0",
  city_code: null,
  division: "C39",
  sector: "electronics",
  synthetic: true,
  created_at: new Date().toISOString(),
});

beforeAll(async () => {
  node = await startTestNode({
    features: [registerEnterprises, registerEvidence, registerAccess],
    identify: async () => actor,
  });
  await inTransaction(node.ctx(), async (tx) => {
    await tx.db
      .insertInto("enterprises")
      .values([firm(mine, "91X00000000000001A"), firm(theirs, "91X00000000000002B")])
      .execute();
  });
}, 60_000);

afterAll(() => node.close());

const as = async (who: Actor, method: "GET" | "POST" | "PUT", url: string, payload?: object) => {
  actor = who;
  const reply = await node.app.inject({
    method,
    url,
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: reply.statusCode, body: reply.json() };
};

describe("the policies", () => {
  it("know every permission that an operation names, and no other", async () => {
    const { schema } = node.services.gate.decisions.describe();
    const named = [...schema.matchAll(/"([a-z]+:[a-z]+)"/g)].map((match) => match[1]);
    expect(named.toSorted()).toEqual([...permissions]);
  });

  it("are asked for every operation with a permission", () => {
    const open = operations.filter(({ permission }) => permission === null);
    expect(open.length).toBeLessThan(operations.length / 2);
  });
});

describe("a request", () => {
  it("is let through for a member and noted with the policy that let it", async () => {
    const seen = await as(member("enterprise-viewer"), "GET", `/api/enterprises/${mine}`);
    expect(seen.status).toBe(200);
    await node.services.gate.log.flush();
    const rows = await inSnapshot(node.ctx(), (tx) =>
      tx.db.selectFrom("decisions").selectAll().orderBy("id", "desc").limit(1).execute(),
    );
    expect(rows).toMatchObject([
      {
        actor: "user:enterprise-viewer",
        permission: "enterprise:read",
        enterprise_id: mine,
        allowed: true,
        policies: ["enterprise-members-read"],
        executors: "both",
      },
    ]);
  });

  it("is denied with its reasons in both languages and leaves everything as it was", async () => {
    const denied = await as(member("enterprise-viewer"), "PUT", `/api/enterprises/${mine}/facts`, {
      facts: {},
      basedOn: null,
    });
    expect(denied).toMatchObject({
      status: 403,
      body: { code: "permission.denied", params: { policies: "default-deny" } },
    });
    expect(denied.body.zh).toContain("没有策略允许");
    expect(denied.body.en).toContain("No policy lets");
  });

  it("for another firm is answered like one for a firm that does not exist", async () => {
    const other = await as(member("enterprise-owner"), "GET", `/api/enterprises/${theirs}`);
    const nobody = newId();
    const none = await as(member("enterprise-owner"), "GET", `/api/enterprises/${nobody}`);
    const alike = (body: object) => JSON.stringify({ ...body, requestId: "" });
    expect(alike(other.body)).toBe(alike(none.body).replaceAll(nobody, theirs));
    expect(other.status).toBe(404);
  });

  it("of nobody is asked to sign in, whatever it is about", async () => {
    for (const url of ["/api/enterprises", `/api/enterprises/${mine}`, "/api/decisions"])
      expect(await as(anonymousActor, "GET", url)).toMatchObject({
        status: 401,
        body: { code: "session.required" },
      });
  });

  it("follows jurisdiction and line of the supervisor", async () => {
    expect((await as(supervisor("X0"), "GET", `/api/enterprises/${mine}`)).status).toBe(200);
    expect((await as(supervisor("32"), "GET", `/api/enterprises/${mine}`)).status).toBe(404);
    expect((await as(supervisor("X0"), "GET", `/api/enterprises/${mine}/evidence`)).status).toBe(
      403,
    );
  });
});

describe("the wall beneath the policies", () => {
  it("refuses in words what a policy let through: a firm of another jurisdiction", async () => {
    const second = { ...supervisor("X0") };
    const officer: Actor = {
      ...second,
      session:
        second.session === null
          ? null
          : { ...second.session, secondFactorAt: new Date().toISOString() },
    };
    const first17 = "91320000000000099";
    const body = {
      creditCode: first17 + (creditCodeCheck(first17) ?? ""),
      name: "外省某厂",
      jurisdiction: "32",
      city: null,
      division: "C39",
    };
    expect(await as(officer, "POST", "/api/enterprises", body)).toMatchObject({
      status: 403,
      body: { code: "permission.walled" },
    });
    expect(
      (await as(officer, "POST", "/api/enterprises", { ...body, jurisdiction: "X0" })).status,
    ).toBe(200);
  });
});

describe("permissions and explanations", () => {
  it("are listed with reasons, as the gate decides them", async () => {
    const { body } = await as(
      member("enterprise-viewer"),
      "GET",
      `/api/enterprises/${mine}/permissions`,
    );
    const allowed = body.permissions
      .filter((one: { allowed: boolean }) => one.allowed)
      .map((one: { permission: string }) => one.permission);
    expect(allowed).toContain("evidence:read");
    expect(allowed).not.toContain("evidence:import");
    expect(body.permissions.every((one: { reasons: unknown[] }) => one.reasons.length > 0)).toBe(
      true,
    );
  });

  it("tell what a second factor would open from what it would not", async () => {
    const { body } = await as(supervisor("X0"), "GET", "/api/permissions");
    const of = (name: string) =>
      body.permissions.find((one: { permission: string }) => one.permission === name);
    // Both are forbidden for want of a second factor; only one of them would be permitted with it.
    expect(of("registry:write")).toMatchObject({ allowed: false, withSecondFactor: true });
    expect(of("user:manage")).toMatchObject({ allowed: false, withSecondFactor: false });
    expect(of("registry:read")).toMatchObject({ allowed: true, withSecondFactor: true });
  });

  it("say which policies hold for somebody supposed, and nothing is noted", async () => {
    await node.services.gate.log.flush();
    const before = await count();
    const { status, body } = await as(localActor, "POST", "/api/policies/explanations", {
      permission: "submission:write",
      subject: {
        kind: "supposed",
        program: false,
        role: "enterprise-owner",
        manager: true,
        jurisdiction: null,
        line: null,
        limitedTo: null,
      },
      resource: {
        kind: "supposed-enterprise",
        relation: "own",
        jurisdiction: "X0",
        lines: ["industry"],
        grade: 3,
        posture: { met: 1, notMet: 0, contested: 0, notEvidenced: 0 },
      },
      circumstances: { secondFactorKept: true, secondFactorAgeSeconds: 1_000 },
    });
    expect([status, body.allowed]).toEqual([200, false]);
    const outcome = (id: string) =>
      body.policies.find((one: { id: string }) => one.id === id)?.outcome;
    expect(body.reasons.map((one: { id: string }) => one.id).toSorted()).toEqual([
      "second-factor-highest-grade",
      "second-factor-kept",
    ]);
    expect(outcome("enterprise-owner-acts")).toBe("holds");
    expect(outcome("local-owner")).toBe("does-not-hold");
    await node.services.gate.log.flush();
    expect(await count()).toBe(before);
  });

  it("refuse a permission that there is not", async () => {
    const { status, body } = await as(localActor, "POST", "/api/policies/explanations", {
      permission: "moon:write",
      subject: { kind: "self" },
      resource: { kind: "node" },
      circumstances: {},
    });
    expect([status, body.code]).toEqual([400, "access.unknown-permission"]);
  });
});

const count = async (): Promise<number> =>
  inSnapshot(node.ctx(), async (tx) => {
    const rows = await tx.db.selectFrom("decisions").select("id").execute();
    return rows.length;
  });

describe("the decision log", () => {
  it("is paged, filtered, and shows a firm who asked for its data and nobody else's", async () => {
    await as(member("enterprise-owner"), "GET", `/api/enterprises/${mine}/gone`);
    await node.services.gate.log.flush();
    const owner = member("enterprise-owner");
    const own = await as(owner, "GET", `/api/enterprises/${mine}/decisions?limit=2`);
    expect(own.status).toBe(200);
    expect(own.body.decisions).toHaveLength(2);
    const next = await as(
      owner,
      "GET",
      `/api/enterprises/${mine}/decisions?limit=2&cursor=${own.body.nextCursor}`,
    );
    expect(next.body.decisions[0].id < own.body.decisions[1].id).toBe(true);
    const denied = await as(owner, "GET", `/api/enterprises/${mine}/decisions?outcome=denied`);
    expect(denied.body.decisions.length).toBeGreaterThan(0);
    expect(denied.body.decisions.every((one: { allowed: boolean }) => !one.allowed)).toBe(true);
    expect((await as(owner, "GET", `/api/enterprises/${theirs}/decisions`)).status).toBe(404);
    expect((await as(owner, "GET", "/api/decisions")).status).toBe(403);
  });

  it("refuses a cursor that it did not give", async () => {
    expect((await as(localActor, "GET", "/api/decisions?cursor=x")).status).toBe(400);
  });
});
