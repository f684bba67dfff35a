/** Reads of the registry: one enterprise, its versions of facts, its events. */

import type { EnterpriseSummary, ReplyOf, listEvents } from "@fenji/contract";
import { AppError, sectors, type Sector } from "@fenji/kernel";
import type { FactValue } from "@fenji/regime";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { namesOfActors } from "../identity/public.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";

export interface PackKey {
  readonly id: string;
  readonly version: string;
}

export interface RegistryPage {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const emptyGrades = sql<EnterpriseSummary["grades"]>`'[]'::json`;

/** Enterprises with their grades under one pack, one row each. */
export const summaries = (ctx: Ctx, pack: PackKey) =>
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
      "enterprises.filing",
      eb
        .selectFrom("enterprise_grades as g")
        .leftJoin("filing_cases as c", (join) =>
          join
            .onRef("c.enterprise_id", "=", "g.enterprise_id")
            .onRef("c.pack_id", "=", "g.pack_id")
            .onRef("c.object_type", "=", "g.object_type"),
        )
        .whereRef("g.enterprise_id", "=", "enterprises.enterprise_id")
        .where("g.pack_id", "=", pack.id)
        .where("g.pack_version", "=", pack.version)
        .select(
          sql<EnterpriseSummary["grades"]>`coalesce(json_agg(json_build_object(
            'type', g.object_type, 'grade', g.grade, 'possible', g.possible,
            'verification', case when c.accepted_grade is null or c.accepted_grade <> g.grade then 'self-assessed'
                                 when c.stage in ('verified', 'changed') then 'verified'
                                 when c.stage in ('registered', 'protected', 'assessed', 'rectifying') then 'registered'
                                 else 'self-assessed' end) order by g.object_type), ${emptyGrades})`.as(
            "grades",
          ),
        )
        .as("grades"),
    ]);

type SummaryRow = Awaited<ReturnType<ReturnType<typeof summaries>["execute"]>>[number];

const isSector = (value: string | null): value is Sector =>
  sectors.some((sector) => sector === value);

export const toSummary = (row: SummaryRow): EnterpriseSummary => ({
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
  filing: row.filing,
  grades: row.grades ?? [],
});

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

/** The facts that were in force at a moment, ISO 8601 in UTC; undefined where none were recorded by then. */
export const findFactsAt = async (
  ctx: Ctx,
  id: string,
  at: string,
): Promise<Record<string, FactValue> | undefined> => {
  const row = await ctx.db
    .selectFrom("enterprise_facts")
    .where("enterprise_id", "=", id)
    .where("recorded_at", "<=", at)
    .select(sql<Record<string, FactValue>>`facts`.as("facts"))
    .orderBy("recorded_at", "desc")
    .orderBy("id", "desc")
    .executeTakeFirst();
  return row?.facts;
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
