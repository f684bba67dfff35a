/** The registry over HTTP on a real database: registering, finding, facts and their conflicts, history, scope. */

import {
  createEnterprise,
  createClient,
  getEnterprise,
  getGrading,
  getProvince,
  listEnterprises,
  listEvents,
  listFactsHistory,
  listJurisdictions,
  previewGrading,
  saveFacts,
} from "@fenji/contract";
import { AppError, creditCodeCheck, type EnterpriseId } from "@fenji/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyEvents } from "../../platform/events.ts";
import { localActor, type Actor } from "../../platform/auth/actor.ts";
import { inSnapshot, inTransaction } from "../../platform/ctx.ts";
import { startTestNode, type TestNode } from "../../platform/testing/start-test-node.ts";
import { recomputeVerdicts } from "../assessment/public.ts";
import { registerGrading } from "../grading/routes.ts";
import { registerProvince } from "../province/routes.ts";
import { packLibrary } from "../packs/public.ts";
import { findEnterprises } from "./find-enterprises.ts";
import { findEnterprise, findEvents, findFactsVersions } from "./queries.ts";
import { registerEnterprises } from "./routes.ts";
import { saveFacts as saveFactsAs } from "../facts/public.ts";

let node: TestNode;

/** The typed client over the server's own injection, so that both sides of the contract are the real ones. */
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

const codeOf = (serial: number): string => {
  const first17 = `9132000000${String(serial).padStart(7, "0")}`;
  return first17 + (creditCodeCheck(first17) ?? "");
};

const register = (serial: number, name: string) =>
  client.call(createEnterprise, {
    body: { creditCode: codeOf(serial), name, jurisdiction: "32", city: null, division: "C39" },
  });

const refusal = async (call: Promise<unknown>): Promise<AppError> => {
  const outcome = await call.catch((error: unknown) => error);
  if (outcome instanceof AppError) return outcome;
  throw new Error("the call was not refused");
};

beforeAll(async () => {
  node = await startTestNode({
    features: [registerEnterprises, registerGrading, registerProvince],
  });
}, 60_000);

afterAll(() => node.close());

describe("registering", () => {
  it("keeps what was given and derives the sector from the division", async () => {
    const made = await register(1, "常熟测试电子有限公司");
    expect(made).toMatchObject({
      creditCode: codeOf(1),
      sector: "electronics",
      synthetic: false,
      grades: [],
    });
    expect(await client.call(getEnterprise, { path: { enterpriseId: made.id } })).toMatchObject({
      id: made.id,
      facts: {},
      factsId: null,
    });
  });

  it.each([
    ["91110000600037342L", "check-character"],
    ["9111000060003734", "length"],
    ["91110000600037341I", "check-character"],
  ])("refuses the credit code %s and says why", async (creditCode, problem) => {
    const error = await refusal(
      client.call(createEnterprise, {
        body: { creditCode, name: "甲", jurisdiction: "32", city: null, division: "C39" },
      }),
    );
    expect(error.code).toBe("enterprise.credit-code");
    expect(error.params["problem"]).toBe(problem);
  });

  it.each(["甲\u202E乙", "甲\u0007", "\u200F甲"])(
    "refuses the name %j, which would show as another",
    async (name) => {
      expect((await refusal(register(4, name))).code).toBe("enterprise.name");
    },
  );

  it("refuses the same code twice, also when both come at once", async () => {
    const outcomes = await Promise.all(
      [2, 2, 2].map((serial) => register(serial, "乙").catch((error: unknown) => error)),
    );
    const refused = outcomes.filter((outcome) => outcome instanceof AppError);
    expect(refused).toHaveLength(2);
    expect(refused.every((error) => error.code === "enterprise.exists")).toBe(true);
  });

  it("refuses a division outside industry and a jurisdiction that is not there", async () => {
    const body = {
      creditCode: codeOf(3),
      name: "丙",
      jurisdiction: "32",
      city: null,
      division: "J66",
    };
    expect((await refusal(client.call(createEnterprise, { body }))).code).toBe(
      "enterprise.division",
    );
    const elsewhere = { ...body, division: "C39", jurisdiction: "ZZ" };
    expect((await refusal(client.call(createEnterprise, { body: elsewhere }))).code).toBe(
      "request.not-found",
    );
  });
});

