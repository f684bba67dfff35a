/** Keeps how a firm's sources fared beside its verdicts, and takes it up again. */

import {
  recordWeighing,
  restoreWeighing,
  type WeighedSources,
  type WeighingRecord,
} from "@fenji/assessment";
import { sql } from "kysely";
import { z } from "zod";
import type { Ctx } from "../../platform/ctx.ts";
import type { PackKey } from "./queries.ts";

const quality = z.object({ sensitivity: z.number(), specificity: z.number() });

const weighingRecord: z.ZodType<WeighingRecord> = z.object({
  health: z.array(
    z.object({
      source: z.string(),
      questions: z.number().int(),
      compared: z.number().int(),
      dissents: z.number().int(),
      dissentRate: z.number().nullable(),
      interval: z.object({ low: z.number(), high: z.number() }),
      quality: quality.nullable(),
    }),
  ),
  copies: z.array(
    z.object({
      sources: z.tuple([z.string(), z.string()]),
      questions: z.number().int(),
      agreed: z.number(),
      expected: z.number(),
    }),
  ),
  groups: z.record(z.string(), z.string()),
  estimate: z
    .object({
      prevalence: z.number(),
      iterations: z.number().int(),
      qualities: z.record(z.string(), quality),
    })
    .nullable(),
  notEstimated: z.enum(["few-sources", "few-questions", "implausible"]).nullable(),
});

/** Undefined where the firm was never judged by the pack. */
export const findWeighing = async (
  tx: Ctx,
  enterpriseId: string,
  pack: PackKey,
): Promise<WeighedSources | undefined> => {
  const row = await tx.db
    .selectFrom("source_weighings")
    .select("weighing")
    .where("enterprise_id", "=", enterpriseId)
    .where("pack_id", "=", pack.id)
    .where("pack_version", "=", pack.version)
    .executeTakeFirst();
  return row === undefined ? undefined : restoreWeighing(weighingRecord.parse(row.weighing));
};

export interface WeighingToSave {
  readonly enterpriseId: string;
  readonly pack: PackKey;
  readonly weighed: WeighedSources;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

export const saveWeighing = async (
  tx: Ctx,
  { enterpriseId, pack, weighed, at }: WeighingToSave,
): Promise<void> => {
  const weighing = JSON.stringify(recordWeighing(weighed));
  await sql`
    insert into source_weighings (enterprise_id, pack_id, pack_version, weighing, weighed_at)
    values (${enterpriseId}, ${pack.id}, ${pack.version}, ${weighing}::jsonb, ${at})
    on conflict (enterprise_id, pack_id, pack_version)
    do update set weighing = excluded.weighing, weighed_at = excluded.weighed_at
    where source_weighings.weighing is distinct from excluded.weighing`.execute(tx.db);
};
