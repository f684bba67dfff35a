/** The node as a decision point of the firm's own gateways: AuthZEN, live posture, and who may ask. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId as newTestId, inTransaction } from "../../platform/ctx.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EnterpriseId } from "@fenji/kernel";
import { anonymousActor, localActor, type Actor } from "../../platform/auth/actor.ts";
import { startTestNode, type TestNode } from "../../platform/testing/start-test-node.ts";
import { registerGateway } from "./routes.ts";

const plant = newTestId() as EnterpriseId;
const folder = mkdtempSync(join(tmpdir(), "fenji-gateway-"));
let node: TestNode;
let actor: Actor = localActor;

const schema = `
namespace Fenji {
  entity Enterprise {
    jurisdiction: String,
    lines: Set<String>,
    grade?: Long,
    posture: { met: Long, notMet: Long, contested: Long, notEvidenced: Long },
  };
}
entity User;
entity Device { plant: Fenji::Enterprise };
action openRemoteSession appliesTo { principal: [User], resource: [Device], context: {} };
`;

const policy = `
@id("posture-stands")
@zh("防护成立时可以远程维护。")
@en("Remote maintenance while the protection stands.")
permit (principal is User, action == Action::"openRemoteSession", resource is Device)
when { resource.plant.posture.notMet == 0 && resource.plant.posture.met > 0 };
`;

const verdict = (requirement: string, value: "met" | "notMet") =>
  inTransaction(node.ctx(), (tx) =>
    tx.db
      .insertInto("verdicts")
      .values({
        enterprise_id: plant,
        pack_id: "p",
        pack_version: "1",
        object_type: "connected",
        requirement_id: requirement,
        verdict: value,
        detail: "{}",
        computed_at: new Date().toISOString(),
      })
      .execute(),
  );

beforeAll(async () => {
  mkdirSync(join(folder, "policies"));
  writeFileSync(join(folder, "policies", "plant.cedar"), policy);
  writeFileSync(join(folder, "policies", "plant.cedarschema"), schema);
  const uid = { type: "Device", id: "plc" };
  const attrs = { plant: { __entity: { type: "Fenji::Enterprise", id: plant } } };
  writeFileSync(join(folder, "entities.json"), JSON.stringify([{ uid, attrs, parents: [] }]));
  node = await startTestNode({
    features: [registerGateway],
    environment: { FENJI_GATEWAY: folder },
    identify: async () => actor,
  });
  await inTransaction(node.ctx(), (tx) =>
    tx.db
      .insertInto("enterprises")
      .values({
        enterprise_id: plant,
        credit_code: "91X00000000000001A",
        name: "某厂",
        name_en: null,
        jurisdiction_code: "X0",
        city_code: null,
        division: "C39",
        sector: "electronics",
        synthetic: true,
        created_at: new Date().toISOString(),
      })
      .execute(),
  );
  await verdict("r1", "met");
}, 60_000);

afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true });
});

const question = {
  subject: { type: "User", id: "wang" },
  action: { name: "openRemoteSession" },
  resource: { type: "Device", id: "plc" },
};

const ask = (path: string, payload: unknown, headers: Record<string, string> = {}) =>
  node.app.inject({
    method: "POST",
    url: path,
    payload: typeof payload === "string" ? payload : JSON.stringify(payload),
    headers: { "content-type": "application/json", host: "localhost", ...headers },
  });

describe("a gateway that asks", () => {
  it("is answered by the firm's policies and its posture of this second", async () => {
    const before = await ask("/access/v1/evaluation", question, { "x-request-id": "abc" });
    expect(before.headers["x-request-id"]).toBe("abc");
    expect(before.json()).toMatchObject({
      decision: true,
      context: { reasons: [{ id: "posture-stands" }] },
    });
    await verdict("r2", "notMet");
    await expect
      .poll(async () => (await ask("/access/v1/evaluation", question)).json().decision, {
        timeout: 5_000,
      })
      .toBe(false);
  });

  it("may ask several things at once, and finds out where", async () => {
    const many = await ask("/access/v1/evaluations", { ...question, evaluations: [{}, {}] });
    expect(many.json().evaluations).toHaveLength(2);
    const found = await node.app.inject({
      url: "/.well-known/authzen-configuration",
      headers: { host: "localhost" },
    });
    expect(found.json().access_evaluation_endpoint).toMatch(/\/access\/v1\/evaluation$/);
  });

  it("that sends no JSON, or numbers that would be altered, is told so", async () => {
    expect((await ask("/access/v1/evaluation", "{")).statusCode).toBe(400);
    const altered = JSON.stringify({ ...question, context: { n: 0 } }).replace(
      '"n":0',
      '"n":9007199254740993',
    );
    expect((await ask("/access/v1/evaluation", altered)).statusCode).toBe(400);
    const typed = await ask("/access/v1/evaluation", "x", { "content-type": "text/plain" });
    expect(typed.statusCode).toBe(415);
  });

  it("without a right credential gets no answer", async () => {
    actor = anonymousActor;
    const reply = await ask("/access/v1/evaluation", question);
    expect([reply.statusCode, reply.headers["www-authenticate"]]).toEqual([
      401,
      'Bearer realm="fenji"',
    ]);
    actor = {
      ...localActor,
      id: "token:x",
      kind: "token",
      scope: { kind: "own", enterpriseIds: [plant] },
      limitedTo: ["evidence:import"],
      standing: {
        organisationId: newTestId(),
        organisationKind: "enterprise",
        role: "enterprise-editor",
        manager: false,
        enterpriseId: plant,
        jurisdiction: null,
        line: null,
      },
    };
    expect((await ask("/access/v1/evaluation", question)).statusCode).toBe(403);
    actor = { ...actor, limitedTo: ["gateway:read"] };
    expect((await ask("/access/v1/evaluation", question)).statusCode).toBe(200);
    actor = localActor;
  });
});
