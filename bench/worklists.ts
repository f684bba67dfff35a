/** A supervisor's worklists over 500,000 firms: every list, its first page and its tenth, as ministry, province and one line of it. */

import { inSnapshot } from "../packages/server/src/platform/ctx.ts";
import { localActor, type Actor } from "../packages/server/src/platform/auth/actor.ts";
import { syncDuties } from "../packages/server/src/features/obligations/public.ts";
import { findWorklist } from "../packages/server/src/features/obligations/worklists.ts";
import { packLibrary } from "../packages/server/src/features/packs/public.ts";
import {
  startTestNode,
  type TestNode,
} from "../packages/server/src/platform/testing/start-test-node.ts";
import type { Bench, BenchRow } from "./bench-row.ts";

const firms = 500_000;
const rounds = 20;
const limitMs = 100;

/** Graded in the way of an import; then stages, dates and marks as years of use would leave them. */
const fill = async (node: TestNode): Promise<void> => {
  const { defaultRegime } = await packLibrary();
  const { id, version } = defaultRegime.header;
  const client = await node.database.pool.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('fenji.scope', 'all', true)");
    await client.query(`
      insert into enterprises (enterprise_id, credit_code, name, jurisdiction_code, division, sector, synthetic, created_at, lines)
      select gen_random_uuid(), 'S' || lpad(n::text, 17, '0'), '合成企业' || n, j.code, 'C39', 'electronics', true, now(),
             case when n % 10 = 0 then '{communications}' else '{industry}' end::text[]
        from generate_series(1, ${firms}) n
        join (select code, row_number() over (order by code) - 1 as k, count(*) over () as all_of
                from jurisdictions where level <> 'nation') j on n % j.all_of = j.k`);
    const begun = performance.now();
    await client.query(
      `insert into enterprise_grades (enterprise_id, pack_id, pack_version, object_type, grade, possible, computed_at)
       select enterprise_id, $1, $2, case when right(credit_code, 1) = '0' then 'platform' else 'connected' end,
              1 + right(credit_code, 3)::int % 3, '{1}', now() - make_interval(days => right(credit_code, 3)::int % 400)
         from enterprises`,
      [id, version],
    );
    process.stderr.write(`grades with cases: ${Math.round(performance.now() - begun)} ms\n`);
    await client.query(`
      update filing_cases c set
        stage = (array['unfiled', 'submitted', 'returned', 'registered', 'protected', 'rectifying'])[1 + k % 6],
        waits_for = (array['enterprise', 'supervisor', 'enterprise', 'enterprise', 'enterprise', 'enterprise'])[1 + k % 6],
        does = (array['file', 'verify', 'refile', 'protect', 'assess', 'rectify'])[1 + k % 6],
        differs = k % 97 = 0, changed_on = case when k % 89 = 0 then current_date end,
        due_on = current_date + (k % 300) - 100
        from (select enterprise_id, right(credit_code, 6)::int as k from enterprises) e
       where e.enterprise_id = c.enterprise_id`);
    await client.query("commit");
  } finally {
    client.release();
  }
};

const percentile95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;

const officer = (lines: readonly ("industry" | "communications")[]): Actor => ({
  ...localActor,
  scope: { kind: "jurisdiction", codes: ["32"], lines },
});

const who = [
  ["ministry", localActor],
  ["province", officer(["industry", "communications"])],
  ["one line of a province", officer(["communications"])],
] as const;

const lists = [
  "unfiled",
  "waiting",
  "overdue",
  "due-soon",
  "differs",
  "to-change",
  "rectification-overdue",
  "assessment-due",
] as const;

/** Ten pages of a list, each with the counts of every list, as the page shows them. */
const timed = async (node: TestNode, actor: Actor, list: (typeof lists)[number]) => {
  const times: number[] = [];
  let cursor: string | undefined;
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const reply = await inSnapshot(node.ctx(actor), (tx) =>
      findWorklist(tx, { list, limit: 50, cursor }),
    );
    times.push(performance.now() - begun);
    cursor = round === rounds / 2 ? undefined : (reply.nextCursor ?? undefined);
  }
  return times;
};

export const run: Bench = async () => {
  const node = await startTestNode({ seeders: [syncDuties] });
  try {
    await fill(node);
    const rows: BenchRow[] = [];
    for (const [name, actor] of who) {
      const times: number[] = [];
      for (const list of lists) times.push(...(await timed(node, actor, list)));
      const ours = percentile95(times);
      rows.push({
        name: `worklists of 500,000 firms, p95, as ${name}`,
        ours,
        peer: limitMs,
        peerVersion: "limit of the issue",
        unit: "ms",
        ratio: limitMs / ours,
      });
    }
    return rows;
  } finally {
    await node.close();
  }
};
