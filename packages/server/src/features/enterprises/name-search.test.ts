/** Names are found by parts, initials, readings and codes, through the wall; orders page without gaps. */

import {
  createClient,
  createEnterprise,
  listEnterprises,
  type QueryInputOf,
} from "@fenji/contract";
import { creditCodeCheck, type EnterpriseId } from "@fenji/kernel";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localActor, type Actor } from "../../platform/auth/actor.ts";
import { inSnapshot, inTransaction } from "../../platform/ctx.ts";
import { startTestNode, type TestNode } from "../../platform/testing/start-test-node.ts";
import { packLibrary } from "../packs/public.ts";
import { findEnterprises } from "./find-enterprises.ts";
import { indexName } from "./index-name.ts";
import { indexNames } from "./index-names.ts";
import { readName } from "./read-name.ts";
import { registerEnterprises } from "./routes.ts";

let node: TestNode;

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
  const first17 = `9150000000${String(serial).padStart(7, "0")}`;
  return first17 + (creditCodeCheck(first17) ?? "");
};

const names = [
  ["重庆长安汽车股份有限公司", "50"],
  ["武汉钢铁厂", "42"],
  ["苏州厦华电子ABC有限公司", "32"],
  ["ＳＺ全角科技有限公司", "32"],
  ["百分之百%机械厂", "32"],
  ["乐山单氏齿轮有限公司", "51"],
] as const;

const ids = new Map<string, string>();

beforeAll(async () => {
  node = await startTestNode({ features: [registerEnterprises] });
  for (const [index, [name, jurisdiction]] of names.entries()) {
    const body = { creditCode: codeOf(index), name, jurisdiction, city: null, division: "C39" };
    ids.set(name, (await client.call(createEnterprise, { body })).id);
  }
}, 60_000);

afterAll(() => node.close());

const found = async (search: string): Promise<string[]> =>
  (await client.call(listEnterprises, { query: { search } })).items.map(({ name }) => name.zh);

describe("a search", () => {
  it.each([
    ["长安汽车", 0],
    ["钢", 1],
    ["钢铁", 1],
    ["cqcaqc", 0],
    ["zqcaqc", 0],
    ["whgt", 1],
    ["gtc", 1],
    ["wuhang", 1],
    ["wu han gang", 1],
    ["Chong'qing", 0],
    ["suzhouxiahua", 2],
    ["suzhoushahua", 2],
    ["szxh", 2],
    ["abc", 2],
    ["ＡＢＣ", 2],
    ["sz全角", 3],
    ["百%机", 4],
    ["lsss", 5],
    ["lsds", 5],
    [codeOf(1).slice(0, 17), 1],
  ])("for %s finds the one that is meant", async (search, index) => {
    expect(await found(search)).toContain(names[index]?.[0]);
  });

  it.each(["%", "_", "\\", "钢_厂", "' or 1=1 --", "钢铁铁", "zzzz", "cqcaqd", "𠮷"])(
    "for %s finds nothing that is not meant",
    async (search) => {
      expect((await found(search)).filter((name) => !name.includes(search))).toEqual([]);
    },
  );

  it("says the same whether it goes by the index or row by row", async () => {
    const { header } = (await packLibrary()).defaultRegime;
    for (const search of ["有限公司", "钢铁", "cq", "s", "abc", codeOf(0).slice(0, 6)]) {
      const rows = await inSnapshot(node.ctx(), async (tx) => ({
        through: await findEnterprises(tx, header, {
          filter: { search },
          page: { order: "creditCode", limit: 100 },
        }),
        alike: await sql<{
          name: string;
        }>`select name from enterprises order by credit_code`.execute(tx.db),
      }));
      const matching = rows.alike.rows.filter(({ name }) => {
        const index = indexName(name, null);
        return (
          (search.length > 2 && index.search_text.includes(search)) ||
          (/[^\0-\x7f]/.test(search) && index.search_text.includes(search)) ||
          (search.length > 1 && index.initials.includes(search)) ||
          index.pinyin.includes(` ${search}`) ||
          codeOf(names.findIndex(([one]) => one === name)).startsWith(search)
        );
      });
      expect(
        rows.through.items.map(({ name }) => name.zh),
        search,
      ).toEqual(matching.map(({ name }) => name));
      expect(rows.through.total).toEqual({ count: matching.length, exact: true });
    }
  });

  it("stays inside the scope, also below the wall", async () => {
    const { header } = (await packLibrary()).defaultRegime;
    const see = (scope: Actor["scope"], search: string) =>
      inSnapshot(node.ctx({ ...localActor, id: "t", scope }), async (tx) => {
        const page = { order: "creditCode", limit: 100 } as const;
        const { items, total } = await findEnterprises(tx, header, { filter: { search }, page });
        const beneath = await sql<{ ids: string[] }>`
          select fenji_find_enterprises(null, null, null, null, false, null, null, '9%', 100) as ids`.execute(
          tx.db,
        );
        return { seen: items.map(({ id }) => id), total, beneath: beneath.rows[0]?.ids };
      });
    const mine = ids.get("武汉钢铁厂") as EnterpriseId;
    const province = { kind: "jurisdiction", codes: ["42"], lines: ["industry"] } as const;
    for (const scope of [province, { kind: "own", enterpriseIds: [mine] } as const]) {
      expect(await see(scope, "钢铁")).toEqual({
        seen: [mine],
        total: { count: 1, exact: true },
        beneath: [mine],
      });
      expect(await see(scope, "长安")).toMatchObject({ seen: [] });
    }
    expect(await see({ kind: "none" }, "钢铁")).toMatchObject({ seen: [], beneath: [] });
  });
});

