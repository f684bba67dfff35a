/** A firm and its supervisor through every occasion: filed, assessed, rectified, changed, closed; and the reviewer's desk. */

import {
  answerFiling,
  answerFilings,
  changeReasonTemplate,
  createCalendarFeed,
  createReasonTemplate,
  downloadCalendar,
  downloadFilingForm,
  getFiling,
  getFilingForm,
  listCalendarFeeds,
  listEnterpriseCases,
  listFilingCases,
  listFilings,
  listReasonTemplates,
  previewFiling,
  readCalendarFeed,
  removeReasonTemplate,
  reviewFiling,
  revokeCalendarFeed,
  saveFacts,
  sendNow,
  submitFiling,
  suggestReasons,
  type BodyOf,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localActor, type Actor } from "../../platform/auth/actor.ts";
import { inSnapshot } from "../../platform/ctx.ts";
import { exchangeOf } from "../exchange/public.ts";
import {
  addFirm,
  firmFacts,
  linkFirm,
  startSpeakingNode,
  type SpeakingNode,
} from "../exchange/testing/linked-nodes.ts";
import { answerFiling as answerAs } from "./answer-filing.ts";

let supervisor: SpeakingNode;
let plant: SpeakingNode;
let firm = "";
let peerId = "";
const creditCode = "91110000600037341L";

beforeAll(async () => {
  supervisor = await startSpeakingNode("supervisor");
  plant = await startSpeakingNode("enterprise");
  firm = await addFirm(plant, { creditCode, name: "甲厂" });
  peerId = await linkFirm({ supervisor, plant }, { enterpriseId: firm, creditCode });
}, 90_000);

afterAll(async () => {
  await plant.node.close();
  await supervisor.node.close();
});

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "ok",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

const go = () => plant.client.call(sendNow, { path: { peerId }, body: {} });

type Submission = BodyOf<typeof submitFiling>;

/** Filed, sent, and as the supervisor names it. */
const file = async (body: Submission = {}) => {
  await plant.client.call(submitFiling, { path: { enterpriseId: firm }, body });
  await go();
  return current();
};

const current = async () => {
  const { filings } = await supervisor.client.call(listFilings, {
    query: { search: creditCode, current: "true" },
  });
  const [newest] = filings;
  if (newest === undefined) throw new Error("nothing was filed");
  return { enterpriseId: newest.enterprise.id, filingId: newest.id };
};

const answer = async (body: BodyOf<typeof answerFiling>) => {
  const answered = await supervisor.client.call(answerFiling, { path: await current(), body });
  await go();
  return answered;
};

const verify = () => answer({ outcome: "verified", note: null });

/** As the firm sees itself, and as its supervisor does. */
const stages = async (): Promise<string[]> => {
  const { enterpriseId } = await current();
  const [mine] = (await plant.client.call(listEnterpriseCases, { path: { enterpriseId: firm } }))
    .cases;
  const [theirs] = (await supervisor.client.call(listEnterpriseCases, { path: { enterpriseId } }))
    .cases;
  return [mine?.stage ?? "", theirs?.stage ?? ""];
};

const myCase = async () => {
  const reply = await plant.client.call(listEnterpriseCases, { path: { enterpriseId: firm } });
  const [one] = reply.cases;
  if (one === undefined) throw new Error("no case");
  return { ...one, notice: reply.notice };
};

let employees = 5;

/** With these its grade is determined. */
const complete = {
  enterpriseTypes: ["connected"],
  annualRevenueWanYuan: 100,
  connectedDeviceShare: 0,
  remoteControl: false,
  importantDataFiled: false,
  majorHazard: "none",
  chainRole: "ordinary",
  soleSupplier: false,
};

const change = async (): Promise<void> => {
  employees += 1;
  const { versions } = await plant.node.app
    .inject({ url: `/api/enterprises/${firm}/facts` })
    .then((reply) => reply.json<{ versions: { factsId: string }[] }>());
  await plant.client.call(saveFacts, {
    path: { enterpriseId: firm },
    body: {
      facts: { ...firmFacts, ...complete, employees },
      basedOn: versions[0]?.factsId ?? null,
    },
  });
};

