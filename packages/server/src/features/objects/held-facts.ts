/** Everything that is recorded of an object, whichever pack asked for it. */

import type { Facts, FactValue } from "@fenji/regime";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { findFactsVersions, type FactsVersion } from "../enterprises/public.ts";
import type { ObjectKey } from "./find-objects.ts";

export interface HeldFacts {
  /** Names exactly this knowledge; null: nothing was recorded. */
  readonly factsId: string | null;
  readonly recordedAt: string;
  readonly actor: string;
  readonly kept: Facts;
  /** Ids of the rows that it is made of: the enterprise's facts, and those recorded for the object. */
  readonly rows: readonly [string | null, string | null];
}

const historyLimit = 200;

const findObjectVersions = async (
  ctx: Ctx,
  { enterpriseId, objectId }: ObjectKey,
  limit: number,
): Promise<FactsVersion[]> => {
  const rows = await ctx.db
    .selectFrom("object_facts")
    .where("enterprise_id", "=", enterpriseId)
    .where("object_id", "=", objectId)
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

/** What was known at each moment at which either record changed; within one moment only once. */
const together = (
  registry: readonly FactsVersion[],
  further: readonly FactsVersion[],
): HeldFacts[] => {
  const times = [...new Set([...registry, ...further].map(({ recordedAt }) => recordedAt))];
  const upTo = (versions: readonly FactsVersion[], time: string) =>
    versions.find(({ recordedAt }) => recordedAt <= time);
  return times
    .toSorted((a, b) => (a < b ? 1 : -1))
    .map((time) => {
      const [first, second] = [upTo(registry, time), upTo(further, time)];
      const newest = second !== undefined && second.recordedAt === time ? second : first;
      const rows = [first?.factsId ?? null, second?.factsId ?? null] as const;
      return {
        factsId: rows.map((row) => row ?? "-").join("."),
        recordedAt: time,
        actor: newest?.actor ?? "",
        kept: { ...first?.facts, ...second?.facts },
        rows,
      };
    });
};

/** Newest first. Of the enterprise itself: what its registry holds, and what other packs ask beside that. */
export const findHeldVersions = async (
  ctx: Ctx,
  key: ObjectKey,
  limit = historyLimit,
): Promise<readonly HeldFacts[]> => {
  const further = await findObjectVersions(ctx, key, limit);
  if (key.objectId === key.enterpriseId)
    return together(await findFactsVersions(ctx, key.enterpriseId, limit), further).slice(0, limit);
  return further.map(({ factsId, recordedAt, actor, facts }) => ({
    factsId,
    recordedAt,
    actor,
    kept: facts,
    rows: [null, factsId],
  }));
};

/** The facts in force; undefined where none were recorded. */
export const findHeld = async (ctx: Ctx, key: ObjectKey): Promise<HeldFacts | undefined> => {
  const [newest] = await findHeldVersions(ctx, key, 1);
  return newest;
};
