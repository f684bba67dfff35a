/** What row-level security costs on the heaviest lists of 500,000 firms: as each kind of actor, and as a role that bypasses it. */

import { join } from "node:path";
import { openSecrets, recordedAddress } from "@fenji/intake";
import type { Pool } from "pg";
import { openPool } from "../packages/server/src/platform/db/connect.ts";
import {
  startTestNode,
  type TestNode,
} from "../packages/server/src/platform/testing/start-test-node.ts";
import type { Bench, BenchRow } from "./bench-row.ts";

const firms = 500_000;
const rounds = 7;

/** Firms over all jurisdictions, one grade each, verdicts for every hundredth. */
const fill = async (pool: Pool): Promise<void> => {
  await pool.query("select set_config('fenji.scope', 'all', false)");
  await pool.query(`
    insert into enterprises (enterprise_id, credit_code, name, jurisdiction_code, division, sector, synthetic, created_at, lines)
    select gen_random_uuid(), 'S' || lpad(n::text, 17, '0'), '合成企业' || n, j.code, 'C39', 'electronics', true, now(),
           case when n % 10 = 0 then '{communications}' else '{industry}' end::text[]
      from generate_series(1, ${firms}) n
      join (select code, row_number() over (order by code) - 1 as k, count(*) over () as all_of
              from jurisdictions where level <> 'nation') j on n % j.all_of = j.k`);
  await pool.query(`
    insert into enterprise_grades (enterprise_id, pack_id, pack_version, object_type, grade, possible, computed_at)
    select enterprise_id, 'p', '1', 'connected', 1 + right(credit_code, 3)::int % 3, '{1}', now() from enterprises`);
  await pool.query(`
    insert into verdicts (enterprise_id, pack_id, pack_version, object_type, requirement_id, verdict, detail, computed_at)
    select enterprise_id, 'p', '1', 'connected', 'r' || r, 'notMet', '{}', now()
      from enterprises, generate_series(1, 100) r where right(credit_code, 2) = '00'`);
  await pool.query("vacuum analyze enterprises, enterprise_grades, verdicts");
};

interface List {
  readonly name: string;
  readonly text: string;
}

const shared = `
  select e.enterprise_id, e.name, (select json_agg(g.grade) from enterprise_grades g where g.enterprise_id = e.enterprise_id)
    from enterprises e`;

const lists: readonly List[] = [
  {
    name: "first page of the registry",
    text: `${shared} where e.jurisdiction_code = $1 order by e.credit_code limit 51`,
  },
  {
    name: "first page of grade 3",
    text: `${shared} where e.jurisdiction_code = $1
             and exists (select 1 from enterprise_grades f where f.enterprise_id = e.enterprise_id and f.grade = 3)
            order by e.credit_code limit 51`,
  },
  {
    name: "count by grade",
    text: `select g.grade, count(*) from enterprise_grades g join enterprises e using (enterprise_id)
            where e.jurisdiction_code = $1 group by 1`,
  },
  {
    name: "not met, by requirement",
    text: `select v.requirement_id, count(*) from verdicts v join enterprises e using (enterprise_id)
            where e.jurisdiction_code = $1 and v.verdict = 'notMet' group by 1`,
  },
];

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const timed = async (pool: Pool, list: List, settings: readonly string[]): Promise<number> => {
  const client = await pool.connect();
  const times: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      await client.query("begin");
      await client.query(
        `select set_config('fenji.scope', $1, true), set_config('fenji.enterprises', $2, true),
                set_config('fenji.jurisdictions', $3, true), set_config('fenji.lines', $4, true)`,
        [...settings],
      );
      const begun = performance.now();
      await client.query(list.text, ["32"]);
      times.push(performance.now() - begun);
      await client.query("commit");
    }
    if (process.env["FENJI_EXPLAIN"] !== undefined) {
      await client.query("begin");
      await client.query(
        "select set_config('fenji.scope', $1, true), set_config('fenji.enterprises', $2, true), set_config('fenji.jurisdictions', $3, true), set_config('fenji.lines', $4, true)",
        [...settings],
      );
      const plan = await client.query<Record<string, string>>(
        `explain (analyze, buffers) ${list.text}`,
        ["32"],
      );
      process.stdout.write(
        `-- ${list.name} as ${settings[0] ?? ""}\n${plan.rows.map((row) => Object.values(row)[0]).join("\n")}\n`,
      );
      await client.query("rollback");
    }
  } finally {
    client.release();
  }
  return median(times);
};

const bypassing = (node: TestNode): Pool => {
  const folder = join(node.dataFolder, "postgres");
  const address = recordedAddress(folder);
  if (address === undefined) throw new Error("the node's database has no address");
  return openPool({
    ...address,
    user: "postgres",
    password: openSecrets(folder).superuser,
    database: "fenji",
    max: 1,
  });
};

export const run: Bench = async () => {
  const node = await startTestNode();
  const free = bypassing(node);
  try {
    await fill(free);
    const rows: BenchRow[] = [];
    for (const list of lists) {
      const peer = await timed(free, list, ["all", "", "", ""]);
      for (const [who, settings] of [
        ["ministry", ["all", "", "", ""]],
        ["province", ["jurisdiction", "", "32", "industry,communications"]],
      ] as const) {
        const ours = await timed(node.database.pool, list, settings);
        rows.push({
          name: `${list.name}, as ${who}`,
          ours,
          peer,
          peerVersion: "the same statement bypassing row-level security",
          unit: "ms",
          ratio: peer / ours,
        });
      }
    }
    return rows;
  } finally {
    await free.end();
    await node.close();
  }
};