const returned = (item: string | null, zh: string): BodyOf<typeof answerFiling> => ({
  outcome: "returned",
  reasons: [{ item, text: { zh, en: null } }],
});

describe("the way of a firm", () => {
  it("begins with a first filing: no other occasion before it", async () => {
    for (const occasion of ["assessment", "rectification", "closure"] as const)
      expect(
        await codeOf(
          plant.client.call(submitFiling, { path: { enterpriseId: firm }, body: { occasion } }),
        ),
      ).toBe("filing.stage");
  });

  it("is returned, filed again, verified and registered", async () => {
    await file();
    expect(await stages()).toEqual(["submitted", "submitted"]);
    await answer(returned("employees", "人数与年报不符"));
    expect(await stages()).toEqual(["returned", "returned"]);
    const { notice: unverified, dues: refile } = await myCase();
    expect(unverified?.en).toMatch(/subject to verification/);
    expect(refile).toMatchObject([{ does: "refile", by: "enterprise", overdue: false }]);
    await change();
    await file();
    const { content } = await supervisor.client.call(getFiling, { path: await current() });
    expect(content).not.toHaveProperty("occasion");
    await verify();
    await answer({ outcome: "registered" });
    expect(await stages()).toEqual(["registered", "registered"]);
    const { notice, verification, dues } = await myCase();
    expect(verification).toMatchObject({ status: "registered", by: expect.any(String) });
    expect(verification.registrationNumber).toMatch(/^FJ-X0-/);
    expect(notice).toBeNull();
    expect(dues[0]).toMatchObject({ does: "protect", standing: "illustrative" });
  });

  it("files an assessment with its open items in the open, or not at all", async () => {
    const path = { enterpriseId: firm };
    const preview = await plant.client.call(previewFiling, {
      path,
      query: { occasion: "assessment" },
    });
    expect(preview.openItems.length).toBeGreaterThan(10);
    const plain = plant.client.call(submitFiling, { path, body: { occasion: "assessment" } });
    await expect(plain).rejects.toMatchObject({
      code: "filing.open-items",
      params: { count: preview.openItems.length },
    });
    await file({ occasion: "assessment", withOpenItems: true });
    expect(await stages()).toEqual(["registered", "registered"]);
    await verify();
    expect(await stages()).toEqual(["rectifying", "rectifying"]);
    expect(await codeOf(answer({ outcome: "registered" }))).toBe("filing.stage");
    const { rectification, dues, mayFile } = await myCase();
    expect(rectification).toHaveLength(preview.openItems.length);
    expect(dues[0]).toMatchObject({ does: "rectify", within: { amount: 60, unit: "workingDays" } });
    expect(mayFile).toEqual(["change", "rectification", "closure"]);
    await file({ occasion: "rectification", withOpenItems: true });
    await verify();
    expect(await stages()).toEqual(["rectifying", "rectifying"]);
  });

  it("has a material change to report, which goes under the number that it has", async () => {
    const before = (await myCase()).registrationNumber;
    expect((await myCase()).changedOn).toBeNull();
    await change();
    const changed = await myCase();
    expect(changed.changedOn).not.toBeNull();
    // The grade is as it was, so it still stands as registered.
    expect(changed.verification.status).toBe("registered");
    expect(changed.changedFacts.map(({ fact }) => fact)).toEqual(["employees"]);
    expect(changed.dues.map(({ does }) => does)).toContain("report-change");
    await file();
    expect((await current()).filingId).not.toBe("");
    expect((await myCase()).changedOn).toBeNull();
    await verify();
    expect(await stages()).toEqual(["changed", "changed"]);
    const registered = await answer({ outcome: "registered" });
    expect(registered).toMatchObject({ occasion: "change", registrationNumber: before });
    expect(await stages()).toEqual(["registered", "registered"]);
  });

  it("ends, and may begin again with a new number", async () => {
    const before = (await myCase()).registrationNumber;
    await file({ occasion: "closure" });
    await verify();
    expect(await stages()).toEqual(["closed", "closed"]);
    expect((await myCase()).dues).toEqual([]);
    await file();
    await verify();
    const again = await answer({ outcome: "registered" });
    expect(again.registrationNumber).not.toBe(before);
    expect(await stages()).toEqual(["registered", "registered"]);
  });
});

