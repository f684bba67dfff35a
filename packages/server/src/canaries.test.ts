/**
 * Evidence full of marked words goes into a firm's node: broken, whole and withdrawn. The marks are then looked for in
 * everything that the node says to anybody else, writes to its log, records as events or decisions, or refuses with.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getRequirement, operations } from "@fenji/contract";
import type { EnterpriseId } from "@fenji/kernel";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  makeOrganisation,
  makePerson,
  type OrganisationParts,
} from "./features/identity/testing/people.ts";
import { visit } from "./features/identity/testing/visitor.ts";
import { features } from "./node-features.ts";
import { installationFolder } from "./platform/config.ts";
import { inSnapshot, inTransaction, newId } from "./platform/ctx.ts";
import { addressOf } from "./platform/testing/plausible.ts";
import { startTestNode, type TestNode } from "./platform/testing/start-test-node.ts";

const mark = "canary-7f3a";
const enterpriseId = newId() as EnterpriseId;

let node: TestNode;
let owner: Readonly<Record<string, string>> = {};
const refusals: { readonly status: number; readonly body: string }[] = [];
let taken: unknown;

/** The real report of a scanner, with a mark as host, in messages, in titles and at the place of its end. */
const report = readFileSync(
  join(installationFolder, "fixtures/evidence/edge-gw-01.xccdf.xml"),
  "utf8",
)
  .replaceAll(/<target>[^<]*</g, `<target>${mark}-host<`)
  .replaceAll(/(<Rule [^>]*>\s*<title[^>]*>)/g, `$1${mark}-title `)
  .replaceAll(/<\/result>/g, `</result><message severity="info">${mark}-message</message>`);

const send = (bytes: string, name: string) =>
  node.app.inject({
    method: "POST",
    url: `/api/enterprises/${enterpriseId}/evidence?name=${name}`,
    headers: { ...owner, "content-type": "application/octet-stream" },
    payload: Buffer.from(bytes),
  });

const enter = async (parts: OrganisationParts, role: Parameters<typeof makePerson>[1]["role"]) => {
  const organisationId = await makeOrganisation(node, parts);
  return makePerson(node, { role, organisationId, manager: role === "supervisor" });
};

beforeAll(async () => {
  node = await startTestNode({ features, environment: { FENJI_MODE: "server" } });
  await inTransaction(node.ctx(), (tx) =>
    tx.db
      .insertInto("enterprises")
      .values({
        enterprise_id: enterpriseId,
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
  owner = (await enter({ kind: "enterprise", enterpriseId }, "enterprise-owner")).headers;
  const middle = report.slice(0, report.lastIndexOf("<rule-result"));
  for (const bytes of [
    `<${mark}/>`,
    `<?xml version="1.0"?><${mark}><a></b></${mark}>`,
    `{"version":"${mark}","$schema":"sarif","runs":[]}`,
    `{"version":"2.1.0","$schema":"sarif","runs":[{"${mark}":${mark}}]}`,

    `${middle}<${mark}`,
    `${middle}&${mark};`,
    mark,
    `{"${mark}":`,
    `${mark},${mark}\n`,
  ]) {
    const refused = await send(bytes, `${mark}.xml`);
    refusals.push({ status: refused.statusCode, body: refused.body });
  }
  taken = (await send(report, `${mark}.xml`)).json();
}, 60_000);

afterAll(() => node.close());

const rowsWith = async (
  table: "events" | "decisions" | "verdicts" | "inbox_messages" | "outbox_messages",
) =>
  inSnapshot(node.ctx(), async (tx) => {
    await node.services.gate.log.flush();
    const found =
      await sql`select 1 from ${sql.table(table)} t where t::text like ${`%${mark}%`}`.execute(
        tx.db,
      );
    return found.rows.length;
  });

it("the firm itself sees its evidence, marks and all", async () => {
  expect(taken).toMatchObject({ file: { status: "new" } });
  const listed = await node.app.inject({
    url: `/api/enterprises/${enterpriseId}/evidence`,
    headers: owner,
  });
  expect(listed.body).toContain(`${mark}.xml`);
  const detail = await visit(node, owner).call(getRequirement, {
    path: { enterpriseId, requirementId: await requirementWithEvidence() },
  });
  expect(detail.evidenceShown).toBe(true);
  expect(JSON.stringify(detail)).toContain(`${mark}-message`);
});

const requirementWithEvidence = async (): Promise<string> => {
  const reply = await node.app.inject({
    url: `/api/enterprises/${enterpriseId}/assessment`,
    headers: owner,
  });
  const { requirements } = z
    .object({ requirements: z.array(z.object({ id: z.string(), observations: z.number() })) })
    .parse(reply.json());
  return requirements.find(({ observations }) => observations > 0)?.id ?? "";
};

describe("the marks stand nowhere else", () => {
  it("not in a refusal", () => {
    // The name of the file is the sender's own word, told back to the sender alone.
    for (const { status, body } of refusals) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(body.replaceAll(`${mark}.xml`, "")).not.toContain(mark);
    }
  });

  it.each(["events", "decisions", "verdicts", "inbox_messages", "outbox_messages"] as const)(
    "not in %s",
    async (table) => {
      expect(await rowsWith(table)).toBe(0);
    },
  );

  it("not in the log", async () => {
    const read = () => readFileSync(join(node.dataFolder, "logs", "fenji.log"), "utf8");
    await expect.poll(read).toContain(`/api/enterprises/${enterpriseId}/evidence`);
    expect(read()).not.toContain(mark);
  });

  it.each<[string, OrganisationParts, Parameters<typeof makePerson>[1]["role"]]>([
    ["the supervisor", { kind: "supervisor", jurisdiction: "X0", line: "industry" }, "supervisor"],
    ["the ministry", { kind: "supervisor", jurisdiction: "CN" }, "supervisor"],
    ["the administrator", { kind: "operator" }, "administrator"],
    ["a vendor", { kind: "vendor" }, "vendor"],
    ["an assessor without an assignment", { kind: "assessor" }, "assessor"],
  ])("not in any answer to %s", async (_who, parts, role) => {
    const { headers } = await enter(parts, role);
    const requirementId = await requirementWithEvidence();
    let answered = 0;
    for (const operation of operations.filter(({ method }) => method === "GET")) {
      const url = addressOf(operation, { enterpriseId, requirementId });
      const reply = await node.app.inject({ url, headers });
      expect([operation.name, reply.body.includes(mark)]).toEqual([operation.name, false]);
      if (reply.statusCode === 200) answered += 1;
    }
    expect(answered).toBeGreaterThan(5);
  });
});
