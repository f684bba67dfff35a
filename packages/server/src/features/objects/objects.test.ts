/** Graded objects of every kind over HTTP on a real database: facts asked once, history, dates, eligibility, walls. */

import {
  changeObject,
  createClient,
  createEnterprise,
  createObject,
  getEligibility,
  getEnterprise,
  getObject,
  getRegimes,
  gradeObjectOn,
  listEvents,
  listObjectFacts,
  listObjects,
  saveFacts,
  saveObjectFacts,
} from "@fenji/contract";
import { AppError, creditCodeCheck, type EnterpriseId } from "@fenji/kernel";
import { isInForce, type Facts, type Pack } from "@fenji/regime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localActor } from "../../platform/auth/actor.ts";
import { inSnapshot, newId } from "../../platform/ctx.ts";
import { startTestNode, type TestNode } from "../../platform/testing/start-test-node.ts";
import { registerEnterprises } from "../enterprises/routes.ts";
import { packLibrary } from "../packs/public.ts";
import { findObjects } from "./find-objects.ts";
import {
  applicantKind,
  isSelfKind,
  kindsOfObjects,
  selfKind,
  sharedFactsOf,
} from "./object-kinds.ts";
import { registerObjects } from "./routes.ts";

let node: TestNode;
let enterpriseId = "";
let packs: readonly Pack[] = [];

const client = createClient("http://localhost", async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  const reply = await node.app.inject({
    method: (init?.method ?? "GET") as "GET",
    url: url.pathname + url.search,
    headers: { host: "localhost", "content-type": "application/json" },
    ...(typeof init?.body === "string" ? { payload: init.body } : {}),
  });
  return new Response(reply.payload, { status: reply.statusCode });
});

const refusal = async (call: Promise<unknown>): Promise<AppError> => {
  const outcome = await call.catch((error: unknown) => error);
  if (outcome instanceof AppError) return outcome;
  throw new Error("the call was not refused");
};

/** The pack's first case that settles something, so that no rule of a pack stands here. */
const worked = (
  pack: Pack,
): { readonly facts: Facts; readonly expect: Pack["cases"][number]["expect"] } => {
  const found = pack.cases.find((one) => one.expect.some(({ grade }) => grade !== null));
  if (found === undefined) throw new Error(`${pack.header.id} has no settled case`);
  return found;
};

const refOf = ({ header: { id, version } }: Pack) => ({ id, version });

const plain = (facts: Facts) => ({ ...facts });

beforeAll(async () => {
  node = await startTestNode({ features: [registerEnterprises, registerObjects] });
  packs = (await packLibrary()).regimes;
  const first17 = "91320000000000731";
  const made = await client.call(createEnterprise, {
    body: {
      creditCode: first17 + (creditCodeCheck(first17) ?? ""),
      name: "多制度厂",
      jurisdiction: "32",
      city: null,
      division: "C39",
    },
  });
  enterpriseId = made.id;
}, 60_000);

afterAll(() => node.close());

const addObject = (kind: string, name: string) =>
  client.call(createObject, { path: { enterpriseId }, body: { kind, name } });

