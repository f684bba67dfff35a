/** An assessment from its preparation to three signatures, rectified, retested and repeated, on a real database. */

import { createHash } from "node:crypto";
import { layOutReport, type AssessmentReport } from "@fenji/assessment";
import {
  changeEngagement,
  compareEngagement,
  concludeRequirement,
  confirmEngagementStart,
  confirmResults,
  drawEngagementSample,
  getEngagement,
  getFinding,
  getResult,
  listAttachedDocuments,
  listEngagements,
  listFieldRecords,
  listResults,
  moveEngagement,
  planRectification,
  raiseFinding,
  reportRectification,
  retestFinding,
  returnEngagement,
  setEngagementScope,
  setEngagementTeam,
  signEngagement,
  syncFieldRecords,
  type BodyOf,
  type QueryOf,
} from "@fenji/contract";
import { canonicalJson, type Json } from "@fenji/kernel";
import ExcelJS from "exceljs";
import { newId } from "../../platform/ctx.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  begin,
  interview,
  refusal,
  startEngagementNode,
  type EngagementNode,
  type Someone,
} from "./testing/engagement-node.ts";
import { checkedWith, oscalFaults } from "./testing/oscal-faults.ts";

/** Numbers hold the year in which they are given. */
const year = new Date().getUTCFullYear();

let at: EngagementNode;
let first = "";
beforeAll(async () => {
  at = await startEngagementNode();
  first = (await begin(at)).id;
});
afterAll(() => at.node.close());

const asked = ["IC-AP-01", "IC-CT-02"];
const pathOf = (engagementId = first) => ({ enterpriseId: at.firm, engagementId });
const shown = (id = first) => at.lead.client.call(getEngagement, { path: pathOf(id) });

const move = (to: BodyOf<typeof moveEngagement>["to"], reason: string | null = null, id = first) =>
  at.lead.client.call(moveEngagement, { path: pathOf(id), body: { to, reason } });

const sync = (
  records: BodyOf<typeof syncFieldRecords>["records"],
  { device = "tablet", id = first, who = at.lead } = {},
) => who.client.call(syncFieldRecords, { path: pathOf(id), body: { device, records } });

const resultOf = async (requirementId: string, id = first) =>
  at.lead.client.call(getResult, { path: { ...pathOf(id), requirementId } });

const sign = async (who: Someone, step: "prepared" | "reviewed" | "approved", id = first) =>
  who.client.call(signEngagement, {
    path: pathOf(id),
    body: { step, contentHash: (await shown(id)).contentHash ?? "0".repeat(64) },
  });

const scopeTo = async (requirements: readonly string[], id: string) => {
  const { results } = await at.lead.client.call(listResults, { path: pathOf(id) });
  const excluded = results
    .filter(({ requirement }) => !requirements.includes(requirement))
    .map(({ requirement }) => ({ requirement, reason: "本次不评" }));
  return at.lead.client.call(setEngagementScope, {
    path: pathOf(id),
    body: { statement: "一号车间", excluded },
  });
};

const team = (id: string) =>
  at.lead.client.call(setEngagementTeam, {
    path: pathOf(id),
    body: {
      members: [
        { person: at.lead.id, role: "lead" },
        { person: at.reviewer.id, role: "reviewer" },
        { person: at.approver.id, role: "approver" },
      ],
    },
  });

const plc = (name: string) => ({ kind: "host" as const, id: `name:${name}` });

