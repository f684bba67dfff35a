/** Reads of filings: a supervisor's queue, an enterprise's own, and one with its content and history. */

import type { getFiling, listFilings, QueryOf, ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import type { Database } from "../../platform/db/schema.ts";
import { decodeIdCursor, encodeIdCursor } from "../exchange/public.ts";

type Detail = ReplyOf<typeof getFiling>;

type List = ReplyOf<typeof listFilings>;

type Filing = List["filings"][number];

type Filter = QueryOf<typeof listFilings> & { readonly enterpriseId?: string };

const selectFilings = (tx: Ctx) =>
  tx.db
    .selectFrom("filings as f")
    .innerJoin("enterprises as e", "e.enterprise_id", "f.enterprise_id")
    .innerJoin("peers as p", "p.peer_id", "f.peer_id")
    .select(["f.enterprise_id", "f.id", "f.peer_id", "f.revision", "f.current", "f.state"])
    .select(["f.filed_at", "f.answered_at", "f.registration_number", "f.reasons", "f.pack_id"])
    .select(["f.pack_version", "f.pack_hash", "f.grades", "f.regraded"])
    .select(["f.occasion", "f.verified_lines"])
    .select(["e.credit_code", "e.name as enterprise_name", "e.name_en", "p.name as peer_name"]);

type Row = Awaited<ReturnType<ReturnType<typeof selectFilings>["execute"]>>[number];

/** The JSON columns were written by this program in the shapes that the contract checks again. */
const toFiling = (row: Row): Filing => ({
  id: row.id,
  enterprise: {
    id: row.enterprise_id,
    creditCode: row.credit_code,
    name: row.enterprise_name,
    nameEn: row.name_en,
  },
  peer: { id: row.peer_id, name: row.peer_name },
  revision: row.revision,
  current: row.current,
  state: row.state,
  occasion: row.occasion,
  // A check of the database keeps other words out.
  verifiedLines: row.verified_lines as Filing["verifiedLines"],
  filedAt: row.filed_at,
  answeredAt: row.answered_at,
  registrationNumber: row.registration_number,
  reasons: row.reasons as Filing["reasons"],
  pack: { id: row.pack_id, version: row.pack_version, contentHash: row.pack_hash },
  grades: row.grades as Filing["grades"],
  regraded: row.regraded as Filing["regraded"],
});

type Where = ExpressionBuilder<{ f: Database["filings"]; e: Database["enterprises"] }, "f" | "e">;

const escapeLike = (text: string): string =>
  text.replace(/[\\%_]/g, (character) => `\\${character}`);

const conditions = (eb: Where, filter: Omit<Filter, "cursor" | "limit">): Expression<SqlBool> => {
  const all: Expression<SqlBool>[] = [];
  if (filter.enterpriseId !== undefined) all.push(eb("f.enterprise_id", "=", filter.enterpriseId));
  if (filter.state !== undefined) all.push(eb("f.state", "=", filter.state));
  if (filter.current !== undefined) all.push(eb("f.current", "=", filter.current));
  if (filter.differs !== undefined) all.push(eb("f.differs", "=", filter.differs));
  const search = filter.search?.trim() ?? "";
  if (search !== "")
    all.push(
      eb.or([
        eb("e.name", "ilike", `%${escapeLike(search)}%`),
        eb("e.credit_code", "like", `${escapeLike(search.toUpperCase())}%`),
      ]),
    );
  return eb.and(all);
};

/** Newest first: ids are of version 7, so that their order is that of making. */
export const findFilings = async (
  tx: Ctx,
  { cursor, limit, ...filter }: Filter,
): Promise<Omit<List, "counts">> => {
  let query = selectFilings(tx).where((eb) => conditions(eb as Where, filter));
  if (cursor !== undefined) query = query.where("f.id", "<", decodeIdCursor(cursor));
  const rows = await query
    .orderBy("f.id", "desc")
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    filings: shown.map(toFiling),
    nextCursor: rows.length > limit && last !== undefined ? encodeIdCursor(last.id) : null,
  };
};

/** Of current revisions, by state. */
export const countFilings = async (tx: Ctx): Promise<List["counts"]> => {
  const rows = await tx.db
    .selectFrom("filings")
    .select(["state", sql<number>`count(*)::int`.as("n")])
    .where("current", "=", true)
    .groupBy("state")
    .execute();
  const of = (state: string): number => rows.find((row) => row.state === state)?.n ?? 0;
  return {
    submitted: of("submitted"),
    returned: of("returned"),
    verified: of("verified"),
    registered: of("registered"),
  };
};

export interface WhichFiling {
  readonly enterpriseId: string;
  readonly filingId: string;
}

/** @throws AppError `request.not-found`. */
export const findFiling = async (tx: Ctx, which: WhichFiling): Promise<Filing> => {
  const row = await selectFilings(tx)
    .where("f.enterprise_id", "=", which.enterpriseId)
    .where("f.id", "=", which.filingId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: which.filingId });
  return toFiling(row);
};

/** @throws AppError `request.not-found`. */
export const findFilingDetail = async (tx: Ctx, which: WhichFiling): Promise<Detail> => {
  const filing = await findFiling(tx, which);
  const row = await tx.db
    .selectFrom("filings")
    .select(["content", "history"])
    .where("enterprise_id", "=", which.enterpriseId)
    .where("id", "=", which.filingId)
    .executeTakeFirstOrThrow();
  return {
    ...filing,
    content: row.content as Detail["content"],
    history: row.history as Detail["history"],
  };
};
