/** The demonstration on a real database: once, all or nothing, resumed where it was interrupted, left alone afterwards. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { redateDemoReport } from "@fenji/synthesis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "../../platform/auth/actor.ts";
import { inSnapshot, inTransaction, type Ctx } from "../../platform/ctx.ts";
import { startTestNode, type TestNode } from "../../platform/testing/start-test-node.ts";
import { importEvidence } from "../evidence/public.ts";
import { packLibrary } from "../packs/public.ts";
import { demoEvidenceFolder, demoFactory } from "./demo-factory.ts";
import { demoFactoryId, demoProvinceSize } from "./demo-ids.ts";
import { findDemonstration, seedDemo } from "./public.ts";
import { gradeFirms } from "./grade-firms.ts";
import { seedProvince } from "./seed-province.ts";
import { storeProvince } from "./store-province.ts";

let node: TestNode;
const said: string[] = [];
const say = (_zh: string, en: string): void => void said.push(en);

const seed = (parts: { readonly demo: boolean }): Promise<void> => {
  const services = { ...node.services, config: { ...node.services.config, demo: parts.demo } };
  return seedDemo(node.ctx(systemActor), services, say);
};

const count = (
  table: "enterprises" | "enterprise_grades" | "evidence_files" | "events" | "cities",
) =>
  inSnapshot(node.ctx(systemActor), async (tx) => {
    const row = await tx.db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as("rows"))
      .executeTakeFirstOrThrow();
    return row.rows;
  });

beforeAll(async () => {
  node = await startTestNode();
});

afterAll(() => node.close());

describe("in this order, on one node", () => {
  it("does nothing when told not to", async () => {
    await seed({ demo: false });
    expect(await count("enterprises")).toBe(0);
    expect(await inSnapshot(node.ctx(), findDemonstration)).toBeNull();
  });

  it("leaves nothing behind when it is interrupted while storing", async () => {
    const { defaultRegime } = await packLibrary();
    const graded = gradeFirms(defaultRegime, [await demoFactory()]);
    const { id, version } = defaultRegime.header;
    const interrupted = inTransaction(node.ctx(systemActor), async (tx: Ctx) => {
      await storeProvince(tx, graded, { pack: { id, version }, at: tx.now().toISOString() });
      throw new Error("killed");
    });
    await expect(interrupted).rejects.toThrow("killed");
    expect([await count("enterprises"), await count("cities")]).toEqual([0, 0]);
  });

  it("makes the province with its factory, all graded", async () => {
    const { defaultRegime } = await packLibrary();
    expect(await seedProvince(node.ctx(systemActor), defaultRegime, say)).toBe(true);
    expect(await count("enterprises")).toBe(demoProvinceSize);
    expect(await count("enterprise_grades")).toBeGreaterThan(demoProvinceSize * 0.95);
    expect(await inSnapshot(node.ctx(), findDemonstration)).toMatchObject({
      enterpriseId: demoFactoryId,
    });
  });

  it("goes on where importing evidence was interrupted", async () => {
    const { defaultRegime } = await packLibrary();
    const files = (await readdir(demoEvidenceFolder)).toSorted();
    const [first = ""] = files;
    const text = await readFile(join(demoEvidenceFolder, first), "utf8");
    await importEvidence(node.ctx(systemActor), {
      enterpriseId: demoFactoryId,
      name: first,
      bytes: Readable.from([redateDemoReport(text, new Date())]),
      signal: new AbortController().signal,
      packs: [defaultRegime],
    });
    expect(await count("evidence_files")).toBe(1);
    await seed({ demo: true });
    expect(await count("evidence_files")).toBe(files.length);
    expect(said.filter((line) => line.startsWith("Skipped"))).toEqual([]);
  });

  it("marks every row synthetic", async () => {
    const plain = await inSnapshot(node.ctx(), (tx) =>
      tx.db
        .selectFrom("enterprises")
        .where((eb) => eb.or([eb("synthetic", "=", false), eb("name", "not like", "%（合成）")]))
        .select("name")
        .execute(),
    );
    expect(plain).toEqual([]);
  });

  it("rolls up as many firms per type and grade as there are", async () => {
    const [rolled, graded] = await inSnapshot(node.ctx(), async (tx) => [
      await tx.db
        .selectFrom("enterprise_grade_rollups")
        .select((eb) => eb.fn.sum("enterprises").as("rows"))
        .executeTakeFirstOrThrow(),
      await count("enterprise_grades"),
    ]);
    expect(Number(rolled.rows)).toBe(graded);
  });

  it("does nothing the second time", async () => {
    const before = [
      await count("enterprises"),
      await count("evidence_files"),
      await count("events"),
    ];
    said.length = 0;
    await seed({ demo: true });
    expect([
      await count("enterprises"),
      await count("evidence_files"),
      await count("events"),
    ]).toEqual(before);
    expect(said).toEqual([]);
  });
});

describe("on a node of its own", () => {
  it("does not mix synthetic firms with those that are there", async () => {
    const other = await startTestNode();
    try {
      await inTransaction(other.ctx(systemActor), async (tx) => {
        await tx.db
          .insertInto("enterprises")
          .values({
            enterprise_id: "01900000-0000-7000-8000-000000000001",
            credit_code: "911100006000000140",
            name: "真实企业",
            name_en: null,
            jurisdiction_code: "11",
            city_code: null,
            division: null,
            sector: null,
            synthetic: false,
            created_at: tx.now().toISOString(),
          })
          .execute();
      });
      const config = { ...other.services.config, demo: true };
      await seedDemo(other.ctx(systemActor), { ...other.services, config }, say);
      expect(await inSnapshot(other.ctx(), findDemonstration)).toBeNull();
    } finally {
      await other.close();
    }
  });
});
