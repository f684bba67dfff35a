/** Roll-ups equal a full count after many connections wrote at once, also where some of them took back what they did. */

import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inSnapshot, inTransaction, newId, type Ctx } from "../ctx.ts";
import { startTestNode, type TestNode } from "../testing/start-test-node.ts";

let node: TestNode;
const firms = Array.from({ length: 12 }, newId).toSorted();

beforeAll(async () => {
  node = await startTestNode();
  await inTransaction(node.ctx(), (tx) =>
    tx.db
      .insertInto("enterprises")
      .values(
        firms.map((enterprise_id, index) => ({
          enterprise_id,
          credit_code: `91X00000000000${String(index).padStart(3, "0")}A`,
          name: "某厂",
          name_en: null,
          jurisdiction_code: "X0",
          city_code: null,
          division: "C39",
          sector: null,
          synthetic: true,
          created_at: new Date().toISOString(),
        })),
      )
      .execute(),
  );
}, 60_000);

afterAll(() => node.close());

/** The same choices each time: a test that fails must fail again. */
const choices = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16) % below;
  };
};

const grade = (tx: Ctx, firm: string, value: number | null) =>
  sql`insert into enterprise_grades (enterprise_id, pack_id, pack_version, object_type, grade, possible, computed_at)
      values (${firm}, 'p', '1', 'connected', ${value}, '{1}', now())
      on conflict (enterprise_id, pack_id, pack_version, object_type) do update set grade = excluded.grade`.execute(
    tx.db,
  );

const judge = (tx: Ctx, firm: string, verdict: string) =>
  sql`insert into verdicts (enterprise_id, pack_id, pack_version, object_type, requirement_id, verdict, detail, computed_at)
      select ${firm}, 'p', '1', 'connected', 'r' || n, ${verdict}, '{}', now() from generate_series(1, 3) n
      on conflict (enterprise_id, pack_id, pack_version, object_type, requirement_id) do update set verdict = excluded.verdict`.execute(
    tx.db,
  );

const move = (tx: Ctx, firm: string, area: string, line: string) =>
  sql`update enterprises set jurisdiction_code = ${area}, lines = ${`{${line}}`}::text[] where enterprise_id = ${firm}`.execute(
    tx.db,
  );

const forget = (tx: Ctx, firm: string) =>
  sql`delete from enterprise_grades where enterprise_id = ${firm}`.execute(tx.db);

const writes = 40;

/** Each transaction changes one firm twice; every fifth is taken back. */
const write = async (seed: number): Promise<void> => {
  const choose = choices(seed);
  for (let n = 0; n < writes; n += 1) {
    const firm = firms[choose(firms.length)] ?? "";
    const takenBack = n % 5 === 4;
    const done = inTransaction(node.ctx(), async (tx) => {
      // As every writer of the node does: the firm first, then what hangs on it.
      await sql`select 1 from enterprises where enterprise_id = ${firm} for no key update`.execute(
        tx.db,
      );
      for (const what of [choose(5), choose(5)]) {
        if (what === 0) await grade(tx, firm, choose(3) + 1);
        if (what === 1) await grade(tx, firm, null);
        if (what === 2) await judge(tx, firm, ["met", "notMet", "contested"][choose(3)] ?? "met");
        if (what === 3)
          await move(
            tx,
            firm,
            ["X0", "11", "32"][choose(3)] ?? "X0",
            ["industry", "communications"][choose(2)] ?? "industry",
          );
        if (what === 4) await forget(tx, firm);
      }
      if (takenBack) throw new RangeError("taken back");
    });
    if (takenBack) await expect(done).rejects.toThrow("taken back");
    else await done;
  }
};

const kept = {
  enterprises: sql`select jurisdiction_code, lines, sum(enterprises)::int8 as n from enterprise_rollups
    group by 1, 2 having sum(enterprises) <> 0 order by 1, 2`,
  grades: sql`select jurisdiction_code, lines, division, grade, sum(enterprises)::int8 as n from enterprise_grade_rollups
    group by 1, 2, 3, 4 having sum(enterprises) <> 0 order by 1, 2, 3, 4`,
  verdicts: sql`select jurisdiction_code, lines, grade, requirement_id, verdict, sum(enterprises)::int8 as n from verdict_rollups
    group by 1, 2, 3, 4, 5 having sum(enterprises) <> 0 order by 1, 2, 3, 4, 5`,
  tops: sql`select enterprise_id, top_grade from enterprises order by 1`,
};

const counted = {
  enterprises: sql`select jurisdiction_code, lines, count(*) as n from enterprises group by 1, 2 order by 1, 2`,
  grades: sql`select e.jurisdiction_code, e.lines, e.division, g.grade, count(*) as n
    from enterprise_grades g join enterprises e using (enterprise_id) group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
  verdicts: sql`select e.jurisdiction_code, e.lines, g.grade, v.requirement_id, v.verdict, count(*) as n
    from verdicts v join enterprises e using (enterprise_id)
    left join enterprise_grades g using (enterprise_id, pack_id, pack_version, object_type)
    group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`,
  tops: sql`select enterprise_id, (select coalesce(max(grade), 0)::int2 from enterprise_grades g where g.enterprise_id = e.enterprise_id) as top_grade
    from enterprises e order by 1`,
};

test("many writers at once leave the counts of the rows, with their changes folded", async () => {
  await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(write));
  await inSnapshot(node.ctx(), async (tx) => {
    for (const name of ["enterprises", "grades", "verdicts", "tops"] as const) {
      const [ours, all] = [await kept[name].execute(tx.db), await counted[name].execute(tx.db)];
      expect([name, ours.rows]).toEqual([name, all.rows]);
    }
    const folded = await sql`select 1 from verdict_rollups where folded`.execute(tx.db);
    expect(folded.rows.length).toBeGreaterThan(0);
  });
}, 60_000);
