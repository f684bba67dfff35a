/** What people decide about verdicts on a real database: accepted, attested, overridden, waived, withdrawn, ended, undone. */

import { readdirSync, readFileSync } from "node:fs";
import {
  decideVerdict,
  getAssessment,
  getRequirement,
  listContested,
  listVerdictDecisions,
  reviewAttestation,
  waiveRequirement,
  withdrawDecision,
  type BodyOf,
} from "@fenji/contract";
import { sql } from "kysely";
import { inSnapshot, inTransaction } from "../../platform/ctx.ts";
import { redateDemoReport } from "@fenji/synthesis";
import { afterAll, beforeAll, expect, it } from "vitest";
import { endTerms } from "./end-terms.ts";
import {
  refusal,
  startEngagementNode,
  type EngagementNode,
  type Someone,
} from "../engagements/testing/engagement-node.ts";

let at: EngagementNode;
beforeAll(async () => {
  at = await startEngagementNode();
});
afterAll(() => at.node.close());

const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

const today = new Date().toISOString().slice(0, 10);

/** Of the demonstration: tools and people that do not agree everywhere. */
const evidence = new URL("../../../../../fixtures/evidence/", import.meta.url);

const send = async (file: string, content: string | Buffer) => {
  const reply = await at.node.app.inject({
    method: "POST",
    url: `/api/enterprises/${at.firm}/evidence?name=${encodeURIComponent(file)}`,
    headers: { ...at.lead.headers, "content-type": "application/octet-stream" },
    payload: Buffer.from(content),
  });
  expect(reply.statusCode).toBe(200);
};

/** A person's answers, in the columns of the house's own questionnaire. */
const answers = (...rows: readonly (readonly [string, string])[]): string =>
  [
    "question,answer,method,observed at",
    ...rows.map(([question, answer]) => `${question},${answer},interview,${today}`),
  ].join("\n");

const requirementPath = (requirementId: string) => ({ enterpriseId: at.firm, requirementId });

const decide = (
  requirementId: string,
  body: BodyOf<typeof decideVerdict>,
  who: Someone = at.lead,
) => who.client.call(decideVerdict, { path: requirementPath(requirementId), body });

const shown = (requirementId: string) =>
  at.lead.client.call(getRequirement, { path: requirementPath(requirementId) });

const inAssessment = async (requirementId: string) => {
  const { requirements, counts, score } = await at.lead.client.call(getAssessment, {
    path: { enterpriseId: at.firm },
    query: { type: "connected", grade: 3 },
  });
  return { row: requirements.find(({ id }) => id === requirementId), counts, score };
};

it("accepts a gap with owner and term, and it stays a gap; what is unknown is no gap", async () => {
  const acceptance = { kind: "acceptance", reason: "停产时更换", until, owner: "生产部" } as const;
  expect(await refusal(decide("IC-CT-02", acceptance))).toBe("verdict.no-gap");
  await send("answers.csv", answers(["IC-CT-02-sources", "no"]));
  const before = await inAssessment("IC-CT-02");
  expect(before.row).toMatchObject({ verdict: "notMet", accepted: false });
  const late = { ...acceptance, until: "2020-01-01" };
  expect(await refusal(decide("IC-CT-02", late))).toBe("verdict.term");
  expect(await refusal(decide("IC-XX-99", acceptance))).toBe("request.not-found");
  const { decision, verdict } = await decide("IC-CT-02", acceptance);
  expect([decision.state, decision.by.id, verdict]).toEqual(["applied", at.lead.id, "notMet"]);
  const after = await inAssessment("IC-CT-02");
  expect(after.row).toMatchObject({ verdict: "notMet", accepted: true, settledBy: "machine" });
  expect(after.score).toEqual(before.score);
});

it("counts an attestation once another person has reviewed it", async () => {
  const body: BodyOf<typeof decideVerdict> = {
    kind: "attestation",
    reason: "纸质台账",
    until,
    says: "met",
    elements: null,
    documents: ["台账 2026-11"],
  };
  const strange = { ...body, elements: ["no-such"] };
  expect(await refusal(decide("IC-AP-01", strange))).toBe("verdict.unknown-element");
  const { decision, verdict } = await decide("IC-AP-01", body);
  expect([decision.state, verdict]).toEqual(["unreviewed", "notEvidenced"]);
  const path = { enterpriseId: at.firm, decisionId: decision.id };
  const review = (who: Someone) => who.client.call(reviewAttestation, { path, body: {} });
  expect(await refusal(review(at.lead))).toBe("verdict.own-review");
  expect(await refusal(review(at.stranger))).toBe("request.not-found");
  const reviewed = await review(at.reviewer);
  expect([reviewed.decision.state, reviewed.machine, reviewed.verdict]).toEqual([
    "applied",
    "notEvidenced",
    "met",
  ]);
  expect(await refusal(review(at.approver))).toBe("verdict.done");
  expect((await inAssessment("IC-AP-01")).row).toMatchObject({
    verdict: "met",
    machine: "notEvidenced",
    settledBy: "attestation",
  });
});