describe("the reviewer", () => {
  it("sees this filing beside the last one, with what was committed to", async () => {
    await change();
    await file();
    const review = await supervisor.client.call(reviewFiling, { path: await current() });
    expect(review.facts.find(({ fact }) => fact === "employees")).toMatchObject({
      filed: employees,
      last: employees - 1,
      own: null,
      changed: true,
    });
    expect(review.last?.revision).toBe(review.filing.revision - 1);
    expect(review.requirements.length).toBeGreaterThan(10);
    expect(review.commitment.body).toMatch(/^[0-9a-f]{64}$/);
  });

  it("answers many at once: each has its own result, and one that fails stops no other", async () => {
    const which = await current();
    const verified = { outcome: "verified", note: null } as const;
    const reply = await supervisor.client.call(answerFilings, {
      body: {
        answers: [
          { ...which, filingId: firm, answer: verified },
          { ...which, answer: { outcome: "returned", reasons: [] } },
          { ...which, answer: verified },
          { ...which, answer: verified },
        ],
      },
    });
    expect(reply.results.map(({ state, error }) => error?.code ?? state)).toEqual([
      "request.not-found",
      "filing.reasons",
      "verified",
      "filing.state",
    ]);
    expect(reply).toMatchObject({ answered: 1, failed: 3 });
  });

  it("is told who was first where two answer at once", async () => {
    await change();
    const which = await file();
    const twice = await Promise.all(
      [1, 2].map(() =>
        supervisor.client
          .call(answerFiling, { path: which, body: { outcome: "verified", note: null } })
          .catch((error: unknown) => error),
      ),
    );
    const refused = twice.filter((one) => one instanceof AppError);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({
      code: "filing.state",
      params: { state: "verified", by: "local" },
    });
    expect(String(refused[0]?.params["at"])).toMatch(/^20\d\d-/);
  });

  it("verifies for a line of supervision; the firm hears of it when every line has", async () => {
    await change();
    const which = await file();
    const officer = (line: "industry" | "communications"): Actor => ({
      ...localActor,
      id: `officer-${line}`,
      scope: { kind: "jurisdiction", codes: ["X0"], lines: [line] },
    });
    const exchange = exchangeOf(supervisor.node.services);
    const say = (line: "industry" | "communications") =>
      answerAs(supervisor.node.ctx(officer(line)), exchange, {
        ...which,
        answer: { outcome: "verified", note: null },
      });
    // The firm is graded as a connected one alone, which the industry line supervises.
    expect(await codeOf(say("communications"))).toBe("request.not-found");
    expect(await say("industry")).toBe("verified");
  });

  it("keeps templates, and learns from past returns", async () => {
    const body = { pack: "iiot-protection", item: "employees", text: { zh: "请附年报", en: null } };
    const made = await supervisor.client.call(createReasonTemplate, { body });
    const wrong = supervisor.client.call(createReasonTemplate, {
      body: { ...body, item: "employes" },
    });
    expect(await codeOf(wrong)).toBe("filing.unknown-item");
    const path = { templateId: made.id };
    await supervisor.client.call(changeReasonTemplate, {
      path,
      body: { ...body, text: { zh: "请附上年报", en: "Attach the annual report" } },
    });
    for (const reason of ["请附花名册", "请附花名册", "人数有误"]) {
      await change();
      await file();
      await answer(returned("employees", reason));
    }
    await change();
    const which = await file();
    const learned = await supervisor.client.call(suggestReasons, { path: which });
    expect(
      learned.suggestions.map(({ text, used, usedForSameType }) => [
        text.zh,
        used,
        usedForSameType,
      ]),
    ).toEqual([
      ["请附花名册", 2, 2],
      ["人数有误", 1, 1],
      ["人数与年报不符", 1, 1],
    ]);
    expect(learned.templates).toMatchObject([
      { id: made.id, item: "employees", text: { zh: "请附上年报" } },
    ]);
    await supervisor.client.call(removeReasonTemplate, { path });
    expect((await supervisor.client.call(listReasonTemplates, { query: {} })).templates).toEqual(
      [],
    );
    expect(await codeOf(supervisor.client.call(removeReasonTemplate, { path }))).toBe(
      "request.not-found",
    );
  });

  it("finds it on the list of what waits", async () => {
    const { cases, counts } = await supervisor.client.call(listFilingCases, {
      query: { list: "waiting" },
    });
    expect(cases).toMatchObject([
      { enterprise: { creditCode }, does: "verify", waitsFor: "supervisor" },
    ]);
    expect(counts).toMatchObject({ waiting: 1, unfiled: 0, overdue: 0 });
  });
});