describe("prepare and plan", () => {
  it("gives a number for life and shows it to the firm and the supervisor, to nobody else", async () => {
    expect(await shown()).toMatchObject({ number: `A-${year}-0001`, stage: "prepare", version: 1 });
    const path = { enterpriseId: at.firm };
    expect(await refusal(at.stranger.client.call(listEngagements, { path, query: {} }))).toBe(
      "request.not-found",
    );
    expect(await refusal(at.assessor.client.call(getEngagement, { path: pathOf() }))).toBe(
      "request.not-found",
    );
    expect(
      await refusal(at.supervisor.client.call(listFieldRecords, { path: pathOf(), query: {} })),
    ).not.toBe("nothing was refused");
  });

  it("is begun for an assessor only where the assessor is assigned", async () => {
    const organisationId = at.assessor.organisationId;
    expect(await refusal(begin(at, { kind: "thirdParty", organisationId }))).toBe(
      "engagement.organisation",
    );
    expect(await refusal(begin(at, { kind: "self", organisationId }))).toBe(
      "engagement.organisation",
    );
  });

  it("has a team of the firm's own people, led by one of them", async () => {
    const set = (person: string, role: "lead" | "reviewer") =>
      at.lead.client.call(setEngagementTeam, {
        path: pathOf(),
        body: { members: [{ person, role }] },
      });
    expect(await refusal(set(at.lead.id, "reviewer"))).toBe("engagement.lead-missing");
    expect(await refusal(set(at.assessor.id, "lead"))).toBe("engagement.not-a-candidate");
    expect((await team(first)).team).toHaveLength(3);
    expect(
      await refusal(
        at.reviewer.client.call(changeEngagement, {
          path: pathOf(),
          body: { title: "x", plannedCutOff: null },
        }),
      ),
    ).toBe("engagement.not-in-team");
  });

  it("leaves out of scope only what it knows, with a reason, and needs the firm's word to begin", async () => {
    await move("plan");
    const unknown = [{ requirement: "IC-XX-99", reason: "x" }];
    expect(
      await refusal(
        at.lead.client.call(setEngagementScope, {
          path: pathOf(),
          body: { statement: "x", excluded: unknown },
        }),
      ),
    ).toBe("engagement.unknown-requirement");
    expect((await scopeTo(asked, first)).scope.included).toBe(2);
    expect(await refusal(move("field"))).toBe("engagement.blocked");
    const activeScans = {
      authorisedBy: "厂长",
      on: "2026-11-20",
      reference: "授权书 1 号",
      what: "仅办公网端口扫描",
      risk: "可能占用带宽；在停产窗口进行",
    };
    const started = await at.lead.client.call(confirmEngagementStart, {
      path: pathOf(),
      body: { activeScans },
    });
    expect(started.start).toMatchObject({ activeScans, confirmedBy: { id: at.lead.id } });
    expect(
      await refusal(
        at.lead.client.call(drawEngagementSample, {
          path: pathOf(),
          body: { kind: "host", rule: "root" },
        }),
      ),
    ).toBe("engagement.nothing-to-sample");
    expect((await move("field")).stage).toBe("field");
  });
});

