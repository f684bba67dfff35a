/** Roll-ups equal a count from scratch after any sequence of grading, regrading, moving and removing. */

import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inSnapshot, inTransaction, newId } from "../ctx.ts";
import { startTestNode, type TestNode } from "../testing/start-test-node.ts";

let node: TestNode;
const firms = Array.from({ length: 6 }, newId);
const areas = ["X0", "11", "3302"];

beforeAll(async () => {
  node = await startTestNode();
  const created_at = new Date().toISOString();
  await inTransaction(node.ctx(), async (tx) => {
    for (const [index, enterprise_id] of firms.entries()) {
      await tx.db
        .insertInto("enterprises")
        .values({
          enterprise_id,
          credit_code: `91X0000000000000${index}A`,
          name: "某厂",
          name_en: null,
          jurisdiction_code: "X0",
          city_code: null,
          division: "C39",
          sector: null,
          synthetic: true,
          created_at,
        })
        .execute();
    }
  });
}, 60_000);

afterAll(() => node.close());

const firm = fc.constantFrom(...firms);
const step = fc.oneof(
  fc.record({
    kind: fc.constant("grade" as const),
    firms: fc.uniqueArray(firm, { minLength: 1 }),
    grade: fc.constantFrom(1, 2, 3, null),
  }),
  fc.record({
    kind: fc.constant("move" as const),
    firm,
    area: fc.constantFrom(...areas),
    sector: fc.constantFrom("electronics", null),
  }),
  fc.record({ kind: fc.constant("remove" as const), firm }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const run = (one: Step) =>
  inTransaction(node.ctx(), async (tx) => {
    if (one.kind === "move") {
      const change = { jurisdiction_code: one.area, sector: one.sector };
      return tx.db
        .updateTable("enterprises")
        .set(change)
        .where("enterprise_id", "=", one.firm)
        .execute();
    }
    if (one.kind === "remove")
      return tx.db.deleteFrom("enterprise_grades").where("enterprise_id", "=", one.firm).execute();
    const rows = one.firms.map((enterprise_id) => ({
      enterprise_id,
      pack_id: "p",
      pack_version: "1",
      object_type: "connected",
      grade: one.grade,
      possible: one.grade === null ? [1, 2] : [one.grade],
      facts_id: null,
      computed_at: new Date().toISOString(),
    }));
    return tx.db
      .insertInto("enterprise_grades")
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(["enterprise_id", "pack_id", "pack_version", "object_type"])
          .doUpdateSet((eb) => ({
            grade: eb.ref("excluded.grade"),
            possible: eb.ref("excluded.possible"),
          })),
      )
      .execute();
  });

test("counts kept by triggers are the counts of the rows", async () => {
  const compare = async (steps: readonly Step[]) => {
    for (const one of steps) await run(one);
    const [kept, counted] = await inSnapshot(node.ctx(), async (tx) => [
      await sql`select jurisdiction_code, sector, grade, sum(enterprises)::int8 as enterprises from enterprise_grade_rollups
                group by 1, 2, 3 having sum(enterprises) <> 0 order by 1, 2, 3`.execute(tx.db),
      await sql`select e.jurisdiction_code, coalesce(e.sector, '') as sector, g.grade, count(*) as enterprises
                from enterprise_grades g join enterprises e using (enterprise_id) group by 1, 2, 3 order by 1, 2, 3`.execute(
        tx.db,
      ),
    ]);
    expect(kept?.rows).toEqual(counted?.rows);
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), compare), {
    numRuns: 40,
  });
}, 60_000);