describe("the form", () => {
  it("gives every field in order, says self-assessed until verified, and is a Word document", async () => {
    const path = await current();
    const form = await supervisor.client.call(getFilingForm, { path });
    expect(form.status.zh).toBe("自评结果，以核查为准。");
    const fields = form.sections.flatMap((section) => section.fields);
    expect(fields[0]).toMatchObject({ n: "1.1", value: { zh: creditCode } });
    expect(fields.find(({ label }) => label.en === "Division (GB/T 4754)")?.value.en).toMatch(
      /^C31 \w/,
    );
    for (const language of ["zh", "en"] as const) {
      const bytes = await supervisor.client.call(downloadFilingForm, { path, query: { language } });
      expect(Buffer.from(bytes.subarray(0, 4)).toString("latin1")).toBe("PK\u0003\u0004");
    }
    const reply = await supervisor.node.app.inject({
      url: `/api/enterprises/${path.enterpriseId}/filings/${path.filingId}/form.docx`,
    });
    expect(reply.headers["content-type"]).toMatch(/wordprocessingml/);
    await verify();
    await answer({ outcome: "registered" });
    const registered = await supervisor.client.call(getFilingForm, { path });
    expect(registered.verification[0]?.type).toBe("connected");
  });
});

describe("the calendar", () => {
  it("tells titles and dates alone, to whoever holds the address, until it is revoked", async () => {
    const path = { enterpriseId: firm };
    const { id, path: address } = await plant.client.call(createCalendarFeed, {
      path,
      body: { language: "zh" },
    });
    const secret = address.split("/").at(-1) ?? "";
    const text = Buffer.from(
      await plant.client.call(readCalendarFeed, { path: { secret } }),
    ).toString("utf8");
    expect(text).toMatch(/^BEGIN:VCALENDAR/);
    const { dues } = await myCase();
    expect(dues.length).toBeGreaterThan(0);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(dues.length);
    expect(text).toContain(`DTSTART;VALUE=DATE:${dues[0]?.dueOn.replaceAll("-", "")}`);
    for (const told of ["甲厂", creditCode, firm, "DESCRIPTION", "LOCATION", "ORGANIZER"])
      expect(text).not.toContain(told);
    const english = await plant.client.call(downloadCalendar, { path, query: { language: "en" } });
    expect(Buffer.from(english).toString("utf8")).toContain(`SUMMARY:${dues[0]?.label.en}`);
    await plant.client.call(revokeCalendarFeed, { path: { ...path, feedId: id } });
    const gone = plant.client.call(readCalendarFeed, { path: { secret } });
    await expect(gone).rejects.toMatchObject({
      code: "request.not-found",
      params: { what: "calendar" },
    });
    const { feeds } = await plant.client.call(listCalendarFeeds, { path });
    expect(feeds).toMatchObject([{ id }]);
    expect(feeds[0]?.revokedAt).not.toBeNull();
  });

  it("keeps no secret in the database", async () => {
    const { path: address } = await plant.client.call(createCalendarFeed, {
      path: { enterpriseId: firm },
      body: { language: "en" },
    });
    const secret = address.split("/").at(-1) ?? "";
    const rows = await inSnapshot(plant.node.ctx(), (tx) =>
      tx.db.selectFrom("calendar_feeds").selectAll().execute(),
    );
    expect(
      JSON.stringify(rows.map((row) => ({ ...row, hash: row.secret_hash.toString("utf8") }))),
    ).not.toContain(secret);
  });
});