describe("in the field", () => {
  const hosts = { requirement: "IC-AP-01", question: "IC-AP-01-hosts" };
  const note = interview({ ...hosts, note: "抽查三台" });

  it("keeps records once, however often and in whatever order they come", async () => {
    const other = interview({ requirement: "IC-AP-01", question: "IC-AP-01-applications" });
    const both = await sync([note, other]);
    expect(both.outcomes.map(({ status }) => status)).toEqual(["stored", "stored"]);
    const again = await sync([other, note], { device: "laptop" });
    expect(again.outcomes.map(({ status }) => status)).toEqual(["known", "known"]);
    expect(again.verdictsChanged).toBe(0);
    expect((await shown()).records).toBe(2);
    expect((await resultOf("IC-AP-01")).machine.verdict).toBe("met");
  });

  it("refuses a version that was changed, and what it does not know, and keeps nothing of the batch", async () => {
    const good = interview({ requirement: "IC-CT-02", question: "IC-CT-02-sources" });
    const bad = [
      [{ ...note, note: "改写" }, "engagement.version-differs"],
      [interview({ requirement: "IC-XX-1" }), "engagement.unknown-requirement"],
      [interview({ question: "no-such" }), "engagement.unknown-question"],
      [interview({ document: "0".repeat(64) }), "engagement.unknown-document"],
    ] as const;
    for (const [record, code] of bad) expect(await refusal(sync([good, record]))).toBe(code);
    expect((await shown()).records).toBe(2);
    expect(await refusal(sync([good], { who: at.approver }))).toBe("engagement.not-in-team");
  });

  it("keeps both versions of two devices until one is settled on", async () => {
    const yes = { ...note, version: newId(), bases: [note.version], note: "甲" };
    const no = { ...note, version: newId(), bases: [note.version], answer: "no" as const };
    await sync([yes]);
    const second = await sync([no], { device: "laptop" });
    expect(second.outcomes).toMatchObject([{ status: "conflict" }]);
    expect(second.records[0]?.heads).toHaveLength(2);
    expect((await shown()).conflicts).toBe(1);
    expect(await refusal(move("report"))).toBe("engagement.blocked");
    const settled = { ...yes, version: newId(), bases: [yes.version, no.version] };
    expect((await sync([settled])).records[0]?.heads).toHaveLength(1);
    expect(await shown()).toMatchObject({ conflicts: 0 });
  });

  it("samples by a seed that draws the same again", async () => {
    const records = ["plc-1", "plc-2", "plc-3", "plc-4"].map((name) =>
      interview({
        kind: "observation",
        requirement: "IC-CT-02",
        question: "IC-CT-02-sources",
        subject: plc(name),
        answer: name < "plc-3" ? "no" : "yes",
      }),
    );
    await sync(records);
    const draw = (seed: string | undefined) =>
      at.lead.client.call(drawEngagementSample, {
        path: pathOf(),
        body: { kind: "host", rule: "fixed", size: 2, ...(seed === undefined ? {} : { seed }) },
      });
    const one = (await draw(undefined)).samples.find(({ kind }) => kind === "host");
    const again = (await draw(one?.seed)).samples.findLast(({ kind }) => kind === "host");
    expect(one).toMatchObject({ known: 4, size: 2 });
    expect(again?.chosen).toEqual(one?.chosen);
  });

  it("keeps a document with its hash, and who opened it", async () => {
    const url = `/api/enterprises/${at.firm}/engagements/${first}/documents`;
    const text = "口令管理制度（合成）";
    const added = await at.node.app.inject({
      method: "POST",
      url: `${url}?name=${encodeURIComponent("制度.txt")}`,
      headers: { ...at.lead.headers, "content-type": "application/octet-stream" },
      payload: Buffer.from(text),
    });
    const sha256 = createHash("sha256").update(text).digest("hex");
    expect([added.statusCode, added.json()]).toEqual([
      200,
      expect.objectContaining({ sha256, name: "制度.txt", preview: "text", seen: [] }),
    ]);
    const open = (headers: Someone["headers"]) =>
      at.node.app.inject({
        method: "POST",
        url: `${url}/${sha256}/openings`,
        headers: { ...headers, "content-type": "application/json" },
        payload: "{}",
      });
    expect((await open(at.reviewer.headers)).body).toBe(text);
    expect((await open(at.stranger.headers)).statusCode).toBe(404);
    const listed = await at.node.app.inject({ url, headers: at.lead.headers });
    expect(listed.json()).toMatchObject({
      documents: [{ seen: [{ by: { id: at.reviewer.id } }] }],
    });
  });

  it("tells which documents the records on a requirement name, until they are withdrawn", async () => {
    const sha256 = createHash("sha256").update("口令管理制度（合成）").digest("hex");
    const attached = async (who: Someone, query: QueryOf<typeof listAttachedDocuments>) => {
      const path = { enterpriseId: at.firm };
      const { documents } = await who.client.call(listAttachedDocuments, { path, query });
      return documents.map((one) => [one.name, one.sha256, one.engagementId]);
    };
    const found = [["制度.txt", sha256, first]];
    expect(await attached(at.lead, {})).toEqual(found);
    expect(await attached(at.reviewer, { sha256 })).toEqual(found);
    expect(await attached(at.lead, { sha256: "0".repeat(64) })).toEqual([]);
    expect(await refusal(attached(at.stranger, {}))).toBe("request.not-found");
    const record = interview({ kind: "document", requirement: "IC-CT-02", document: sha256 });
    await sync([record]);
    expect(await attached(at.lead, { requirement: "IC-CT-02" })).toEqual(found);
    expect(await attached(at.lead, { requirement: "IC-AP-01" })).toEqual([]);
    await sync([{ ...record, version: newId(), bases: [record.version], withdrawn: true }]);
    expect(await attached(at.lead, { requirement: "IC-CT-02" })).toEqual([]);
  });
});

const finding = {
  requirement: "IC-CT-02",
  title: "控制器可从任意地址访问",
  severity: "high" as const,
  risk: "任一主机可改写程序",
  recommendation: "按白名单限制来源",
};

const raise = (id = first) =>
  at.lead.client.call(raiseFinding, { path: pathOf(id), body: finding });

describe("conclusions", () => {
  it("follow the machine, or say why not, and never pass over what is contested or unknown", async () => {
    await move("report");
    expect((await resultOf("IC-CT-02")).machine.verdict).toBe("partlyMet");
    const conclude = (result: "met" | "notMet" | "partlyMet", reason: string | null = null) =>
      at.lead.client.call(concludeRequirement, {
        path: { ...pathOf(), requirementId: "IC-CT-02" },
        body: { result, reason, note: null },
      });
    expect(await refusal(conclude("notMet"))).toBe("engagement.reason-missing");
    expect((await conclude("notMet", "两台控制器敞开")).conclusion).toMatchObject({
      result: "notMet",
      overridden: true,
      machineVerdict: "partlyMet",
    });
    await conclude("partlyMet");
    expect((await resultOf("IC-CT-02")).conclusions).toHaveLength(2);
    const outside = at.lead.client.call(confirmResults, {
      path: pathOf(),
      body: { requirements: ["IC-MG-01"] },
    });
    expect(await refusal(outside)).toBe("engagement.out-of-scope");
    const confirmed = await at.lead.client.call(confirmResults, {
      path: pathOf(),
      body: { requirements: ["IC-AP-01"] },
    });
    expect(confirmed).toEqual({ confirmed: ["IC-AP-01"], passedOver: [] });
  });

  it("of what is not met need a finding, on the subjects that evidence contradicts", async () => {
    expect(await refusal(sign(at.lead, "prepared"))).toBe("engagement.blocked");
    const raised = await raise();
    expect(raised).toMatchObject({ number: `F-${year}-0001`, repeats: null, subjectsOpen: 2 });
    expect(raised.subjects.map(({ id }) => id).toSorted()).toEqual(["name:plc-1", "name:plc-2"]);
    expect(await refusal(raise())).toBe("finding.open-already");
    expect((await shown()).blockers).toEqual([]);
  });
});

