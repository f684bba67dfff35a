/** Shape of freshness.yaml. */

import { z } from "zod";
import { evidenceKinds, type Freshness } from "./freshness-model.ts";
import { citationSchema, optional, standingSchema } from "./text-schema.ts";

const maxDays = 36_600;

const ruleSchema = z
  .strictObject({
    kind: z.enum(evidenceKinds),
    freshDays: z.number().int().min(1).max(maxDays),
    expiresDays: z.number().int().min(1).max(maxDays),
    citation: optional(citationSchema),
    standing: standingSchema,
  })
  .refine(
    ({ freshDays, expiresDays }) => freshDays <= expiresDays,
    "先变旧、后失效：freshDays 不大于 expiresDays‖evidence is stale before it expires: freshDays is not above expiresDays",
  );

export const freshnessSchema: z.ZodType<Freshness> = z.strictObject({
  rules: z.array(ruleSchema).max(evidenceKinds.length).default([]),
});
