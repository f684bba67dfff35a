/** Assessment on a real database: what is shown, how many statements it takes, and for whom. */

import type { Facts, Pack, TechniquePack } from "@fenji/regime";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import {
  startEvidenceNode,
  ownActor,
  type EvidenceNode,
} from "../evidence/testing/evidence-node.ts";
import { samplePack } from "../evidence/testing/sample-pack.ts";
import { xccdfReport } from "../evidence/testing/sample-report.ts";
import { getAssessment } from "./get-assessment.ts";
import { getAttack } from "./get-attack.ts";
import { getRequirement } from "./get-requirement.ts";
import { recomputeVerdicts } from "./recompute-verdicts.ts";
import { resettleVerdicts } from "./resettle-verdicts.ts";

let plant: EvidenceNode;

beforeAll(async () => {
  plant = await startEvidenceNode();
});
afterAll(() => plant.node.close());

const at = "2026-05-01T00:00:00Z";

/** Counts the statements that a read sends. */
const counted = async <T>(
  read: (tx: Ctx) => Promise<T>,
): Promise<{ value: T; statements: number }> => {
  let statements = 0;
  const value = await inSnapshot(plant.node.ctx(), (tx) => {
    const db = tx.db.withPlugin({
      transformQuery: ({ node }) => {
        statements += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    return read({ ...tx, db });
  });
  return { value, statements };
};

const assess = (firm: string, query: { type?: string; grade?: number } = {}) =>
  counted((tx) => getAssessment(tx, firm, { pack: samplePack, query }));

describe("an assessment", () => {
  it("without evidence knows nothing and says so", async () => {
    const firm = await plant.addFirm();
    const { value } = await assess(firm);
    expect(value).toMatchObject({
      type: "connected",
      grade: 3,
      gradeBasis: "highest-possible",
      counts: { notEvidenced: 3, met: 0 },
      score: { low: 0, high: 1, coverage: 0, formula: "conformity-interval-1" },
      gaps: [],
      evidenceAsOf: null,
    });
  });

  it("shows verdicts, score, domains and gaps for the grade", async () => {
    const firm = await plant.addFirm();
    await plant.importText(
      firm,
      xccdfReport({ host: "h", at, results: { one: "pass", two: "fail" } }),
    );
    await inTransaction(plant.node.ctx(), (tx) =>
      tx.db
        .insertInto("enterprise_grades")
        .values({
          enterprise_id: firm,
          pack_id: "sample",
          pack_version: "1",
          object_type: "connected",
          grade: 2,
          possible: [2],
          facts_id: null,
          computed_at: at,
        })
        .execute(),
    );
    const { value } = await assess(firm);
    expect(value).toMatchObject({
      grade: 2,
      gradeBasis: "determined",
      counts: { met: 1, partlyMet: 0, notMet: 1, notEvidenced: 0 },
      score: { low: 0.5, high: 0.5, coverage: 1 },
      domains: [{ id: "equipment", counts: { met: 1, notMet: 1 } }],
      gaps: [{ requirement: "R2", verdict: "notMet", capabilities: ["hardening"] }],
      capabilities: [{ id: "hardening" }],
      evidenceAsOf: "2026-05-01T00:00:00.000Z",
    });
    expect(value.requirements.find(({ id }) => id === "R2")).toMatchObject({
      elementsProven: 0,
      elementsTotal: 2,
      observations: 1,
    });
    expect((await assess(firm, { grade: 3 })).value.requirements).toHaveLength(3);
  });

  it("takes as many statements for a thousand hosts as for one", async () => {
    const [small, large] = [await plant.addFirm(), await plant.addFirm()];
    await plant.importText(small, xccdfReport({ host: "h", at, results: { one: "pass" } }));
    for (let host = 0; host < 30; host += 1)
      await plant.importText(
        large,
        xccdfReport({ host: `h${host}`, at, results: { one: "pass", two: "fail", three: "pass" } }),
      );
    expect((await assess(large)).statements).toBe((await assess(small)).statements);
    expect((await assess(large)).statements).toBeGreaterThan(1);
    expect((await assess(large)).statements).toBeLessThanOrEqual(5);
    const one = (firm: string) =>
      counted((tx) =>
        getRequirement(tx, firm, { pack: samplePack, requirementId: "R1", evidenceShown: true }),
      );
    expect((await one(large)).statements).toBe((await one(small)).statements);
  });

  it("is of nobody else's firm", async () => {
    const [mine, theirs] = [await plant.addFirm(), await plant.addFirm()];
    const read = inSnapshot(plant.node.ctx(ownActor(mine)), (tx) =>
      getAssessment(tx, theirs, { pack: samplePack, query: {} }),
    );
    await expect(read).rejects.toMatchObject({ code: "request.not-found" });
  });

  it("judges by a pack that came after the evidence", async () => {
    const firm = await plant.addFirm();
    await plant.importText(firm, xccdfReport({ host: "h", at, results: { one: "pass" } }));
    const newer = { ...samplePack, header: { ...samplePack.header, version: "2" } };
    const value = await inSnapshot(plant.node.ctx(), (tx) =>
      getAssessment(tx, firm, { pack: newer, query: {} }),
    );
    expect(value.counts.met).toBe(1);
  });
});

describe("a requirement that hangs on facts", () => {
  const label = { zh: "可从厂外控制", en: "Control from outside" };
  const base = { help: null, citation: null, section: null };
  const pack: Pack = {
    ...samplePack,
    grading: {
      ...samplePack.grading,
      facts: [{ ...base, id: "remote", kind: "boolean", label }],
    },
    requirements: samplePack.requirements.map((one) =>
      one.id === "R2" ? { ...one, appliesWhen: { yes: "remote" } } : one,
    ),
  };
  const tell = (firm: string, facts: Facts) =>
    inTransaction(plant.node.ctx(), (tx) =>
      tx.db
        .insertInto("enterprise_facts")
        .values({
          enterprise_id: firm,
          id: tx.newId(),
          recorded_at: tx.now().toISOString(),
          facts: JSON.stringify(facts),
          actor: tx.actor.id,
          supersedes: null,
        })
        .execute(),
    );
  const firmWith = async (facts: Facts) => {
    const firm = await plant.addFirm();
    await plant.importText(firm, xccdfReport({ host: "h", at, results: { two: "fail" } }));
    await tell(firm, facts);
    return firm;
  };
  const recompute = (firm: string) =>
    inTransaction(plant.node.ctx(), (tx) => recomputeVerdicts(tx, firm, [pack]));
  const shown = (firm: string) =>
    inSnapshot(plant.node.ctx(), async (tx) => ({
      all: await getAssessment(tx, firm, { pack, query: {} }),
      one: await getRequirement(tx, firm, { pack, requirementId: "R2", evidenceShown: true }),
    }));

  it("does not apply where they rule it out, is no gap, and says so", async () => {
    const { all, one } = await shown(await firmWith({ remote: false }));
    expect(all.requirements.find(({ id }) => id === "R2")).toMatchObject({
      verdict: "notApplicable",
      applies: "no",
    });
    expect(all.counts).toMatchObject({ notApplicable: 1, notMet: 0 });
    expect(all.gaps).toEqual([]);
    expect(one).toMatchObject({
      verdict: "notApplicable",
      applies: "no",
      appliesBy: [{ id: "remote", label }],
    });
  });

  it("counts where they ask for it, and where they are not known", async () => {
    for (const [facts, applies] of [
      [{ remote: true }, "yes"],
      [{}, "unknown"],
    ] as const) {
      const { all, one } = await shown(await firmWith(facts));
      expect(all.requirements.find(({ id }) => id === "R2")).toMatchObject({ applies });
      expect(all.gaps.map(({ requirement }) => requirement)).toEqual(["R2"]);
      expect(one).toMatchObject({ verdict: "notMet", applies });
    }
  });

  it("is stored as they settle it, and follows them", async () => {
    const firm = await firmWith({ remote: false });
    await recompute(firm);
    expect((await plant.verdicts(firm)).R2).toBe("notApplicable");
    const turn = (before: Facts, after: Facts) =>
      inTransaction(plant.node.ctx(), (tx) => resettleVerdicts(tx, firm, { pack, before, after }));
    await turn({ remote: false }, {});
    expect((await plant.verdicts(firm)).R2).toBe("notMet");
    await turn({}, { remote: false });
    expect((await plant.verdicts(firm)).R2).toBe("notApplicable");
  });

  it("is judged afresh where newer facts ask for what was stored as ruled out", async () => {
    const firm = await firmWith({ remote: false });
    await recompute(firm);
    await tell(firm, { remote: true });
    const { all } = await shown(firm);
    expect(all.requirements.find(({ id }) => id === "R2")).toMatchObject({ verdict: "notMet" });
  });

  it("stays unjudged where nothing was ever judged", async () => {
    const firm = await plant.addFirm();
    await inTransaction(plant.node.ctx(), (tx) =>
      resettleVerdicts(tx, firm, { pack, before: {}, after: { remote: false } }),
    );
    expect(await plant.verdicts(firm)).toEqual({});
  });

  it("tells no change of what they rule out", async () => {
    const firm = await firmWith({ remote: false });
    const change = (packs: readonly Pack[]) =>
      inTransaction(plant.node.ctx(), async (tx) => {
        await tx.db.deleteFrom("verdicts").where("enterprise_id", "=", firm).execute();
        return recomputeVerdicts(tx, firm, packs);
      });
    expect(await change([pack])).toEqual([]);
    expect((await change([samplePack])).map(({ requirement }) => requirement)).toEqual(["R2"]);
  });
});

describe("one requirement", () => {
  it("shows the observations behind each element, their path and what they say", async () => {
    const firm = await plant.addFirm();
    const reply = await plant.importText(
      firm,
      xccdfReport({ host: "h", at, results: { one: "fail", two: "pass" } }),
      "scan.xml",
    );
    const { value } = await counted((tx) =>
      getRequirement(tx, firm, { pack: samplePack, requirementId: "R1", evidenceShown: true }),
    );
    expect(value).toMatchObject({
      verdict: "notMet",
      source: { title: { en: "source" } },
      crosswalk: [{ identifiers: ["3"] }, { identifiers: ["AC-6"] }],
      closes: [{ id: "hardening" }],
      elements: [
        {
          state: "contradicted",
          looksFor: ["control:root"],
          observationsTotal: 1,
          observations: [
            {
              file: { sha256: reply.file.sha256, name: "scan.xml" },
              check: "xccdf:one",
              path: ["xccdf:one", "control:root", "R1"],
              says: "contradicts",
              result: "fail",
              observedAt: "2026-05-01T00:00:00.000Z",
            },
          ],
        },
      ],
    });
  });

  it("shows a hundred of many, contradictions first", async () => {
    const firm = await plant.addFirm();
    for (let host = 0; host < 3; host += 1)
      await plant.importText(firm, xccdfReport({ host: `a${host}`, at, results: { one: "pass" } }));
    await inTransaction(plant.node.ctx(), (tx) =>
      sql`insert into observations (enterprise_id, id, file_sha256, scope, family, subject_kind, subject_id,
            subject_identifiers, check_ref, refs, result, received_at, last_seen_at, holds_at, place)
          select enterprise_id, gen_random_uuid(), file_sha256, scope, family, subject_kind, 'x' || n,
            '{}', check_ref, refs, case when n = 150 then 'fail' else 'pass' end, received_at, last_seen_at, holds_at, place
          from observations cross join generate_series(1, 150) n
          where enterprise_id = ${firm} and subject_id = 'hostname:a0'`.execute(tx.db),
    );
    const { value } = await counted((tx) =>
      getRequirement(tx, firm, { pack: samplePack, requirementId: "R1", evidenceShown: true }),
    );
    expect(value.elements[0]).toMatchObject({ observationsTotal: 153, state: "mixed" });
    expect(value.elements[0]?.observations).toHaveLength(100);
    expect(value.elements[0]?.observations[0]?.says).toBe("contradicts");
  });
});

describe("the state at a past moment", () => {
  const verdictsAt = async (firm: string, asOf: string, by: "observed" | "received") => {
    const query = { asOf, by };
    const { value } = await counted((tx) => getAssessment(tx, firm, { pack: samplePack, query }));
    return Object.fromEntries(value.requirements.map(({ id, verdict }) => [id, verdict]));
  };

  it("by the tools' clocks is what was so then, however late it came in; by receipt, what the node knew", async () => {
    const firm = await plant.addFirm();
    const before = new Date().toISOString();
    const report = (day: string, one: "pass" | "fail") =>
      xccdfReport({ host: "h", at: `2026-0${day}T00:00:00Z`, results: { one } });
    const now = async () =>
      Object.fromEntries(
        (await assess(firm)).value.requirements.map(({ id, verdict }) => [id, verdict]),
      );
    // The newer report comes in first: the older one changes nothing now, and everything then.
    await plant.importText(firm, report("5-01", "pass"));
    const between = new Date().toISOString();
    const newest = await now();
    await plant.importText(firm, report("3-01", "fail"));
    expect(await now()).toEqual(newest);
    const march = await verdictsAt(firm, "2026-04-01T00:00:00Z", "observed");
    expect(march).not.toEqual(newest);
    expect(await verdictsAt(firm, "2026-06-01T00:00:00Z", "observed")).toEqual(newest);
    const nothing = await verdictsAt(firm, "2026-02-01T00:00:00Z", "observed");
    expect(new Set(Object.values(nothing))).toEqual(new Set(["notEvidenced"]));
    expect(await verdictsAt(firm, before, "received")).toEqual(nothing);
    expect(await verdictsAt(firm, between, "received")).toEqual(newest);
    expect(await verdictsAt(firm, "2099-01-01T00:00:00Z", "received")).toEqual(newest);
  });

  it("forgets what a newer report no longer said, and what was withdrawn", async () => {
    const firm = await plant.addFirm();
    await plant.importText(
      firm,
      xccdfReport({ host: "h", at: "2026-03-01T00:00:00Z", results: { one: "fail", two: "fail" } }),
    );
    const { file } = await plant.importText(
      firm,
      xccdfReport({ host: "h", at: "2026-05-01T00:00:00Z", results: { one: "pass" } }),
    );
    const march = await verdictsAt(firm, "2026-04-01T00:00:00Z", "observed");
    const may = await verdictsAt(firm, "2026-05-02T00:00:00Z", "observed");
    expect(may).not.toEqual(march);
    const open = await assess(firm);
    expect(may).toEqual(
      Object.fromEntries(open.value.requirements.map(({ id, verdict }) => [id, verdict])),
    );
    await plant.withdraw(firm, file.sha256);
    expect(await verdictsAt(firm, "2026-05-02T00:00:00Z", "observed")).toEqual(march);
  });
});

describe("attack techniques", () => {
  const named = { zh: "技术", en: "technique" };
  const packs: readonly TechniquePack[] = [
    {
      header: {
        id: "own",
        version: "1",
        title: named,
        summary: named,
        standing: "illustrative",
        notice: named,
        sources: [],
      },
      domain: "own",
      citation: { source: "s", clause: null },
      tactics: [{ id: "TA", short: "ta", name: named }],
      techniques: ["T1", "T2", "T3", "T4"].map((id) => ({ id, name: named, tactics: ["TA"] })),
      mappings: [
        {
          pack: "sample",
          version: "1",
          standing: "illustrative",
          without: [{ techniques: ["T4"], why: named }],
          rows: [
            { requirement: "R1", mitigates: ["T1"], detects: [] },
            { requirement: "R2", mitigates: ["T2"], detects: [] },
            { requirement: "R3", mitigates: [], detects: ["T3"] },
          ],
        },
      ],
    },
  ];
  const attack = (firm: string, pack: Pack = samplePack) =>
    counted((tx) => getAttack(tx, firm, { pack, packs, query: {} }));

  it("are as open as the verdicts say, and take no more reads than the assessment", async () => {
    const firm = await plant.addFirm();
    await plant.importText(
      firm,
      xccdfReport({ host: "h", at, results: { one: "pass", two: "fail" } }),
    );
    const { value, statements } = await attack(firm);
    expect(value.techniques.map(({ id, state }) => [id, state])).toEqual([
      ["T1", "covered"],
      ["T2", "open"],
      ["T3", "unknown"],
      ["T4", "unmapped"],
    ]);
    expect(value.levers).toEqual([{ requirement: "R2", alone: ["T2"], touches: ["T2"] }]);
    expect(value.requirements.map(({ id, verdict }) => [id, verdict])).toEqual([
      ["R1", "met"],
      ["R2", "notMet"],
      ["R3", "notEvidenced"],
    ]);
    expect(statements).toBe((await assess(firm)).statements);
  });

  it("have no requirement where nobody mapped the pack, and say so", async () => {
    const newer = { ...samplePack, header: { ...samplePack.header, version: "2" } };
    const { value } = await attack(await plant.addFirm(), newer);
    expect(value).toMatchObject({ mapped: false, counts: { unmapped: 4, covered: 0 } });
  });

  it("are of nobody else's firm", async () => {
    const [mine, theirs] = [await plant.addFirm(), await plant.addFirm()];
    const read = inSnapshot(plant.node.ctx(ownActor(mine)), (tx) =>
      getAttack(tx, theirs, { pack: samplePack, packs, query: {} }),
    );
    await expect(read).rejects.toMatchObject({ code: "request.not-found" });
  });
});
