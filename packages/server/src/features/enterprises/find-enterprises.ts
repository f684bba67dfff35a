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

/** The wall says so too, but no index can be read by what it says. */
const inScope = ({ actor }: Ctx): readonly Expression<SqlBool>[] =>
  actor.scope.kind === "jurisdiction"
    ? [sql<boolean>`enterprises.jurisdiction_code = any (${[...actor.scope.codes]}::text[])`]
    : [];

const conditions = (eb: Where, tx: Ctx, asked: Asked): Expression<SqlBool> => {
  const { filter, words, ids } = asked;
  const all = [...inScope(tx)];
  if (ids !== null) all.push(sql<boolean>`enterprises.enterprise_id = any (${[...ids]}::uuid[])`);
  else if (words !== undefined) all.push(matchesWords(eb, words));
  for (const name of ["jurisdiction", "city", "sector", "division", "filing"] as const) {
    const value = filter[name];
    if (value !== undefined) all.push(eb(columns[name], "=", value));
  }
  if (filter.type !== undefined || filter.grade !== undefined) all.push(matchesGrade(eb, asked));
  return eb.and(all);
};

const countMatches = async (tx: Ctx, asked: Asked, most: number): Promise<RegistryTotal> => {
  const { total } = await tx.db
    .selectFrom(
      tx.db
        .selectFrom("enterprises")
        .where((eb) => conditions(eb, tx, asked))
        .select(sql`1`.as("one"))
        .limit(most + 1)
        .as("matching"),
    )
    .select(sql<number>`count(*)::int`.as("total"))
    .executeTakeFirstOrThrow();
  return total <= most ? { count: total, exact: true } : { count: most, exact: false };
};

interface Page {
  readonly order: RegistryOrder;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** `walked`: along the index of the order, until the page is full; else all matches are taken and put into order. */
const readPage = async (
  tx: Ctx,
  asked: Asked,
  { order, cursor, limit, walked }: Page & { readonly walked: boolean },
) => {
  let matching = tx.db
    .selectFrom("enterprises")
    .where((eb) => conditions(eb, tx, asked))
    .select(["enterprise_id", "credit_code", "pinyin", "top_grade"]);
  // Keeps the planner from walking along an order in which the few matches may come last.
  if (!walked) matching = matching.offset(0);
  let ids = tx.db
    .selectFrom(matching.as("enterprises"))
    .select("enterprise_id")
    .orderBy(orderBy[order])
    .limit(limit + 1);
  if (cursor !== undefined) ids = ids.where(afterCursor(order, cursor));
  return summaries(tx, asked.pack)
    .select(["enterprises.pinyin", "enterprises.top_grade"])
    .where(sql<boolean>`enterprises.enterprise_id = any (array(${ids}))`)
    .orderBy(orderBy[order])
    .execute();
};

/** So many are gathered and put into order in less time than a walk may take to meet them. */
const fewFirms = 25_000;

/** As many matches are counted row by row where the words are common; beyond that the reply says "more than". */
const countedRows = 500;
const common = 50_000;

const isNarrowed = ({ search: _search, ...filter }: RegistryFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined);

interface Plan {
  readonly asked: Asked;
  readonly total: RegistryTotal;
  readonly walked: boolean;
}

/** Chooses by what statistics and roll-ups say of words and filter, whichever leaves fewer. */
const planSearch = async (
  tx: Ctx,
  pack: PackKey,
  { filter, page }: { readonly filter: RegistryFilter; readonly page: Page },
): Promise<Plan> => {
  const words = searchWords(filter.search ?? "");
  const found = words === undefined ? undefined : await findByWords(tx, words);
  const asked: Asked = { pack, filter, words, ids: found?.ids ?? null };
  if (asked.ids !== null) {
    const all = { count: asked.ids.length, exact: true };
    const total = isNarrowed(filter) ? await countMatches(tx, asked, asked.ids.length) : all;
    return { asked, walked: false, total };
  }
  const filtered = await countEnterprises(tx, pack, filter);
  const walked = filtered.count > fewFirms;
  if (found?.ids !== null || (filtered.exact && filtered.count === 0))
    return { asked, walked, total: filtered };
  if (!walked) return { asked, walked, total: await countMatches(tx, asked, fewFirms) };
  // Counting many where few match would walk far beyond the page.
  const most = found.estimated > common ? Math.max(countedRows, page.limit) : page.limit;
  return { asked, walked, total: await countMatches(tx, asked, most) };
};

/** Each order ends in what is unique, so that a page starts where the last one ended whatever was added. */
export const findEnterprises = async (
  tx: Ctx,
  pack: PackKey,
  wanted: { readonly filter: RegistryFilter; readonly page: Page },
): Promise<{
  items: EnterpriseSummary[];
  total: RegistryTotal;
  nextCursor: string | null;
}> => {
  const { page } = wanted;
  const { asked, total, walked } = await planSearch(tx, pack, wanted);
  if (total.exact && total.count === 0) return { items: [], total, nextCursor: null };
  const rows = await readPage(tx, asked, { ...page, walked });
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toSummary),
    total,
    nextCursor:
      rows.length > page.limit && last !== undefined ? registryCursor(page.order, last) : null,
  };
};
