/** Reads of graded objects: those of an enterprise, and the enterprise itself as one. */

import type { GradedObjectShown } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { isInForce, type Pack } from "@fenji/regime";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { selfKind } from "./object-kinds.ts";

export interface ObjectRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly created_at: string;
  readonly archived_at: string | null;
}

/** More than a person keeps apart; the first are shown. */
const mostShown = 1_000;

const select = (ctx: Ctx, enterpriseId: string) =>
  ctx.db
    .selectFrom("graded_objects")
    .select(["id", "kind", "name", "created_at", "archived_at"])
    .where("enterprise_id", "=", enterpriseId);

const findEnterpriseAsObject = async (ctx: Ctx, id: string): Promise<ObjectRow> => {
  const row = await ctx.db
    .selectFrom("enterprises")
    .select(["name", "created_at"])
    .where("enterprise_id", "=", id)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: id });
  return { ...row, id, kind: selfKind, archived_at: null };
};

export interface ObjectKey {
  readonly enterpriseId: string;
  readonly objectId: string;
}

/** @throws AppError `request.not-found`. */
export const findObject = async (
  ctx: Ctx,
  { enterpriseId, objectId }: ObjectKey,
): Promise<ObjectRow> => {
  if (objectId === enterpriseId) return findEnterpriseAsObject(ctx, enterpriseId);
  const row = await select(ctx, enterpriseId).where("id", "=", objectId).executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: objectId });
  return row;
};

/** All but the enterprise itself, in the order in which they were added. @throws AppError `request.not-found`. */
export const findObjects = async (ctx: Ctx, enterpriseId: string): Promise<ObjectRow[]> => {
  await findEnterpriseAsObject(ctx, enterpriseId);
  return select(ctx, enterpriseId)
    .where("id", "!=", enterpriseId)
    .orderBy("created_at")
    .orderBy("id")
    .limit(mostShown)
    .execute();
};

interface Standing {
  readonly factsRecordedAt: string | null;
  readonly grades: GradedObjectShown["grades"];
}

/** Stored grades of the enterprise's objects by the packs in force on the day, and when their facts were recorded. */
export const findStandings = async (
  ctx: Ctx,
  enterpriseId: string,
  { packs, day }: { readonly packs: readonly Pack[]; readonly day: string },
): Promise<ReadonlyMap<string, Standing>> => {
  const rows = await ctx.db
    .selectFrom("object_grades")
    .select(["object_id", "pack_id", "pack_version", "object_type", "grade", "possible"])
    .where("enterprise_id", "=", enterpriseId)
    .execute();
  const recorded = await ctx.db
    .selectFrom("object_facts")
    .select(["object_id", sql<string>`max(recorded_at)`.as("at")])
    .where("enterprise_id", "=", enterpriseId)
    .groupBy("object_id")
    .execute();
  const byObject = Map.groupBy(rows, (row) => row.object_id);
  const ofPack = (object: string, { header, grading }: Pack) =>
    grading.types.flatMap(({ id }) =>
      (byObject.get(object) ?? [])
        .filter(
          (row) =>
            row.pack_id === header.id &&
            row.pack_version === header.version &&
            row.object_type === id,
        )
        .map(({ grade, possible }) => ({
          pack: { id: header.id, version: header.version },
          type: id,
          grade,
          possible,
        })),
    );
  const inForce = packs.filter(({ header }) => isInForce(header, day));
  return new Map(
    recorded.map(({ object_id, at }) => [
      object_id,
      { factsRecordedAt: at, grades: inForce.flatMap((pack) => ofPack(object_id, pack)) },
    ]),
  );
};

export const showObject = (row: ObjectRow, standing: Standing | undefined): GradedObjectShown => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  createdAt: row.created_at,
  archivedAt: row.archived_at,
  factsRecordedAt: standing?.factsRecordedAt ?? null,
  grades: standing?.grades ?? [],
});
