/** Shape of a regime's pack.yaml. */

import { z } from "zod";
import type { Capability, Domain, PackHeader } from "./pack-model.ts";
import {
  dateSchema,
  idSchema,
  nameSchema,
  optional,
  sourceSchema,
  standingSchema,
  textSchema,
} from "./text-schema.ts";

const named = z.strictObject({ id: idSchema, name: nameSchema });

export const regimeHeaderSchema: z.ZodType<
  PackHeader & { kind: "regime"; domains: Domain[]; capabilities: Capability[] }
> = z.strictObject({
  kind: z.literal("regime"),
  id: idSchema,
  version: idSchema,
  title: textSchema,
  summary: textSchema,
  object: z.strictObject({ kind: idSchema, name: nameSchema }),
  standing: standingSchema,
  notice: optional(textSchema),
  effectiveFrom: optional(dateSchema),
  effectiveTo: optional(dateSchema),
  sources: z.array(sourceSchema).min(1).max(500),
  domains: z.array(named).max(100).default([]),
  capabilities: z.array(named).max(1_000).default([]),
});