describe("signatures", () => {
  it("are three, by three people in order, over what was read; a return voids them", async () => {
    expect(await refusal(sign(at.reviewer, "reviewed"))).toBe("engagement.signature-order");
    const stale = at.lead.client.call(signEngagement, {
      path: pathOf(),
      body: { step: "prepared", contentHash: "0".repeat(64) },
    });
    expect(await refusal(stale)).toBe("engagement.content-changed");
    await sign(at.lead, "prepared");
    expect(await refusal(raise())).toBe("engagement.stage");
    await at.reviewer.client.call(returnEngagement, {
      path: pathOf(),
      body: { reason: "风险写得太轻" },
    });
    const returned = await shown();
    expect(returned).toMatchObject({ version: 2, signed: [] });
    expect(returned.signatures).toMatchObject([
      { step: "prepared", version: 1, withdrawn: { reason: "风险写得太轻" } },
    ]);
    await sign(at.lead, "prepared");
    expect(await refusal(sign(at.lead, "reviewed"))).toBe("engagement.not-in-team");
    await sign(at.reviewer, "reviewed");
    await sign(at.approver, "approved");
    const signed = await shown();
    expect(signed.signed).toEqual(["prepared", "reviewed", "approved"]);
    expect(signed.signatures.at(-1)?.attestation).toMatchObject({ algorithm: expect.any(String) });
    expect((await move("closed")).stage).toBe("closed");
    expect(await refusal(move("report", "x"))).toBe("engagement.stage");
  });

  it("stand in the report with the one score, over the hash of its content", async () => {
    const url = `/api/enterprises/${at.firm}/engagements/${first}/report.json`;
    const reply = await at.node.app.inject({ url, headers: at.lead.headers });
    const report: AssessmentReport = reply.json();
    const { score, contentHash } = await shown();
    expect(report.content.score).toEqual(score);
    expect(report.seal.signatures.map(({ step }) => step)).toEqual([
      "prepared",
      "reviewed",
      "approved",
    ]);
    const content: Json = JSON.parse(JSON.stringify(report.content));
    const hash = createHash("sha256").update(canonicalJson(content)).digest("hex");
    expect([report.seal.contentHash, hash]).toEqual([contentHash, contentHash]);
    expect((await at.node.app.inject({ url, headers: at.stranger.headers })).statusCode).toBe(404);
  });

  it("go out as documents and as a workbook that say what the screen says", async () => {
    const url = `/api/enterprises/${at.firm}/engagements/${first}`;
    const reply = (form: string) =>
      at.node.app.inject({ url: `${url}/report.${form}`, headers: at.lead.headers });
    const report: AssessmentReport = (await reply("json")).json();
    for (const language of ["zh", "en"] as const) {
      const laid = layOutReport(report, language);
      const workbook = new ExcelJS.Workbook();
      const { rawPayload } = await reply(`xlsx?language=${language}`);
      await workbook.xlsx.load(new Uint8Array(rawPayload).buffer);
      const cells: string[] = [];
      workbook.eachSheet((sheet) =>
        sheet.eachRow((row) => row.eachCell(({ text }) => cells.push(text))),
      );
      for (const { table, paragraphs } of laid.sections)
        for (const text of [...paragraphs, ...table.rows.flat()])
          if (text !== "") expect(cells).toContain(text);
      expect(cells).toContain(`F-${year}-0001`);
      const docx = await reply(`docx?language=${language}`);
      expect([docx.statusCode, docx.rawPayload.subarray(0, 2).toString()]).toEqual([200, "PK"]);
      const pdf = await reply(`pdf?language=${language}`);
      expect([pdf.statusCode, pdf.rawPayload.subarray(0, 5).toString()]).toEqual([200, "%PDF-"]);
    }
    expect((await reply("docx?language=fr")).statusCode).toBe(400);
  });

  it(`go out as OSCAL that keeps its shapes and the report's words${checkedWith}`, async () => {
    const url = `/api/enterprises/${at.firm}/engagements/${first}`;
    const reply = async (form: string) =>
      (await at.node.app.inject({ url: `${url}/report.${form}`, headers: at.lead.headers })).json();
    const { content }: AssessmentReport = await reply("json");
    for (const language of ["zh", "en"]) {
      const results = await reply(`oscal-ar.json?language=${language}`);
      const plan = await reply(`oscal-poam.json?language=${language}`);
      expect(oscalFaults("assessment-results", results)).toEqual([]);
      expect(oscalFaults("poam", plan)).toEqual([]);
      const [result] = results["assessment-results"].results;
      expect(result.findings).toHaveLength(content.requirements.length);
      expect(result.risks).toHaveLength(content.findings.length);
      const items = plan["plan-of-action-and-milestones"]["poam-items"];
      for (const [index, { number }] of content.findings.entries())
        expect(items[index].title.startsWith(`${number} `)).toBe(true);
      expect(await reply(`oscal-ar.json?language=${language}`)).toEqual(results);
    }
  });
});

