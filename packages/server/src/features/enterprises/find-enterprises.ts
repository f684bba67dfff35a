/** One page of the registry, in the order asked for, and how many there are in all. */

import type { EnterpriseSummary } from "@fenji/contract";
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import type { Database } from "../../platform/db/schema.ts";
import { countEnterprises, type RegistryTotal } from "./count-enterprises.ts";
import { findByWords, matchesWords, searchWords, type SearchWords } from "./find-by-words.ts";
import { summaries, toSummary, type PackKey } from "./queries.ts";
import type { RegistryFilter } from "./registry-filter.ts";
import { afterCursor, orderBy, registryCursor, type RegistryOrder } from "./registry-order.ts";

interface Asked {
  readonly pack: PackKey;
  readonly filter: RegistryFilter;
  readonly words: SearchWords | undefined;
  /** What the words match; null: looked for row by row. */
  readonly ids: readonly string[] | null;
}

type Where = ExpressionBuilder<Database, "enterprises">;

const matchesGrade = (eb: Where, { filter, pack }: Asked): Expression<SqlBool> => {
  let graded = eb
    .selectFrom("enterprise_grades as f")
    .whereRef("f.enterprise_id", "=", "enterprises.enterprise_id")
    .where("f.pack_id", "=", pack.id)
    .where("f.pack_version", "=", pack.version)
    .select(sql`1`.as("one"));
  if (filter.type !== undefined) graded = graded.where("f.object_type", "=", filter.type);
  if (filter.grade === "undetermined") graded = graded.where("f.grade", "is", null);
  else if (filter.grade !== undefined) graded = graded.where("f.grade", "=", filter.grade);
  return eb.exists(graded);
};

const columns = {
  jurisdiction: "enterprises.jurisdiction_code",
  city: "enterprises.city_code",
  sector: "enterprises.sector",
  division: "enterprises.division",
  filing: "enterprises.filing",
} as const;

const conditions = (eb: Where, asked: Asked): Expression<SqlBool> => {
  const { filter, words, ids } = asked;
  const all: Expression<SqlBool>[] = [];
  if (ids !== null) all.push(sql<boolean>`enterprises.enterprise_id = any (${[...ids]}::uuid[])`);
  else if (words !== undefined) all.push(matchesWords(eb, words));
  for (const name of ["jurisdiction", "city", "sector", "division", "filing"] as const) {
    const value = filter[name];
    if (value !== undefined) all.push(eb(columns[name], "=", value));
  }
  if (filter.type !== undefined || filter.grade !== undefined) all.push(matchesGrade(eb, asked));
  return eb.and(all);
};

/** As many matches are counted row by row; beyond that the reply says "more than". */
const countedRows = 500;

const countMatches = async (tx: Ctx, asked: Asked): Promise<RegistryTotal> => {
  const limit = asked.ids === null ? countedRows + 1 : asked.ids.length + 1;
  const { total } = await tx.db
    .selectFrom(
      tx.db
        .selectFrom("enterprises")
        .where((eb) => conditions(eb, asked))
        .select(sql`1`.as("one"))
        .limit(limit)
        .as("matching"),
    )
    .select(sql<number>`count(*)::int`.as("total"))
    .executeTakeFirstOrThrow();
  return total < limit ? { count: total, exact: true } : { count: countedRows, exact: false };
};

interface Page {
  readonly order: RegistryOrder;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const readPage = async (tx: Ctx, asked: Asked, { order, cursor, limit }: Page) => {
  let query = summaries(tx, asked.pack)
    .select(["enterprises.pinyin", "enterprises.top_grade"])
    .where((eb) => conditions(eb as Where, asked));
  if (cursor !== undefined) query = query.where(afterCursor(order, cursor));
  return query
    .orderBy(orderBy[order])
    .limit(limit + 1)
    .execute();
};

/** Each order ends in what is unique, so that a page starts where the last one ended whatever was added. */
export const findEnterprises = async (
  tx: Ctx,
  pack: PackKey,
  { filter, page }: { readonly filter: RegistryFilter; readonly page: Page },
): Promise<{
  items: EnterpriseSummary[];
  total: RegistryTotal;
  nextCursor: string | null;
}> => {
  const words = searchWords(filter.search ?? "");
  const ids = words === undefined ? null : await findByWords(tx, words);
  const asked: Asked = { pack, filter, words, ids };
  const total =
    words === undefined ? await countEnterprises(tx, pack, filter) : await countMatches(tx, asked);
  const rows = await readPage(tx, asked, page);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toSummary),
    total,
    nextCursor:
      rows.length > page.limit && last !== undefined ? registryCursor(page.order, last) : null,
  };
};
