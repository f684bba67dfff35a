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

export interface StoredWeighing {
  readonly weighed: WeighedSources;
  /** From then on evidence has expired, and neither this nor the verdicts beside it hold: ISO 8601 in UTC; null: nothing expires. */
  readonly changesAt: string | null;
}

export const holdsAt = ({ changesAt }: StoredWeighing, at: Date): boolean =>
  changesAt === null || at.getTime() < Date.parse(changesAt);

/** Undefined where the firm was never judged by the pack. */
export const findWeighing = async (
  tx: Ctx,
  enterpriseId: string,
  pack: PackKey,
): Promise<StoredWeighing | undefined> => {
  const row = await tx.db
    .selectFrom("source_weighings")
    .select(["weighing", "changes_at"])
    .where("enterprise_id", "=", enterpriseId)
    .where("pack_id", "=", pack.id)
    .where("pack_version", "=", pack.version)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const weighed = restoreWeighing(weighingRecord.parse(row.weighing));
  return { weighed, changesAt: row.changes_at };
};

export interface WeighingToSave extends StoredWeighing {
  readonly enterpriseId: string;
  readonly pack: PackKey;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

export const saveWeighing = async (
  tx: Ctx,
  { enterpriseId, pack, weighed, changesAt, at }: WeighingToSave,
): Promise<void> => {
  const weighing = JSON.stringify(recordWeighing(weighed));
  await sql`
    insert into source_weighings (enterprise_id, pack_id, pack_version, weighing, weighed_at, changes_at)
    values (${enterpriseId}, ${pack.id}, ${pack.version}, ${weighing}::jsonb, ${at}, ${changesAt})
    on conflict (enterprise_id, pack_id, pack_version)
    do update set weighing = excluded.weighing, weighed_at = excluded.weighed_at, changes_at = excluded.changes_at
    where (source_weighings.weighing, source_weighings.changes_at)
          is distinct from (excluded.weighing, excluded.changes_at)`.execute(tx.db);
};