describe("finding", () => {
  it("by part of a name and by the start of a code, with wildcards taken literally", async () => {
    await register(10, "百分之百%机械厂");
    const find = async (search: string) =>
      (await client.call(listEnterprises, { query: { search } })).items;
    expect((await find("百%机")).map((item) => item.name.zh)).toEqual(["百分之百%机械厂"]);
    expect(await find("%常%熟%")).toEqual([]);
    expect((await find(codeOf(10).slice(0, 16))).map((item) => item.creditCode)).toContain(
      codeOf(10),
    );
    expect(await find("' or 1=1 --")).toEqual([]);
  });

  it("page by page gives each enterprise once, whatever is added meanwhile", async () => {
    for (const serial of [20, 21, 22, 23, 24]) await register(serial, `分页${serial}`);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.call(listEnterprises, {
        query: { search: "分页", limit: 2, ...(cursor === undefined ? {} : { cursor }) },
      });
      seen.push(...page.items.map((item) => item.name.zh));
      if (seen.length === 2) await register(19, "分页19");
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(["分页20", "分页21", "分页22", "分页23", "分页24"]);
  });

  it("refuses a cursor that no list gave out", async () => {
    expect((await refusal(client.call(listEnterprises, { query: { cursor: "!!" } }))).code).toBe(
      "request.invalid",
    );
  });
});

describe("facts", () => {
  const tiny = {
    enterpriseTypes: ["connected"],
    employees: 5,
    annualRevenueWanYuan: 100,
    connectedDeviceShare: 0,
    remoteControl: false,
  };

  it("grade as they are saved, the same as a preview, and count in the province", async () => {
    const { id } = await register(30, "定级测试");
    const counted = async () => {
      const province = await client.call(getProvince, { query: { jurisdiction: "32" } });
      return province.byGrade.filter((cell) => cell.type === "connected");
    };
    const before = await counted();
    const facts = {
      ...tiny,
      importantDataFiled: false,
      majorHazard: "none",
      chainRole: "ordinary",
      soleSupplier: false,
    };
    const saved = await client.call(saveFacts, {
      path: { enterpriseId: id },
      body: { facts, basedOn: null },
    });
    expect(saved.report.results).toMatchObject([{ type: "connected", grade: 1, possible: [1] }]);
    const preview = await client.call(previewGrading, {
      body: { pack: saved.report.pack, object: saved.report.object, facts },
    });
    expect(preview.results).toEqual(saved.report.results);
    expect((await client.call(getGrading, { path: { enterpriseId: id } })).results).toEqual(
      saved.report.results,
    );
    expect(before).toEqual([]);
    expect(await counted()).toEqual([{ type: "connected", grade: 1, enterprises: 1 }]);
  });

  it("refuse an edit that started from older ones, and undo is saving the older again", async () => {
    const { id } = await register(31, "冲突测试");
    const path = { enterpriseId: id };
    const first = await client.call(saveFacts, { path, body: { facts: tiny, basedOn: null } });
    const second = await client.call(saveFacts, {
      path,
      body: { facts: { ...tiny, employees: 900 }, basedOn: first.factsId },
    });
    const late = await refusal(
      client.call(saveFacts, { path, body: { facts: tiny, basedOn: first.factsId } }),
    );
    expect(late.code).toBe("fact.conflict");
    await client.call(saveFacts, { path, body: { facts: tiny, basedOn: second.factsId } });
    const { versions } = await client.call(listFactsHistory, { path });
    expect(versions.map((version) => version.facts["employees"])).toEqual([5, 900, 5]);
    const { events } = await client.call(listEvents, { path });
    expect(events.map((event) => event.action)).toEqual([
      "facts.recorded",
      "facts.recorded",
      "facts.recorded",
      "enterprise.registered",
    ]);
  });

  it("decide which requirements are asked, and stored verdicts follow them", async () => {
    const { id } = await register(36, "行业要求测试");
    const path = { enterpriseId: id };
    const pack = (await packLibrary()).regimes.find(
      ({ header }) => header.id === "iiot-protection",
    );
    if (pack === undefined) throw new Error("the protection pack is shipped");
    await inTransaction(node.ctx(), (tx) => recomputeVerdicts(tx, id, [pack]));
    const stored = () =>
      inSnapshot(node.ctx(), async (tx) => {
        const rows = await tx.db
          .selectFrom("verdicts")
          .where("enterprise_id", "=", id)
          .where("requirement_id", "in", ["IC-SV-05", "IC-SV-13"])
          .orderBy("requirement_id")
          .select("verdict")
          .execute();
        return rows.map(({ verdict }) => verdict);
      });
    expect(await stored()).toEqual(["notEvidenced", "notEvidenced"]);
    const facts = { ...tiny, division: "C39" };
    const first = await client.call(saveFacts, { path, body: { facts, basedOn: null } });
    expect(await stored()).toEqual(["notApplicable", "notEvidenced"]);
    const basedOn = first.factsId;
    await client.call(saveFacts, { path, body: { facts: { ...tiny, division: "C35" }, basedOn } });
    expect(await stored()).toEqual(["notEvidenced", "notApplicable"]);
  });

  it("let one of two that start from the same facts through", async () => {
    const { id } = await register(32, "并发测试");
    const save = (employees: number) =>
      client
        .call(saveFacts, {
          path: { enterpriseId: id },
          body: { facts: { ...tiny, employees }, basedOn: null },
        })
        .catch((error: unknown) => error);
    const outcomes = await Promise.all([save(1), save(2), save(3)]);
    expect(
      outcomes.filter((outcome) => outcome instanceof AppError && outcome.code === "fact.conflict"),
    ).toHaveLength(2);
  });

  it.each([
    [71, { employees: "many" }, "fact.wrong-type"],
    [72, { employees: -1 }, "fact.out-of-range"],
    [73, { employes: 3 }, "fact.unknown-id-near"],
    [74, { division: "Z99" }, "fact.unknown-option"],
  ])(
    "%i: what does not fit the pack is refused by name, and nothing is stored",
    async (serial, facts, code) => {
      const { id } = await register(serial, "错误事实");
      const error = await refusal(
        client.call(saveFacts, { path: { enterpriseId: id }, body: { facts, basedOn: null } }),
      );
      expect(error.code).toBe(code);
      expect(
        (await client.call(listFactsHistory, { path: { enterpriseId: id } })).versions,
      ).toEqual([]);
    },
  );

  it("leave the chain of events whole", async () => {
    expect(await inSnapshot(node.ctx(), (tx) => verifyEvents(tx.db))).toBeNull();
  });
});