describe("rectification and retest", () => {
  const findingPath = async () => {
    const { findings } = await resultOf("IC-CT-02");
    expect(findings).toEqual([`F-${year}-0001`]);
    const url = `/api/enterprises/${at.firm}/findings`;
    const listed: { findings: { id: string }[] } = (
      await at.node.app.inject({ url, headers: at.lead.headers })
    ).json();
    return { enterpriseId: at.firm, findingId: listed.findings[0]?.id ?? "" };
  };

  it("has an owner and a day before steps, and closes exactly what a retest covers", async () => {
    const path = await findingPath();
    const step = { note: "已配置白名单", state: "done" as const, evidence: [] };
    expect(await refusal(at.lead.client.call(reportRectification, { path, body: step }))).toBe(
      "finding.no-rectification",
    );
    const past = { owner: "自动化科", due: { on: "2020-01-01" } };
    expect(await refusal(at.lead.client.call(planRectification, { path, body: past }))).toBe(
      "finding.due-past",
    );
    await at.lead.client.call(planRectification, {
      path,
      body: { owner: "自动化科", due: { on: `${year + 1}-12-31` } },
    });
    const done = await at.lead.client.call(reportRectification, { path, body: step });
    expect(done.rectification).toMatchObject({ state: "done", overdue: false });
    const check = (name: string) =>
      at.lead.client.call(retestFinding, {
        path,
        body: { by: "check", subjects: [plc(name)], note: "现场核查" },
      });
    expect(await refusal(check("plc-9"))).toBe("finding.unknown-subject");
    const half = await check("plc-1");
    expect(half.closed).toEqual([plc("plc-1")]);
    expect(half.stillOpen).toMatchObject([{ ...plc("plc-2"), says: "contradicts" }]);
    expect(half.finding).toMatchObject({ state: "open", subjectsOpen: 1 });
    const all = await check("plc-2");
    expect(all.finding).toMatchObject({ state: "closed", number: `F-${year}-0001` });
    expect(await refusal(check("plc-2"))).toBe("finding.closed");
  });

  it("never opens a number again: what recurs has a new one that names the old", async () => {
    const second = (await begin(at, { title: "复评" })).id;
    await team(second);
    await move("plan", null, second);
    await scopeTo(asked, second);
    await at.lead.client.call(confirmEngagementStart, {
      path: pathOf(second),
      body: { activeScans: null },
    });
    await at.lead.client.call(drawEngagementSample, {
      path: pathOf(second),
      body: { kind: "host", rule: "all" },
    });
    await move("field", null, second);
    const again = await raise(second);
    expect(again).toMatchObject({ number: `F-${year}-0002`, repeats: `F-${year}-0001` });
    const path = await findingPath();
    const old = await at.lead.client.call(getFinding, {
      path: { ...path, findingId: path.findingId },
    });
    expect([`F-${year}-0001`, `F-${year}-0002`]).toContain(old.number);
    const compared = await at.lead.client.call(compareEngagement, { path: pathOf(second) });
    expect(compared.with).toMatchObject({ number: `A-${year}-0001` });
    expect(compared.findings).toMatchObject({
      closed: [`F-${year}-0001`],
      repeated: [{ number: `F-${year}-0002`, repeats: `F-${year}-0001` }],
    });
    expect(await refusal(move("cancelled", null, second))).toBe("engagement.reason-missing");
    expect((await move("cancelled", "改期", second)).stage).toBe("cancelled");
  });
});
