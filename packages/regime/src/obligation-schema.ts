/** Shape of obligations.yaml. */

import { z } from "zod";
import type { Obligations } from "./obligation-model.ts";
import { citationSchema, idSchema, nameSchema, optional, standingSchema } from "./text-schema.ts";

const provenance = { citation: optional(citationSchema), standing: standingSchema };

const deadlineSchema = z.strictObject({
  id: idSchema,
  label: nameSchema,
  after: z.enum([
    "in-scope",
    "submitted",
    "returned",
    "verified",
    "registered",
    "assessed",
    "changed",
  ]),
  does: z.enum([
    "file",
    "verify",
    "refile",
    "register",
    "protect",
    "assess",
    "rectify",
    "report-change",
  ]),
  by: z.enum(["enterprise", "supervisor", "assessor"]),
  within: z.strictObject({
    amount: z.number().int().min(0).max(3_660),
    unit: z.enum(["workingDays", "days", "months"]),
  }),
  ...provenance,
});

const cycleSchema = z.strictObject({
  type: optional(idSchema),
  grade: z.number().int().min(0).max(30),
  everyMonths: z.number().int().min(1).max(240),
  ...provenance,
});

export const obligationsSchema: z.ZodType<Obligations> = z.strictObject({
  deadlines: z.array(deadlineSchema).max(100).default([]),
  cycles: z.array(cycleSchema).max(100).default([]),
  materialChanges: optional(z.strictObject({ facts: z.array(idSchema).max(500), ...provenance })),
});
