/** The engagements of a firm, newest first, without looking into what each found. */

import type { listEngagements as operation, QueryOf, ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { decodeIdCursor, encodeIdCursor } from "../exchange/public.ts";
import { findEngagementRows, type EngagementRow, type SignatureStep } from "./engagement-row.ts";
import { organisationNames } from "./organisation-names.ts";
import { namePeople } from "./people.ts";

type Reply = ReplyOf<typeof operation>;

interface Counts {
  readonly signed: readonly SignatureStep[];
  readonly findings: number;
}

const countsOf = async (
  tx: Ctx,
  enterpriseId: string,
  rows: readonly EngagementRow[],
): Promise<ReadonlyMap<string, Counts>> => {
  const ids = rows.map(({ id }) => id);
  const counted = await sql<{ id: string; signed: SignatureStep[]; findings: number }>`
    select e.id,
           array(select s.step from engagement_signatures s
                  where s.enterprise_id = e.enterprise_id and s.engagement_id = e.id and s.version = e.version
                    and s.withdrawn is null order by s.at) as signed,
           (select count(*)::int from findings f
             where f.enterprise_id = e.enterprise_id and f.engagement_id = e.id and f.state = 'open') as findings
    from engagements e where e.enterprise_id = ${enterpriseId} and e.id = any (${ids}::uuid[])`.execute(
    tx.db,
  );
  return new Map(counted.rows.map(({ id, signed, findings }) => [id, { signed, findings }]));
};

/** @throws AppError `request.not-found` */
export const requireFirm = async (tx: Ctx, enterpriseId: string): Promise<void> => {
  const row = await tx.db
    .selectFrom("enterprises")
    .where("enterprise_id", "=", enterpriseId)
    .select("enterprise_id")
    .executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: enterpriseId });
};

/** Four reads whatever the size of the page. @throws AppError `request.not-found`, `request.invalid`. */
export const listEngagements = async (
  tx: Ctx,
  enterpriseId: string,
  { cursor, limit }: QueryOf<typeof operation>,
): Promise<Reply> => {
  await requireFirm(tx, enterpriseId);
  const before = cursor === undefined ? null : decodeIdCursor(cursor);
  const found = await findEngagementRows(tx, enterpriseId, { before, limit: limit + 1 });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const counts = await countsOf(tx, enterpriseId, rows);
  const named = await namePeople(
    tx,
    rows.map(({ createdBy }) => createdBy),
  );
  const organisations = await organisationNames(
    tx,
    rows.flatMap(({ organisationId }) => organisationId ?? []),
  );
  return {
    engagements: rows.map((row) => ({
      id: row.id,
      number: row.number,
      title: row.title,
      kind: row.kind,
      organisation:
        row.organisationId === null
          ? null
          : { id: row.organisationId, name: organisations.get(row.organisationId) ?? "" },
      pack: row.pack,
      type: row.type,
      grade: row.grade,
      stage: row.stage,
      version: row.version,
      cutOff: row.cutOff,
      createdAt: row.createdAt,
      createdBy: named(row.createdBy),
      signed: [...(counts.get(row.id)?.signed ?? [])],
      findingsOpen: counts.get(row.id)?.findings ?? 0,
    })),
    nextCursor: found.length > limit && last !== undefined ? encodeIdCursor(last.id) : null,
  };
};
