/** Reasons that this node gave before for the same items, by how often and how lately; and the templates that fit. */

import type { ReplyOf, suggestReasons as operation } from "@fenji/contract";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { findFilingDetail, type WhichFiling } from "./filing-queries.ts";

type Suggestions = ReplyOf<typeof operation>;

type Suggestion = Suggestions["suggestions"][number];

/** A reason used this long ago counts half. */
const halfLifeDays = 180;
const returnsLookedAt = 5_000;
const perItem = 5;

interface Row {
  readonly item: string | null;
  readonly text: Suggestion["text"];
  readonly used: number;
  readonly same_type: number;
  readonly last_used_at: string;
}

interface Wish extends WhichFiling {
  readonly item: string | undefined;
}

type Detail = Awaited<ReturnType<typeof findFilingDetail>>;

/** Everything in the filing that a reason may be about; null is the filing as a whole. */
const itemsOf = ({ content }: Detail, item: string | undefined): readonly string[] =>
  item !== undefined
    ? [item]
    : [
        ...Object.keys(content.facts),
        ...content.types.flatMap(({ assessment }) =>
          assessment.verdicts.map(({ requirement }) => requirement),
        ),
      ];

/** Only of firms that the reviewer may see: the walls hold here as everywhere. */
const findUsed = async (
  tx: Ctx,
  { detail, item }: { readonly detail: Detail; readonly item: string | undefined },
): Promise<readonly Suggestion[]> => {
  const types = detail.grades.map(({ type }) => type);
  const { rows } = await sql<Row>`
    with returns as (
      select f.reasons, f.answered_at,
             exists (select 1 from jsonb_array_elements(f.grades) g where g ->> 'type' = any (${types}::text[])) as same
        from filings f
       where f.direction = 'in' and f.state = 'returned' and f.pack_id = ${detail.pack.id}
       order by f.answered_at desc limit ${returnsLookedAt}),
    used as (
      select r ->> 'item' as item, r -> 'text' as text, count(*)::int as used,
             (count(*) filter (where same))::int as same_type, max(answered_at) as last_used_at,
             sum((case when same then 2 else 1 end)
                 * power(0.5, extract(epoch from ${tx.now().toISOString()}::timestamptz - answered_at)
                              / ${halfLifeDays * 86_400})) as weight
        from returns, jsonb_array_elements(reasons) r
       where r ->> 'item' = any (${itemsOf(detail, item)}::text[])
          or (${item === undefined} and r ->> 'item' is null)
       group by 1, 2),
    ranked as (
      select *, row_number() over (partition by item order by weight desc, last_used_at desc, text) as place from used)
    select item, text, used, same_type, last_used_at from ranked
     where place <= ${perItem} order by item nulls first, place`.execute(tx.db);
  return rows.map((row) => ({
    item: row.item,
    text: row.text,
    used: row.used,
    usedForSameType: row.same_type,
    lastUsedAt: new Date(row.last_used_at).toISOString(),
  }));
};

/** @throws AppError `request.not-found`. */
export const suggestReasons = async (tx: Ctx, wish: Wish): Promise<Suggestions> => {
  const detail = await findFilingDetail(tx, wish);
  const items = new Set<string | null>([null, ...itemsOf(detail, wish.item)]);
  const templates = await tx.db
    .selectFrom("reason_templates")
    .select(["id", "item", sql<Suggestion["text"]>`text`.as("text")])
    .where("pack_id", "=", detail.pack.id)
    .orderBy("item")
    .orderBy("id")
    .execute();
  return {
    suggestions: [...(await findUsed(tx, { detail, item: wish.item }))],
    templates: templates.filter(({ item }) => items.has(item)),
  };
};