describe("graded objects", () => {
  it("every kind that a pack grades can be added, and graded as the pack's own case says", async () => {
    const { kinds } = await client.call(listObjects, { path: { enterpriseId } });
    const many = kindsOfObjects(await packLibrary()).filter(({ kind }) => !isSelfKind(kind));
    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(
      many.map(({ kind }) => kind).toSorted(),
    );
    expect(many.length).toBeGreaterThanOrEqual(6);
    for (const { kind } of many)
      expect(sharedFactsOf(await packLibrary(), kind).conflicts).toEqual([]);
    for (const { kind, packs: of } of many) {
      const [pack] = of;
      if (pack === undefined) continue;
      const { id: objectId } = await addObject(kind, `对象 ${kind}`);
      const { facts, expect: wanted } = worked(pack);
      const saved = await client.call(saveObjectFacts, {
        path: { enterpriseId, objectId },
        body: { pack: refOf(pack), facts: plain(facts), basedOn: null },
      });
      for (const one of wanted)
        expect([
          kind,
          saved.report.results.find(({ type }) => type === one.type)?.grade ?? null,
        ]).toEqual([kind, one.grade]);
    }
    const { objects } = await client.call(listObjects, { path: { enterpriseId } });
    expect(objects.length).toBe(many.length);
    const graded = objects.filter(({ grades }) => grades.length > 0);
    expect(graded.length).toBeGreaterThanOrEqual(6);
  });

  it("renames, archives and brings back; an archived object takes no facts", async () => {
    const made = await addObject("system", "生产系统");
    const path = { enterpriseId, objectId: made.id };
    const archived = await client.call(changeObject, {
      path,
      body: { name: "MES", archived: true },
    });
    expect([archived.name, archived.archivedAt === null]).toEqual(["MES", false]);
    const [pack] = packs.filter(({ header }) => header.object.kind === "system");
    if (pack === undefined) throw new Error("no pack");
    const refused = await refusal(
      client.call(saveObjectFacts, { path, body: { pack: refOf(pack), facts: {}, basedOn: null } }),
    );
    expect(refused.code).toBe("object.archived");
    const back = await client.call(changeObject, { path, body: { name: "MES", archived: false } });
    expect(back.archivedAt).toBeNull();
    const { events } = await client.call(listEvents, { path: { enterpriseId } });
    expect(events.slice(0, 4).map(({ action }) => action)).toEqual([
      "object.restored",
      "object.archived",
      "object.renamed",
      "object.created",
    ]);
  });

  it("refuses kinds that no pack grades, packs of another kind, and facts newer than the edit", async () => {
    expect((await refusal(addObject("ship", "某"))).code).toBe("object.kind");
    const made = await addObject("system", "某");
    const path = { enterpriseId, objectId: made.id };
    const other = packs.find(({ header }) => header.object.kind === "zone");
    const own = packs.find(({ header }) => header.object.kind === "system");
    if (other === undefined || own === undefined) throw new Error("no pack");
    const wrong = client.call(saveObjectFacts, {
      path,
      body: { pack: refOf(other), facts: {}, basedOn: null },
    });
    expect((await refusal(wrong)).code).toBe("object.other-kind");
    const late = client.call(saveObjectFacts, {
      path,
      body: { pack: refOf(own), facts: {}, basedOn: "older" },
    });
    expect((await refusal(late)).code).toBe("fact.conflict");
  });

  it("keeps earlier facts, and restoring them is saving them again", async () => {
    const made = await addObject("system", "历史");
    const path = { enterpriseId, objectId: made.id };
    const pack = packs.find(({ header }) => header.object.kind === "system");
    if (pack === undefined) throw new Error("no pack");
    const first = plain(worked(pack).facts);
    const one = await client.call(saveObjectFacts, {
      path,
      body: { pack: refOf(pack), facts: first, basedOn: null },
    });
    await client.call(saveObjectFacts, {
      path,
      body: { pack: refOf(pack), facts: {}, basedOn: one.factsId },
    });
    const query = { pack: `${pack.header.id}@${pack.header.version}` };
    const { versions } = await client.call(listObjectFacts, { path, query });
    expect(versions.map(({ facts }) => facts)).toEqual([{}, first]);
    const again = await client.call(saveObjectFacts, {
      path,
      body: { pack: refOf(pack), facts: first, basedOn: versions[0]?.factsId ?? null },
    });
    const { facts, factsId } = await client.call(getObject, { path });
    expect(factsId).toBe(again.factsId);
    expect(facts.find(({ pack: ref }) => ref.id === pack.header.id)?.facts).toEqual(first);
  });
});

