/** 20 million observations: the page of a requirement, the judging of a firm again, one more import and a page of the list. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { EnterpriseId } from "@fenji/kernel";
import { registerAssessment } from "../packages/server/src/features/assessment/routes.ts";
import { recomputeVerdicts } from "../packages/server/src/features/assessment/public.ts";
import { registerEvidence } from "../packages/server/src/features/evidence/routes.ts";
import {
  startEvidenceNode,
  type EvidenceNode,
} from "../packages/server/src/features/evidence/testing/evidence-node.ts";
import { packLibrary } from "../packages/server/src/features/packs/public.ts";
import { inTransaction } from "../packages/server/src/platform/ctx.ts";
import type { Bench, BenchRow } from "./bench-row.ts";

const firms = 2_000;
const perFirm = 10_000;
const firmsPerStatement = 50;
const rounds = 200;

const fixtures = join(import.meta.dirname, "..", "fixtures", "evidence");

const words =
  "file_sha256, scope, family, subject_kind, subject_identifiers, check_ref, revision, title, refs, result, severity, observed_at, received_at, last_seen_at, holds_at, place, message";

/** What the tools of the fixtures saw, on as many hosts as make a firm's number. */
const fill = async (plant: EvidenceNode, base: EnterpriseId): Promise<EnterpriseId[]> => {
  for (const name of readdirSync(fixtures))
    await plant.importText(base, readFileSync(join(fixtures, name), "utf8"), name);
  const { regimes } = await packLibrary();
  await inTransaction(plant.node.ctx(), (tx) => recomputeVerdicts(tx, base, regimes));
  const { length } = await plant.open(base);
  const hosts = Math.ceil((perFirm / length) * 2);
  const client = await plant.node.database.pool.connect();
  const made: EnterpriseId[] = [];
  try {
    for (let from = 0; from < firms; from += firmsPerStatement) {
      const some: EnterpriseId[] = [];
      for (let n = 0; n < firmsPerStatement; n += 1) some.push(await plant.addFirm());
      await client.query("begin");
      await client.query("select set_config('fenji.scope', 'all', true)");
      await client.query(
        `insert into evidence_files select f.enterprise_id, b.sha256, b.size, b.format, b.tool, b.tool_version, b.name, b.received_at, b.status
           from evidence_files b cross join unnest($2::uuid[]) f (enterprise_id) where b.enterprise_id = $1`,
        [base, some],
      );
      // Firm by firm, as imports would leave them.
      for (const firm of some)
        await client.query(
          `insert into observations (enterprise_id, id, subject_id, ${words})
           select $2, uuidv7(), case when host = 1 then subject_id else subject_id || '-' || host end, ${words} from (
             select b.*, host from observations b, generate_series(1, ${hosts}) host
              where b.enterprise_id = $1 and b.closed_at is null and (host = 1 or b.subject_kind <> 'organisation')
              order by host, b.id limit ${perFirm}) o`,
          [base, firm],
        );
      // Imports leave with the verdicts how the sources fared; without it the page of one requirement hears all of the pack.
      await client.query(
        `insert into source_weighings (enterprise_id, pack_id, pack_version, weighing, weighed_at, changes_at)
         select f.enterprise_id, b.pack_id, b.pack_version, b.weighing, b.weighed_at, b.changes_at
           from source_weighings b cross join unnest($2::uuid[]) f (enterprise_id) where b.enterprise_id = $1`,
        [base, some],
      );
      await client.query("commit");
      made.push(...some);
      if (from % 200 === 0) process.stderr.write(`${from * perFirm} observations\n`);
    }
  } finally {
    client.release();
  }
  return made;
};

/** 50th and 95th percentile in milliseconds. */
const timed = async (act: (round: number) => Promise<void>): Promise<readonly [number, number]> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    await act(round);
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.ceil(rounds * share) - 1] ?? Number.NaN;
  return [at(0.5), at(0.95)];
};

const rowOf = (name: string, [p50, p95]: readonly [number, number], limit: number): BenchRow[] => [
  {
    name: `${name}, p95 (p50 ${p50.toPrecision(3)} ms)`,
    ours: Number(p95.toPrecision(3)),
    peer: limit,
    peerVersion: "limit",
    unit: "ms",
    ratio: Number((limit / p95).toPrecision(3)),
  },
];

const measure = async (plant: EvidenceNode): Promise<readonly BenchRow[]> => {
  const made = await fill(plant, await plant.addFirm());
  const { app } = plant.node;
  const { regimes, defaultRegime } = await packLibrary();
  const firmOf = (round: number): EnterpriseId =>
    made[(round * 7_919) % made.length] as EnterpriseId;
  const get = async (url: string): Promise<void> => {
    const reply = await app.inject({ url });
    if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.statusCode} ${reply.body}`);
  };
  const judge = async (round: number): Promise<void> => {
    await inTransaction(plant.node.ctx(), (tx) =>
      recomputeVerdicts(tx, firmOf(round + 300), regimes),
    );
  };
  const { requirements } = defaultRegime;
  const requirementOf = (round: number): string =>
    requirements[(round * 31) % requirements.length]?.id ?? "";
  return [
    ...rowOf(
      "a requirement with its evidence, other firm each time",
      await timed((round) =>
        get(`/api/enterprises/${firmOf(round)}/requirements/${requirementOf(round)}`),
      ),
      150,
    ),
    ...rowOf(
      "another requirement of the same firms",
      await timed((round) =>
        get(`/api/enterprises/${firmOf(round)}/requirements/${requirementOf(round + 5)}`),
      ),
      150,
    ),
    ...rowOf("a firm judged by every regime for the first time", await timed(judge), 200),
    ...rowOf("a firm judged again by every regime", await timed(judge), 200),
    ...rowOf(
      "first page of a firm's observations",
      await timed((round) => get(`/api/enterprises/${firmOf(round + 600)}/observations`)),
      150,
    ),
  ];
};

/** In a database of 20 million open observations: 2,000 firms with 10,000 each. Needs 45 GB of disk. */
export const run: Bench = async () => {
  const plant = await startEvidenceNode([registerAssessment, registerEvidence]);
  try {
    return await measure(plant);
  } finally {
    await plant.node.close();
  }
};