describe("each order", () => {
  it.each(["creditCode", "name", "grade", "newest"] as const)(
    "%s gives every enterprise once, page by page",
    async (order) => {
      const seen: string[] = [];
      let query: QueryInputOf<typeof listEnterprises> = { order, limit: 2 };
      for (;;) {
        const page = await client.call(listEnterprises, { query });
        seen.push(...page.items.map(({ name }) => name.zh));
        expect(page.total).toEqual({ count: names.length, exact: true });
        if (page.nextCursor === null) break;
        query = { order, limit: 2, cursor: page.nextCursor };
      }
      expect(seen.toSorted()).toEqual(names.map(([name]) => name).toSorted());
      if (order === "name")
        expect(seen).toEqual([
          "百分之百%机械厂",
          "重庆长安汽车股份有限公司",
          "乐山单氏齿轮有限公司",
          "苏州厦华电子ABC有限公司",
          "ＳＺ全角科技有限公司",
          "武汉钢铁厂",
        ]);
      if (order === "newest") expect(seen[0]).toBe("乐山单氏齿轮有限公司");
    },
  );

  it("refuses the cursor of another", async () => {
    const first = await client.call(listEnterprises, { query: { order: "name", limit: 2 } });
    const cursor = first.nextCursor ?? "";
    await expect(
      client.call(listEnterprises, { query: { order: "grade", cursor } }),
    ).rejects.toMatchObject({ code: "request.invalid" });
  });
});

describe("readings", () => {
  it("begin with the likely one and hold the other of a twofold character", () => {
    expect(readName("重庆长安").map(({ initials }) => initials)).toEqual(["cqca", "zqca", "cqza"]);
    expect(readName("银行").map(({ pinyin }) => pinyin)).toEqual(["yinhang", "yinxing"]);
    expect(readName("绿城 5g（合成）")).toEqual([
      { pinyin: "lvcheng5ghecheng", initials: "lc5ghc" },
    ]);
  });
});

describe("names that were registered before there was an index", () => {
  it("are indexed at the next start, in parts, and only once", async () => {
    const id = ids.get("武汉钢铁厂") ?? "";
    const index = () =>
      inSnapshot(node.ctx(), (tx) =>
        tx.db
          .selectFrom("enterprises")
          .where("enterprise_id", "=", id)
          .select(["search_text", "pinyin", "initials", "search_grams"])
          .executeTakeFirstOrThrow(),
      );
    const before = await index();
    await inTransaction(node.ctx(), (tx) =>
      sql`update enterprises set search_text = '', pinyin = '', initials = '', search_grams = null`.execute(
        tx.db,
      ),
    );
    expect(await found("钢铁")).toEqual([]);
    const told: string[] = [];
    await indexNames(node.ctx(), node.services, (_zh, en) => told.push(en));
    expect(await index()).toEqual(before);
    expect(await found("钢铁")).toEqual(["武汉钢铁厂"]);
  });
});
