/** Evidence that grows old: it is marked, then it counts no more, alike on every page, without anybody importing anything. */

import type { Pack } from "@fenji/regime";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import { startEvidenceNode, type EvidenceNode } from "../evidence/testing/evidence-node.ts";
import { samplePack } from "../evidence/testing/sample-pack.ts";
import { xccdfReport } from "../evidence/testing/sample-report.ts";
import { endTerms } from "./end-terms.ts";
import { getAssessment } from "./get-assessment.ts";
import { getRequirement } from "./get-requirement.ts";
import { recomputeVerdicts } from "./recompute-verdicts.ts";
import { findWeighing } from "./weighings.ts";

/** Settings are fresh for 30 days and expire after 90. */
const pack: Pack = {
  ...samplePack,
  freshness: {
    rules: [
      {
        kind: "configuration",
        freshDays: 30,
        expiresDays: 90,
        citation: null,
        standing: "illustrative",
      },
    ],
  },
};

let plant: EvidenceNode;
let firm: Awaited<ReturnType<EvidenceNode["addFirm"]>>;

const observedAt = "2026-05-01T00:00:00Z";
const expiry = "2026-07-30T00:00:00.000Z";

const on = (moment: string): Ctx => ({ ...plant.node.ctx(), now: () => new Date(moment) });

const requirementOn = (moment: string, asOf?: string) =>
  inSnapshot(on(moment), (tx) =>
    getRequirement(tx, firm, {
      pack,
      requirementId: "R3",
      evidenceShown: true,
      moment: asOf === undefined ? null : { at: asOf, by: "observed" },
    }),
  );

/** What the list of requirements says. */
const listedOn = async (moment: string, asOf?: string) => {
  const { requirements } = await inSnapshot(on(moment), (tx) =>
    getAssessment(tx, firm, { pack, query: asOf === undefined ? {} : { asOf, by: "observed" } }),
  );
  return requirements.find(({ id }) => id === "R3")?.verdict;
};

const stored = async (): Promise<string | undefined> => (await plant.verdicts(firm))["R3"];

beforeAll(async () => {
  plant = await startEvidenceNode();
  firm = await plant.addFirm();
  await plant.importText(
    firm,
    xccdfReport({ host: "h1", at: observedAt, results: { three: "pass" } }),
  );
  await inTransaction(on("2026-05-10T00:00:00Z"), (tx) => recomputeVerdicts(tx, firm, [pack]));
});
afterAll(() => plant.node.close());

it("counts while it is fresh, and it is known when that ends", async () => {
  expect(await stored()).toBe("met");
  const weighing = await inSnapshot(on(observedAt), (tx) => findWeighing(tx, firm, pack.header));
  expect(weighing?.changesAt).toBe(expiry);
  const { elements } = await requirementOn("2026-05-10T00:00:00Z");
  expect(elements).toMatchObject([
    { age: "fresh", expiresAt: expiry, observations: [{ age: "fresh" }] },
  ]);
});

it("counts while it is stale, and is marked", async () => {
  const { verdict, elements } = await requirementOn("2026-07-29T23:59:59Z");
  expect(verdict).toBe("met");
  expect(elements).toMatchObject([{ age: "stale", observations: [{ age: "stale" }] }]);
  expect(await listedOn("2026-07-29T23:59:59Z")).toBe("met");
});

it("counts no more from the moment on at which it expires, although nothing stored has changed", async () => {
  const { verdict, elements } = await requirementOn(expiry);
  expect(verdict).toBe("notEvidenced");
  expect(elements).toMatchObject([
    { age: "expired", observations: [{ age: "expired", says: "nothing" }] },
  ]);
  expect(await listedOn(expiry)).toBe("notEvidenced");
  expect(await stored()).toBe("met");
});

it("is as old in the past as it was then", async () => {
  const past = await requirementOn("2026-08-15T00:00:00Z", "2026-06-15T00:00:00Z");
  expect([past.verdict, past.elements[0]?.age]).toEqual(["met", "stale"]);
  expect(await listedOn("2026-08-15T00:00:00Z", "2026-06-15T00:00:00Z")).toBe("met");
});

it("is judged again by the hourly look, once, and that is told", async () => {
  expect(await endTerms(on("2026-07-29T23:00:00Z"), [pack])).toBe(0);
  expect(await endTerms(on("2026-07-30T00:30:00Z"), [pack])).toBe(1);
  expect(await stored()).toBe("notEvidenced");
  expect(await endTerms(on("2026-07-30T01:30:00Z"), [pack])).toBe(0);
  const events = await inSnapshot(plant.node.ctx(), (tx) =>
    tx.db
      .selectFrom("events")
      .select(["action", "payload"])
      .where("enterprise_id", "=", firm)
      .where("action", "=", "verdicts.expired")
      .execute(),
  );
  expect(events.map(({ payload }) => payload)).toEqual([{ verdictsChanged: 1 }]);
});

it("is left alone where its pack is not there any more", async () => {
  const later = on("2027-01-01T00:00:00Z");
  await plant.importText(
    firm,
    xccdfReport({ host: "h1", at: "2026-08-01T00:00:00Z", results: { three: "pass" } }),
  );
  await inTransaction(on("2026-08-02T00:00:00Z"), (tx) => recomputeVerdicts(tx, firm, [pack]));
  expect(await stored()).toBe("met");
  const other: Pack = { ...pack, header: { ...pack.header, version: "2" } };
  expect(await endTerms(later, [other])).toBe(0);
  expect(await stored()).toBe("met");
});
