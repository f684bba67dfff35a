/** A supervisor's worklists, page by page in the order of due dates, and how many stand on each of them. */

import type { listFilingCases, QueryOf, ReplyOf, Worklist } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { addDays } from "@fenji/regime";
import { sql, type RawBuilder, type SqlBool } from "kysely";
import { z } from "zod";
import type { Ctx } from "../../platform/ctx.ts";
import { namesOfAnswers, toCase, type CaseRow } from "./case-rows.ts";
import { chinaDate } from "./china-date.ts";

type Query = QueryOf<typeof listFilingCases>;

type Reply = ReplyOf<typeof listFilingCases>;

const soonDays = 10;
const assessmentDays = 30;

/** What is on a list, in columns that cases and their counts share but for `changed`. */
const belongs = (
  list: Worklist,
  { today, changed }: { readonly today: string; readonly changed: RawBuilder<SqlBool> },
): RawBuilder<SqlBool> => {
  const soon = addDays(today, soonDays);
  const lists: Record<Worklist, RawBuilder<SqlBool>> = {
    unfiled: sql<SqlBool>`in_scope and stage = 'unfiled'`,
    waiting: sql<SqlBool>`waits_for = 'supervisor'`,
    overdue: sql<SqlBool>`waits_for = 'enterprise' and due_on < ${today}::date`,
    "due-soon": sql<SqlBool>`waits_for = 'enterprise' and due_on >= ${today}::date and due_on <= ${soon}::date`,
    differs: sql<SqlBool>`differs`,
    "to-change": changed,
    "rectification-overdue": sql<SqlBool>`in_scope and stage = 'rectifying' and due_on < ${today}::date`,
    "assessment-due": sql<SqlBool>`does = 'assess' and due_on <= ${addDays(today, assessmentDays)}::date`,
  };
  return lists[list];
};

const everyList = [
  "unfiled",
  "waiting",
  "overdue",
  "due-soon",
  "differs",
  "to-change",
  "rectification-overdue",
  "assessment-due",
] as const satisfies readonly Worklist[];

/** From the counts that triggers keep: as many rows as there are groups, however many firms there are. */
const countLists = async (tx: Ctx, query: Query, today: string): Promise<Reply["counts"]> => {
  const changed = sql<SqlBool>`changed`;
  const sums = sql.join(
    everyList.map(
      (list) =>
        sql`coalesce(sum(cases) filter (where ${belongs(list, { today, changed })}), 0)::int as ${sql.ref(list)}`,
    ),
  );
  const { rows } = await sql<Reply["counts"]>`
    select ${sums} from filing_case_counts
     where cases > 0
       and (${query.type ?? null}::text is null or object_type = ${query.type ?? null})
       and (${query.jurisdiction ?? null}::text is null or jurisdiction_code = ${query.jurisdiction ?? null})`.execute(
    tx.db,
  );
  const [counts] = rows;
  if (counts === undefined) throw new Error("an aggregate gives one row");
  return counts;
};

const place = z.tuple([z.iso.date().or(z.literal("infinity")), z.uuid(), z.string().max(80)]);

type Place = z.infer<typeof place>;

const encodePlace = (row: CaseRow): string =>
  Buffer.from(JSON.stringify([row.due_on, row.enterprise_id, row.object_type])).toString(
    "base64url",
  );

/** @throws AppError `request.invalid` for what no list of ours gave out. */
const decodePlace = (cursor: string): Place => {
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    throw new AppError("request.invalid", { at: "query.cursor", detail: "cursor" }, { cause });
  }
};

/**
 * Each jurisdiction and line is walked along its own index and yields at most one page; the pages are then merged. So
 * the cost does not grow with the number of firms, wherever the ones that are seen lie.
 */
const findPage = async (tx: Ctx, query: Query, today: string): Promise<readonly CaseRow[]> => {
  const belonging = belongs(query.list, {
    today,
    changed: sql<SqlBool>`changed_on is not null`,
  });
  const from = query.cursor === undefined ? undefined : decodePlace(query.cursor);
  const after =
    from === undefined
      ? sql<SqlBool>`true`
      : sql<SqlBool>`(due_on, enterprise_id, object_type) > (${from[0]}::date, ${from[1]}::uuid, ${from[2]})`;
  const limit = query.limit + 1;
  const { rows } = await sql<CaseRow>`
    select page.*, e.credit_code, e.name, e.name_en
      from (select p.* from
              (select distinct jurisdiction_code, line from filing_case_counts where cases > 0
                  and (${query.jurisdiction ?? null}::text is null or jurisdiction_code = ${query.jurisdiction ?? null})) area
              cross join lateral (
                select * from filing_cases c
                 where c.jurisdiction_code = area.jurisdiction_code and c.line = area.line
                   and ${belonging} and ${after}
                   and (${query.type ?? null}::text is null or c.object_type = ${query.type ?? null})
                 order by c.due_on, c.enterprise_id, c.object_type limit ${limit}) p
             order by p.due_on, p.enterprise_id, p.object_type limit ${limit}) page
      join enterprises e using (enterprise_id)
     order by page.due_on, page.enterprise_id, page.object_type`.execute(tx.db);
  return rows;
};

export const findWorklist = async (tx: Ctx, query: Query): Promise<Reply> => {
  const today = chinaDate(tx.now());
  const rows = await findPage(tx, query, today);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const names = await namesOfAnswers(tx, shown);
  return {
    today,
    counts: await countLists(tx, query, today),
    cases: shown.map((row) => toCase(row, names)),
    nextCursor: rows.length > query.limit && last !== undefined ? encodePlace(last) : null,
  };
};
