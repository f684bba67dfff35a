/** The explorer of observations: filters that must all hold, pages that lose and double nothing, counts that are exact or say more. */

import type { listObservations as operation, QueryOf } from "@fenji/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inSnapshot } from "../../platform/ctx.ts";
import { listObservations } from "./list-observations.ts";
import { startEvidenceNode, type EvidenceNode } from "./testing/evidence-node.ts";
import { samplePack } from "./testing/sample-pack.ts";
import { xccdfReport } from "./testing/sample-report.ts";

let plant: EvidenceNode;
let firm: Awaited<ReturnType<EvidenceNode["addFirm"]>>;

beforeAll(async () => {
  plant = await startEvidenceNode();
  firm = await plant.addFirm();
  const results = (from: number) =>
    Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `r${from + index}`,
        index % 3 === 0 ? "fail" : "pass",
      ]),
    );
  await plant.importText(
    firm,
    xccdfReport({ host: "h1", at: "2026-03-01T00:00:00Z", results: results(0) }),
    "a.xml",
  );
  await plant.importText(
    firm,
    xccdfReport({ host: "h2", at: "2026-05-01T00:00:00Z", results: { one: "pass" } }),
    "b.xml",
  );
  await plant.importText(
    firm,
    xccdfReport({ host: "h1", at: "2026-06-01T00:00:00Z", results: { r0: "pass" } }),
    "c.xml",
  );
});
afterAll(() => plant.node.close());

type Wish = Partial<QueryOf<typeof operation>>;

const ask = (wish: Wish = {}) =>
  inSnapshot(plant.node.ctx(), (tx) =>
    listObservations(tx, firm, {
      pack: samplePack,
      query: { state: "open", limit: 100, ...wish },
    }),
  );

it("pages from the latest on, each once, and counts on the first page alone", async () => {
  const whole = await ask({ state: "all" });
  const ids: string[] = [];
  let cursor: string | undefined;
  const totals: unknown[] = [];
  do {
    const page = await ask({ state: "all", limit: 7, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...page.items.map(({ id }) => id));
    totals.push(page.total);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(ids).toEqual(whole.items.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(totals[0]).toEqual({ count: ids.length, exact: true });
  expect(totals.slice(1)).toEqual(totals.slice(1).map(() => null));
});

it("filters by state, subject, result, time, check, file and requirement, all of which must hold", async () => {
  const count = async (wish: Wish) => (await ask(wish)).items.length;
  const all = await count({ state: "all" });
  const [open, closed] = [await count({}), await count({ state: "closed" })];
  expect(open + closed).toBe(all);
  expect(closed).toBeGreaterThan(0);
  const { items } = await ask({ subject: "hostname:h2" });
  expect(new Set(items.map(({ subject }) => subject.id))).toEqual(new Set(["hostname:h2"]));
  expect(await count({ subject: "hostname:%" })).toBe(0);
  const failed = await ask({ state: "closed", result: "fail", subject: "hostname:h1" });
  expect(failed.items.every(({ result, closedAt }) => result === "fail" && closedAt !== null)).toBe(
    true,
  );
  expect(await count({ from: "2026-04-30", to: "2026-05-01" })).toBe(items.length);
  const [first] = items;
  expect(await count({ check: first?.check ?? "", subject: "hostname:h2" })).toBe(1);
  expect(await count({ file: first?.file.sha256 ?? "" })).toBe(items.length);
  const reached = (await ask({ state: "all" })).items.find(
    ({ requirements }) => requirements.length > 0,
  );
  const requirement = reached?.requirements[0] ?? "none";
  const through = await ask({ state: "all", requirement });
  expect(through.items.length).toBeGreaterThan(0);
  expect(through.items.every(({ requirements }) => requirements.includes(requirement))).toBe(true);
});
