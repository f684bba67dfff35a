/** Replaces the grades of an object by those that its newest facts give, under every version of every pack of its kind. */

import type { GradeReport } from "@fenji/contract";
import type { Ctx } from "../../platform/ctx.ts";
import type { ObjectKey } from "./find-objects.ts";

export interface ObjectGrades {
  readonly factsId: string;
  readonly reports: readonly GradeReport[];
}

export const storeObjectGrades = async (
  tx: Ctx,
  { enterpriseId, objectId }: ObjectKey,
  { factsId, reports }: ObjectGrades,
): Promise<void> => {
  const computedAt = tx.now().toISOString();
  await tx.db
    .deleteFrom("object_grades")
    .where("enterprise_id", "=", enterpriseId)
    .where("object_id", "=", objectId)
    .execute();
  const rows = reports.flatMap(({ pack, results }) =>
    results.map(({ type, grade, possible }) => ({
      enterprise_id: enterpriseId,
      object_id: objectId,
      pack_id: pack.id,
      pack_version: pack.version,
      object_type: type,
      grade,
      possible: [...possible],
      facts_id: factsId,
      computed_at: computedAt,
    })),
  );
  if (rows.length > 0) await tx.db.insertInto("object_grades").values(rows).execute();
};
