/** The subjects and documents of a firm that are known, of which a sample is drawn. */

import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";

export interface KnownSubject {
  readonly id: string;
  readonly name: string | null;
}

/** Kinds that are looked at one by one; the firm as a whole is always looked at. */
export const countSubjects = async (tx: Ctx, enterpriseId: string): Promise<number> => {
  const { rows } = await sql<{ known: number }>`
    select count(*)::int as known from (
      select distinct subject_kind, subject_id from observations
      where enterprise_id = ${enterpriseId} and closed_at is null
        and subject_kind in ('host', 'image', 'repository', 'network') limit 100000) s`.execute(
    tx.db,
  );
  return rows[0]?.known ?? 0;
};

const documents = async (tx: Ctx, enterpriseId: string): Promise<KnownSubject[]> => {
  const { rows } = await sql<KnownSubject>`
    select sha256 as id, name from evidence_files
    where enterprise_id = ${enterpriseId} and withdrawn_at is null and status = 'read'
      and format is distinct from 'field-record' limit 100000`.execute(tx.db);
  return rows;
};

/** At most 100,000, in no order. */
export const findSubjects = async (
  tx: Ctx,
  enterpriseId: string,
  kind: string,
): Promise<KnownSubject[]> => {
  if (kind === "document") return documents(tx, enterpriseId);
  const { rows } = await sql<KnownSubject>`
    select subject_id as id, max(subject_identifiers ->> 'name') as name from observations
    where enterprise_id = ${enterpriseId} and closed_at is null and subject_kind = ${kind}
    group by subject_id limit 100000`.execute(tx.db);
  return rows;
};
