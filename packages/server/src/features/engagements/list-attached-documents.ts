/** Documents over all engagements of a firm: those that records on a requirement name, one by its hash, or the newest. */

import type { listAttachedDocuments as operation, QueryOf, ReplyOf } from "@fenji/contract";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { previewOf } from "./document-media.ts";

const maxShown = 200;

/** Of each record the versions that no other replaces, unless they were withdrawn. */
const namedBy = (enterpriseId: string, requirement: string) => sql<boolean>`exists (
  select 1 from field_records r
  where r.enterprise_id = ${enterpriseId} and r.engagement_id = d.engagement_id
    and r.content ->> 'requirement' = ${requirement} and r.content ->> 'document' = d.sha256
    and r.content -> 'withdrawn' is distinct from 'true'::jsonb
    and not exists (
      select 1 from field_records later
      where later.enterprise_id = r.enterprise_id and later.engagement_id = r.engagement_id
        and later.record_id = r.record_id and r.version = any (later.bases)))`;

export const listAttachedDocuments = async (
  tx: Ctx,
  enterpriseId: string,
  { requirement, sha256 }: QueryOf<typeof operation>,
): Promise<ReplyOf<typeof operation>["documents"]> => {
  let query = tx.db
    .selectFrom("field_documents as d")
    .innerJoin("engagements as e", (join) =>
      join.onRef("e.enterprise_id", "=", "d.enterprise_id").onRef("e.id", "=", "d.engagement_id"),
    )
    .where("d.enterprise_id", "=", enterpriseId)
    .select(["d.sha256", "d.name", "d.size", "d.media", "d.added_at"])
    .select(["d.engagement_id", "e.number"])
    .orderBy("d.added_at", "desc")
    .orderBy("d.sha256")
    .limit(maxShown);
  if (sha256 !== undefined) query = query.where("d.sha256", "=", sha256);
  if (requirement !== undefined) query = query.where(namedBy(enterpriseId, requirement));
  const rows = await query.execute();
  return rows.map((row) => ({
    sha256: row.sha256,
    name: row.name,
    sizeBytes: row.size,
    media: row.media,
    preview: previewOf(row.media),
    engagementId: row.engagement_id,
    engagement: row.number,
    addedAt: row.added_at,
  }));
};