describe("another enterprise's owner", () => {
  it("sees and changes only the own one, whatever is asked", async () => {
    const mine = await register(60, "本企业");
    const other = await register(61, "他企业");
    const pack = (await packLibrary()).defaultRegime;
    const owner: Actor = {
      ...localActor,
      id: "owner",
      scope: { kind: "own", enterpriseIds: [mine.id as EnterpriseId] },
    };
    await inSnapshot(node.ctx(owner), async (tx) => {
      const page = { order: "creditCode", limit: 100 } as const;
      const all = await findEnterprises(tx, pack.header, { filter: {}, page });
      expect(all.items.map((item) => item.id)).toEqual([mine.id]);
      await expect(findEnterprise(tx, pack.header, other.id)).rejects.toMatchObject({
        code: "request.not-found",
      });
      expect(await findFactsVersions(tx, other.id)).toEqual([]);
      expect((await findEvents(tx, other.id, { limit: 10 })).events).toEqual([]);
    });
    const change = { enterpriseId: other.id, facts: { employees: 1 }, basedOn: null };
    await expect(saveFactsAs(node.ctx(owner), pack, change)).rejects.toMatchObject({
      code: "request.not-found",
    });
    const planted = inTransaction(node.ctx(owner), (tx) =>
      tx.db
        .insertInto("enterprise_facts")
        .values({
          enterprise_id: other.id,
          id: tx.newId(),
          recorded_at: tx.now().toISOString(),
          facts: "{}",
          actor: "owner",
          supersedes: null,
        })
        .execute(),
    );
    await expect(planted).rejects.toThrow(/row-level security/);
  });
});

describe("jurisdictions", () => {
  it("hold 34 provincial ones, five separately planned cities and the corps beside them", async () => {
    const { jurisdictions } = await client.call(listJurisdictions, {});
    const real = jurisdictions.filter((entry) => !entry.synthetic);
    expect(real.filter((entry) => entry.level === "province")).toHaveLength(34);
    expect(
      real
        .filter((entry) => entry.level === "city-separate")
        .map((entry) => entry.name.en)
        .toSorted(),
    ).toEqual(["Dalian", "Ningbo", "Qingdao", "Shenzhen", "Xiamen"]);
    expect(real.filter((entry) => entry.level === "corps")).toHaveLength(1);
  });

  it("sum up to the nation, the separately planned cities too", async () => {
    const before = await client.call(getProvince, { query: { jurisdiction: "CN" } });
    await client.call(createEnterprise, {
      body: {
        creditCode: codeOf(900),
        name: "深圳测试企业",
        jurisdiction: "4403",
        city: null,
        division: "C39",
      },
    });
    const nation = await client.call(getProvince, { query: { jurisdiction: "CN" } });
    const province = await client.call(getProvince, { query: { jurisdiction: "32" } });
    expect(province.enterprises).toBeGreaterThan(0);
    expect(before.enterprises).toBe(province.enterprises);
    expect(nation.enterprises).toBe(province.enterprises + 1);
    expect((await refusal(client.call(getProvince, { query: { jurisdiction: "99" } }))).code).toBe(
      "request.not-found",
    );
  });
});
