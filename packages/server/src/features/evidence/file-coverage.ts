/** What each evidence file still says: of how many subjects, how recently, which requirements it reaches, and until when it counts. */

import { ageTeller, packFreshness, type AgeTeller, type AssessmentIndex } from "@fenji/assessment";
import type { ReplyOf, listEvidence } from "@fenji/contract";
import type { Pack } from "@fenji/regime";
import { sql, type RawBuilder } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { assessmentIndexOf } from "../assessment/public.ts";

export type FileCoverage = ReplyOf<typeof listEvidence>["files"][number]["covers"];

/** Said first by the file or said again by it, and still open. */
const saidBy = (enterpriseId: string): RawBuilder<unknown> => sql`
  with said as (
    select file_sha256, id, observed_at, received_at from observations
    where enterprise_id = ${enterpriseId} and closed_at is null
    union all
    select file_sha256, observation_id, observed_at, received_at from observation_sightings
    where enterprise_id = ${enterpriseId}
  ), open as (
    select said.file_sha256, said.observed_at as seen_at, least(said.observed_at, said.received_at) as held_at,
           o.subject_kind, o.subject_id, o.check_ref, o.refs
    from said join observations o on o.enterprise_id = ${enterpriseId} and o.id = said.id
    where o.closed_at is null
  )`;

interface Breadth {
  readonly file_sha256: string;
  readonly observations: number;
  readonly subjects: number;
  readonly newest: string | null;
}

interface CheckOfFile {
  readonly file_sha256: string;
  readonly check: string;
  readonly refs: readonly string[];
  readonly oldest: string;
  readonly newest: string;
}

interface Reach {
  readonly requirements: Set<string>;
  /** In milliseconds; infinite where nothing ages. */
  staleAt: number;
  expiresAt: number;
}

const reachOf = (
  check: CheckOfFile,
  { index, teller }: { readonly index: AssessmentIndex; readonly teller: AgeTeller },
  reach: Reach,
): void => {
  let reaches = false;
  for (const { element } of index.matchesOf(check)) {
    const requirement = index.elements[element]?.requirement.id;
    if (requirement === undefined) continue;
    reach.requirements.add(requirement);
    reaches = true;
  }
  if (!reaches) return;
  const { staleAt } = teller.ageOf(check, Date.parse(check.oldest));
  const { expiresAt } = teller.ageOf(check, Date.parse(check.newest));
  reach.staleAt = Math.min(reach.staleAt, staleAt ?? Infinity);
  reach.expiresAt = Math.max(reach.expiresAt, expiresAt ?? Infinity);
};

const instantOf = (ms: number): string | null =>
  Number.isFinite(ms) ? new Date(ms).toISOString() : null;

/** By SHA-256; a file that is not there says nothing any more. */
export const findCoverage = async (
  tx: Ctx,
  enterpriseId: string,
  pack: Pack,
): Promise<ReadonlyMap<string, FileCoverage>> => {
  const breadths = await sql<Breadth>`${saidBy(enterpriseId)}
    select file_sha256, count(*)::int as observations, count(distinct (subject_kind, subject_id))::int as subjects,
           max(seen_at) as newest
    from open group by file_sha256`.execute(tx.db);
  const checks = await sql<CheckOfFile>`${saidBy(enterpriseId)}
    select file_sha256, check_ref as "check", any_value(refs) as refs, min(held_at) as oldest, max(held_at) as newest
    from open group by file_sha256, check_ref, hash_array_extended(refs, 0)`.execute(tx.db);
  const { freshness } = packFreshness(pack, tx.now().toISOString());
  const judging = { index: assessmentIndexOf(pack), teller: ageTeller(freshness ?? null) };
  const reached = new Map<string, Reach>();
  for (const check of checks.rows) {
    const own = reached.get(check.file_sha256) ?? {
      requirements: new Set(),
      staleAt: Infinity,
      expiresAt: -Infinity,
    };
    reached.set(check.file_sha256, own);
    reachOf(check, judging, own);
  }
  return new Map(
    breadths.rows.map(({ file_sha256, observations, subjects, newest }) => {
      const reach = reached.get(file_sha256);
      return [
        file_sha256,
        {
          observations,
          subjects,
          observedAt: newest,
          requirements: [...(reach?.requirements ?? [])].toSorted(),
          staleAt: instantOf(reach?.staleAt ?? Infinity),
          expiresAt: instantOf(reach?.expiresAt ?? Infinity),
        },
      ];
    }),
  );
};
