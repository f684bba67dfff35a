/** Reads of the registry: one page of it, one enterprise, its versions of facts, its events. */

import type { EnterpriseSummary, ReplyOf, listEvents } from "@fenji/contract";
import { AppError, sectors, type Sector } from "@fenji/kernel";
import type { FactValue } from "@fenji/regime";
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import type { Database } from "../../platform/db/schema.ts";
import { namesOfActors } from "../identity/public.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";

export interface PackKey {
  readonly id: string;
  readonly version: string;
}

export interface RegistryFilter {
  readonly search?: string | undefined;
  readonly city?: string | undefined;
  readonly sector?: Sector | undefined;
  readonly type?: string | undefined;
  readonly grade?: number | "undetermined" | undefined;
}

export interface RegistryPage {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const emptyGrades = sql<EnterpriseSummary["grades"]>`'[]'::json`;

const summaries = (ctx: Ctx, pack: PackKey) =>
  ctx.db
    .selectFrom("enterprises")
    .leftJoin("cities", "cities.code", "enterprises.city_code")
    .select((eb) => [
      "enterprises.enterprise_id",
      "enterprises.credit_code",
      "enterprises.name",
      "enterprises.name_en",
      "enterprises.jurisdiction_code",
      "enterprises.city_code",
      "cities.name_zh as city_zh",
      "cities.name_en as city_en",
      "enterprises.division",
      "enterprises.sector",
      "enterprises.synthetic",
      eb
        .selectFrom("enterprise_grades as g")
        .whereRef("g.enterprise_id", "=", "enterprises.enterprise_id")
        .where("g.pack_id", "=", pack.id)
        .where("g.pack_version", "=", pack.version)
        .select(
          sql<EnterpriseSummary["grades"]>`coalesce(json_agg(json_build_object(
            'type', g.object_type, 'grade', g.grade, 'possible', g.possible) order by g.object_type), ${emptyGrades})`.as(
            "grades",
          ),
        )
        .as("grades"),
    ]);

type SummaryRow = Awaited<ReturnType<ReturnType<typeof summaries>["execute"]>>[number];

const isSector = (value: string | null): value is Sector =>
  sectors.some((sector) => sector === value);

const toSummary = (row: SummaryRow): EnterpriseSummary => ({
  id: row.enterprise_id,
  creditCode: row.credit_code,
  name: { zh: row.name, en: row.name_en ?? row.name },
  jurisdiction: row.jurisdiction_code,
  city:
    row.city_code === null
      ? null
      : {
          code: row.city_code,
          name: { zh: row.city_zh ?? row.city_code, en: row.city_en ?? row.city_code },
        },
  division: row.division ?? "",
  sector: isSector(row.sector) ? row.sector : "outside",
  synthetic: row.synthetic,
  grades: row.grades ?? [],
});

type Where = ExpressionBuilder<Database, "enterprises">;

const escapeLike = (text: string): string =>
  text.replace(/[\\%_]/g, (character) => `\\${character}`);

const matchesSearch = (eb: Where, search: string): Expression<SqlBool> => {
  const part = `%${escapeLike(search)}%`;
  return eb.or([
    eb("enterprises.name", "ilike", part),
    eb("enterprises.name_en", "ilike", part),
    eb("enterprises.credit_code", "like", `${escapeLike(search.toUpperCase())}%`),
  ]);
};

const matchesGrade = (eb: Where, filter: RegistryFilter, pack: PackKey): Expression<SqlBool> => {
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

const conditions = (eb: Where, filter: RegistryFilter, pack: PackKey): Expression<SqlBool> => {
  const all: Expression<SqlBool>[] = [];
  const search = filter.search?.trim() ?? "";
  if (search !== "") all.push(matchesSearch(eb, search));
  if (filter.city !== undefined) all.push(eb("enterprises.city_code", "=", filter.city));
  if (filter.sector !== undefined) all.push(eb("enterprises.sector", "=", filter.sector));
  if (filter.type !== undefined || filter.grade !== undefined)
    all.push(matchesGrade(eb, filter, pack));
  return eb.and(all);
};

/** Ordered by credit code, which is unique, so that a page starts where the last one ended whatever was added. */
export const findEnterprises = async (
  ctx: Ctx,
  pack: PackKey,
  { filter, page }: { readonly filter: RegistryFilter; readonly page: RegistryPage },
): Promise<{ items: EnterpriseSummary[]; total: number; nextCursor: string | null }> => {
  const counted = await ctx.db
    .selectFrom("enterprises")
    .where((eb) => conditions(eb, filter, pack))
    .select(sql<number>`count(*)::int`.as("total"))
    .executeTakeFirstOrThrow();
  let query = summaries(ctx, pack).where((eb) => conditions(eb as Where, filter, pack));
  if (page.cursor !== undefined) {
    query = query.where("enterprises.credit_code", ">", decodeCursor(page.cursor));
  }
  const rows = await query
    .orderBy("enterprises.credit_code")
    .limit(page.limit + 1)
    .execute();
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toSummary),
    total: counted.total,
    nextCursor:
      rows.length > page.limit && last !== undefined ? encodeCursor(last.credit_code) : null,
  };
};

/** @throws AppError `request.not-found`, also for one that the actor may not see. */
export const findEnterprise = async (
  ctx: Ctx,
  pack: PackKey,
  id: string,
): Promise<EnterpriseSummary> => {
  const row = await summaries(ctx, pack)
    .where("enterprises.enterprise_id", "=", id)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: id });
  return toSummary(row);
};

export interface FactsVersion {
  readonly factsId: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly facts: Record<string, FactValue>;
}

const historyLimit = 200;

/** Newest first; the first one is in force. */
export const findFactsVersions = async (
  ctx: Ctx,
  id: string,
  limit = historyLimit,
): Promise<FactsVersion[]> => {
  const rows = await ctx.db
    .selectFrom("enterprise_facts")
    .where("enterprise_id", "=", id)
    .select(["id", "recorded_at", "actor", sql<Record<string, FactValue>>`facts`.as("facts")])
    .orderBy("recorded_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    factsId: row.id,
    recordedAt: row.recorded_at,
    actor: row.actor,
    facts: row.facts,
  }));
};

/** The facts in force, or undefined where none were recorded. */
export const findFacts = async (ctx: Ctx, id: string): Promise<FactsVersion | undefined> => {
  const [newest] = await findFactsVersions(ctx, id, 1);
  return newest;
};

/** Newest first. */
export const findEvents = async (
  ctx: Ctx,
  id: string,
  page: RegistryPage,
): Promise<ReplyOf<typeof listEvents>> => {
  let query = ctx.db
    .selectFrom("events")
    .where("enterprise_id", "=", id)
    .select(["id", "seq", "at", "actor", "action", "subject", "hash"]);
  if (page.cursor !== undefined) query = query.where("seq", "<", Number(decodeCursor(page.cursor)));
  const rows = await query
    .orderBy("seq", "desc")
    .limit(page.limit + 1)
    .execute();
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const names = await namesOfActors(
    ctx,
    shown.map(({ actor }) => actor),
  );
  return {
    events: shown.map(({ seq: _seq, hash, ...event }) => ({
      ...event,
      actorName: names.get(event.actor) ?? null,
      hash: hash.toString("hex"),
    })),
    nextCursor:
      rows.length > page.limit && last !== undefined ? encodeCursor(String(last.seq)) : null,
  };
};
