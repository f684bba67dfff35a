/** Finds what a person should look at twice before trusting an import. */

import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { olderReportWarning, otherHostWarning, type ImportWarning } from "./import-warning.ts";
import type { MergedFile } from "./merge-observations.ts";

/** Hosts only: a questionnaire names what it likes, and a repository has one name. */
const otherHosts = async (tx: Ctx, file: MergedFile): Promise<ImportWarning[]> => {
  const { rows } = await sql<{ subject_id: string }>`
    with mine as (
      select distinct family, subject_id from evidence_reports
      where enterprise_id = ${file.enterpriseId} and file_sha256 = ${file.sha256} and subject_kind = 'host'
    ), before as (
      select distinct family, subject_id from evidence_reports
      where enterprise_id = ${file.enterpriseId} and file_sha256 <> ${file.sha256} and subject_kind = 'host'
        and family in (select family from mine)
    )
    select subject_id from mine
    where exists (select 1 from before) and not exists (select 1 from before join mine using (family, subject_id))
    order by subject_id limit 5`.execute(tx.db);
  return rows.length === 0 ? [] : [otherHostWarning(rows.map((row) => row.subject_id))];
};

const olderReports = async (tx: Ctx, file: MergedFile): Promise<ImportWarning[]> => {
  const { rows } = await sql<{
    subjects: number;
    scope: string | null;
    newest: Date | string | null;
  }>`
    select count(*)::int as subjects, min(mine.scope) as scope, max(newer.reported_at) as newest
    from evidence_reports mine
    cross join lateral (
      select max(r.reported_at) as reported_at
      from evidence_reports r join evidence_files f on f.enterprise_id = r.enterprise_id and f.sha256 = r.file_sha256
      where r.enterprise_id = mine.enterprise_id and f.withdrawn_at is null
        and (r.family, r.scope, r.subject_kind, r.subject_id)
          = (mine.family, mine.scope, mine.subject_kind, mine.subject_id)
    ) newer
    where mine.enterprise_id = ${file.enterpriseId} and mine.file_sha256 = ${file.sha256}
      and newer.reported_at > mine.reported_at`.execute(tx.db);
  const row = rows[0];
  if (row === undefined || row.subjects === 0 || row.newest === null || row.scope === null)
    return [];
  const newest = new Date(row.newest).toISOString();
  return [olderReportWarning({ subjects: row.subjects, scope: row.scope, newest })];
};

/** Expects the file to have been merged in this transaction. */
export const lookTwice = async (tx: Ctx, file: MergedFile): Promise<ImportWarning[]> => [
  ...(await otherHosts(tx, file)),
  ...(await olderReports(tx, file)),
];
