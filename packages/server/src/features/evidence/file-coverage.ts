/** What each evidence file still says: of how many subjects, how recently, and which requirements it reaches. */

import type { AssessmentIndex } from "@fenji/assessment";
import type { ReplyOf, listEvidence } from "@fenji/contract";
import { sql, type RawBuilder } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";

export type FileCoverage = ReplyOf<typeof listEvidence>["files"][number]["covers"];

/** Said first by the file or said again by it, and still open. */
const saidBy = (enterpriseId: string): RawBuilder<unknown> => sql`
  with said as (
    select file_sha256, id, observed_at from observations
    where enterprise_id = ${enterpriseId} and closed_at is null
    union all
    select file_sha256, observation_id, observed_at from observation_sightings
    where enterprise_id = ${enterpriseId}
  ), open as (
    select said.file_sha256, said.observed_at as seen_at, o.subject_kind, o.subject_id, o.check_ref, o.refs
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
}

/** By SHA-256; a file that is not there says nothing any more. */
export const findCoverage = async (
  tx: Ctx,
  enterpriseId: string,
  index: AssessmentIndex,
): Promise<ReadonlyMap<string, FileCoverage>> => {
  const breadths = await sql<Breadth>`${saidBy(enterpriseId)}
    select file_sha256, count(*)::int as observations, count(distinct (subject_kind, subject_id))::int as subjects,
           max(seen_at) as newest
    from open group by file_sha256`.execute(tx.db);
  const checks = await sql<CheckOfFile>`${saidBy(enterpriseId)}
    select file_sha256, check_ref as "check", any_value(refs) as refs
    from open group by file_sha256, check_ref, hash_array_extended(refs, 0)`.execute(tx.db);
  const reached = new Map<string, Set<string>>();
  for (const { file_sha256, ...check } of checks.rows) {
    const own = reached.get(file_sha256) ?? new Set();
    reached.set(file_sha256, own);
    for (const { element } of index.matchesOf(check)) {
      const requirement = index.elements[element]?.requirement.id;
      if (requirement !== undefined) own.add(requirement);
    }
  }
  return new Map(
    breadths.rows.map(({ file_sha256, observations, subjects, newest }) => [
      file_sha256,
      {
        observations,
        subjects,
        observedAt: newest,
        requirements: [...(reached.get(file_sha256) ?? [])].toSorted(),
      },
    ]),
  );
};