describe("the enterprise under several packs", () => {
  const self = () => ({ enterpriseId, objectId: enterpriseId });

  it("asks one fact once: what the registry holds is there for every pack, and the other way round", async () => {
    const { factsId } = await client.call(getEnterprise, { path: { enterpriseId } });
    await client.call(saveFacts, {
      path: { enterpriseId },
      body: { facts: { employees: 120 }, basedOn: factsId },
    });
    expect(sharedFactsOf(await packLibrary(), selfKind).conflicts).toEqual([]);
    const before = await client.call(getObject, { path: self() });
    const holding = before.facts.filter(({ facts }) => facts["employees"] === 120);
    expect(holding.length).toBeGreaterThanOrEqual(3);
    const applicant = packs.find(
      ({ header, grading }) =>
        header.object.kind === applicantKind && grading.facts.some(({ id }) => id === "employees"),
    );
    if (applicant === undefined) throw new Error("no pack");
    const saved = await client.call(saveObjectFacts, {
      path: self(),
      body: {
        pack: refOf(applicant),
        facts: { employees: 90, nicheYears: 4 },
        basedOn: before.factsId,
      },
    });
    const registry = await client.call(getEnterprise, { path: { enterpriseId } });
    expect(registry.facts).toEqual({ employees: 90 });
    const { versions } = await client.call(listObjectFacts, {
      path: self(),
      query: { pack: `${applicant.header.id}@${applicant.header.version}` },
    });
    expect(versions.map(({ facts }) => facts)).toEqual([
      { employees: 90, nicheYears: 4 },
      { employees: 120 },
    ]);
    expect(saved.factsId).toBe(versions[0]?.factsId);
  });

  it("chooses the version by the date, and shows eligibility under both with the nearest step", async () => {
    const versions = packs.filter(({ header }) => header.object.kind === applicantKind);
    const [newest, older] = versions.toSorted((a, b) =>
      (a.header.effectiveFrom ?? "") < (b.header.effectiveFrom ?? "") ? 1 : -1,
    );
    if (newest === undefined || older === undefined) throw new Error("two versions are needed");
    const { factsId } = await client.call(getObject, { path: self() });
    await client.call(saveObjectFacts, {
      path: self(),
      body: { pack: refOf(older), facts: plain(worked(older).facts), basedOn: factsId },
    });
    const on = (date: string) =>
      client.call(gradeObjectOn, { path: self(), query: { pack: newest.header.id, date } });
    const [then, now] = [older.header.effectiveFrom ?? "", newest.header.effectiveFrom ?? ""];
    expect((await on(then)).pack.version).toBe(older.header.version);
    expect((await on(now)).pack.version).toBe(newest.header.version);
    expect((await refusal(on("2000-01-01"))).code).toBe("pack.not-in-force");

    const { policies } = await client.call(getEligibility, {
      path: { enterpriseId },
      query: { date: then },
    });
    const [policy] = policies;
    expect(policy?.versions.map(({ pack }) => [pack.version, pack.inForce])).toEqual([
      [older.header.version, true],
      [newest.header.version, false],
    ]);
    const steps = policy?.versions.flatMap((version) => version.steps) ?? [];
    expect(steps.some(({ outcome }) => outcome === "reached")).toBe(true);
    const named = steps.filter(({ outcome }) => outcome === "step");
    expect(named.length).toBeGreaterThan(0);
    for (const { changes } of named) expect(changes.length).toBeGreaterThan(0);
  }, 60_000);
});

it("shows every regime in force under which the enterprise has something to grade", async () => {
  const { date, regimes } = await client.call(getRegimes, { path: { enterpriseId } });
  const { objects } = await client.call(listObjects, { path: { enterpriseId } });
  const kinds = new Set(objects.map(({ kind }) => kind));
  const expected = packs
    .filter(({ header }) => isInForce(header, date))
    .filter(({ header: { object } }) => isSelfKind(object.kind) || kinds.has(object.kind))
    .map(({ header }) => `${header.id}@${header.version}`);
  expect(regimes.map(({ pack }) => `${pack.id}@${pack.version}`)).toEqual(expected);
  const counted = regimes.flatMap(({ requirements }) => requirements ?? []);
  expect(counted.length).toBeGreaterThan(0);
  for (const { asked, counts } of counted) expect(counts.notEvidenced).toBe(asked);
}, 60_000);

it("another firm sees none of it", async () => {
  const stranger = {
    ...localActor,
    id: "stranger",
    scope: { kind: "own", enterpriseIds: [newId() as EnterpriseId] },
  } as const;
  const seen = inSnapshot(node.ctx(stranger), (tx) => findObjects(tx, enterpriseId));
  expect((await refusal(seen)).code).toBe("request.not-found");
});