it("lists what sources dispute with both sides, and an override settles it until it is taken back", async () => {
  for (const name of readdirSync(evidence).filter((one) => !one.endsWith(".md")))
    await send(name, redateDemoReport(readFileSync(new URL(name, evidence), "utf8"), new Date()));
  const queue = () =>
    at.lead.client.call(listContested, { path: { enterpriseId: at.firm }, query: {} });
  const { items, evidenceShown } = await queue();
  const [item] = items;
  const disputed = item?.requirement ?? "";
  expect([evidenceShown, item?.machine, item?.verdict]).toEqual([true, "contested", "contested"]);
  const says = item?.elements.flatMap(({ subjects }) =>
    subjects.flatMap(({ sides }) => sides.map((side) => side.says)),
  );
  expect(new Set(says)).toEqual(new Set(["proves", "contradicts"]));
  const override = {
    kind: "override",
    reason: "现场看过，已改口令",
    until,
    finding: "met",
    over: "contested",
  } as const;
  const wrong = { ...override, over: "notMet" } as const;
  expect(await refusal(decide(disputed, wrong))).toBe("verdict.overtaken");
  const { decision, machine, verdict } = await decide(disputed, override, at.reviewer);
  expect([machine, verdict, decision.state]).toEqual(["contested", "met", "applied"]);
  expect((await queue()).items.at(-1)).toMatchObject({ requirement: disputed, verdict: "met" });
  expect(await shown(disputed)).toMatchObject({ settledBy: "override", machine: "contested" });
  const path = { enterpriseId: at.firm, decisionId: decision.id };
  const withdrawn = await at.lead.client.call(withdrawDecision, { path });
  expect([withdrawn.verdict, withdrawn.decision.withdrawn?.by.id]).toEqual([
    "contested",
    at.lead.id,
  ]);
  expect(await refusal(at.lead.client.call(withdrawDecision, { path }))).toBe("verdict.done");
});

it("is for those whom the policies name; a supervisor waives, and sees no sides", async () => {
  const body = { reason: "试点企业", until, owner: "省厅" };
  const waive = (who: Someone) =>
    who.client.call(waiveRequirement, { path: requirementPath("IC-CT-02"), body });
  expect(await refusal(waive(at.lead))).toBe("permission.denied");
  expect((await waive(at.supervisor)).decision).toMatchObject({ kind: "waiver", state: "applied" });
  expect(await refusal(decide("IC-CT-02", { kind: "acceptance", ...body }, at.supervisor))).toBe(
    "permission.denied",
  );
  const { evidenceShown, items } = await at.supervisor.client.call(listContested, {
    path: { enterpriseId: at.firm },
    query: {},
  });
  expect([evidenceShown, items.flatMap(({ elements }) => elements[0]?.subjects)]).toEqual([
    false,
    [],
  ]);
  const list = at.stranger.client.call(listVerdictDecisions, {
    path: { enterpriseId: at.firm },
    query: {},
  });
  expect(await refusal(list)).toBe("request.not-found");
});

it("ends with its last day, though nothing else happens", async () => {
  await inTransaction(at.node.ctx(), async (tx) => {
    await sql`update verdict_decisions set from_day = '2026-01-01', until_day = '2026-01-31'
              where requirement_id = 'IC-AP-01'`.execute(tx.db);
    await sql`update verdicts set holds_until = '2026-01-31' where requirement_id = 'IC-AP-01'`.execute(
      tx.db,
    );
  });
  const stored = () =>
    inSnapshot(at.node.ctx(), (tx) =>
      tx.db
        .selectFrom("verdicts")
        .select("settled_by")
        .where("requirement_id", "=", "IC-AP-01")
        .executeTakeFirst(),
    );
  const { row } = await inAssessment("IC-AP-01");
  expect([row?.settledBy, row?.verdict]).toEqual(["machine", row?.machine]);
  expect(await stored()).toEqual({ settled_by: "attestation" });
  expect(await endTerms(at.node.ctx())).toBe(1);
  expect(await stored()).toEqual({ settled_by: "machine" });
  expect(await endTerms(at.node.ctx())).toBe(0);
  const { decisions } = await at.lead.client.call(listVerdictDecisions, {
    path: { enterpriseId: at.firm },
    query: { requirement: "IC-AP-01" },
  });
  expect(decisions.map(({ state }) => state)).toEqual(["expired"]);
});
