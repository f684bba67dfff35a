/** Replaces an enterprise's grades under one pack by those of a report, and with them who supervises it. */

import type { GradeReport } from "@fenji/contract";
import type { GradedType } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { linesOfSupervision } from "./lines-of-supervision.ts";

export interface GradesOf {
  readonly enterpriseId: string;
  /** The facts that the report was made from. */
  readonly factsId: string;
  /** The types of the pack that graded. */
  readonly types: readonly GradedType[];
  readonly report: GradeReport;
}

/** Inside a transaction; types that no longer apply lose their row, and roll-ups follow by trigger. */
export const storeGrades = async (
  tx: Ctx,
  { enterpriseId, factsId, types, report }: GradesOf,
): Promise<void> => {
  const key = { pack_id: report.pack.id, pack_version: report.pack.version };
  const computedAt = tx.now().toISOString();
  const graded = report.results.map(({ type }) => type);
  let gone = tx.db
    .deleteFrom("enterprise_grades")
    .where("enterprise_id", "=", enterpriseId)
    .where("pack_id", "=", key.pack_id)
    .where("pack_version", "=", key.pack_version);
  if (graded.length > 0) gone = gone.where("object_type", "not in", graded);
  await gone.execute();
  await tx.db
    .updateTable("enterprises")
    .set({ lines: [...linesOfSupervision(types, graded)] })
    .where("enterprise_id", "=", enterpriseId)
    .execute();
  if (graded.length === 0) return;
  await tx.db
    .insertInto("enterprise_grades")
    .values(
      report.results.map((result) => ({
        enterprise_id: enterpriseId,
        ...key,
        object_type: result.type,
        grade: result.grade,
        possible: [...result.possible],
        facts_id: factsId,
        computed_at: computedAt,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(["enterprise_id", "pack_id", "pack_version", "object_type"])
        .doUpdateSet((eb) => ({
          grade: eb.ref("excluded.grade"),
          possible: eb.ref("excluded.possible"),
          facts_id: eb.ref("excluded.facts_id"),
          computed_at: eb.ref("excluded.computed_at"),
        })),
    )
    .execute();
};
