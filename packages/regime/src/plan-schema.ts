/** Shape of a plan's files: pack.yaml, clauses.yaml, series.yaml. */

import { z } from "zod";
import type { GrowthTarget, PlanHeader, PlanSection, SizeSeries } from "./plan-model.ts";
import {
  dateSchema,
  idSchema,
  nameSchema,
  sourceSchema,
  standingSchema,
  textSchema,
} from "./text-schema.ts";

const year = z.number().int().min(1949).max(2200);

export const planHeaderSchema: z.ZodType<PlanHeader & { kind: "plan" }> = z.strictObject({
  kind: z.literal("plan"),
  id: idSchema,
  version: idSchema,
  title: textSchema,
  summary: textSchema,
  status: z.enum(["draft", "issued", "superseded"]),
  firstYear: year,
  lastYear: year,
  milestones: z.array(z.strictObject({ date: dateSchema, text: textSchema })).max(100),
  notice: textSchema,
  sources: z.array(sourceSchema).min(1).max(200),
});

const serviceSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("value"), indicator: idSchema, label: textSchema }),
  z.strictObject({
    kind: z.literal("act"),
    href: z
      .string()
      .regex(/^\/[^\s]*$/, "链接以 / 开头‖a link begins with /")
      .max(300),
    label: textSchema,
  }),
  z.strictObject({ kind: z.literal("awaits"), record: textSchema }),
]);

const clauseSchema = z.strictObject({
  id: z.string().regex(/^[A-Z0-9]+\.\d+$/, "条文编号写作 A1.1‖number a clause like A1.1"),
  text: textSchema,
  services: z.array(serviceSchema).min(1).max(10),
});

const taskSchema = z.strictObject({
  id: idSchema,
  title: textSchema,
  clauses: z.array(clauseSchema).min(1).max(200),
});

export const clausesFileSchema: z.ZodType<{ sections: PlanSection[] }> = z.strictObject({
  sections: z
    .array(
      z.strictObject({
        id: idSchema,
        kind: z.enum(["overview", "targets", "action", "safeguards"]),
        title: textSchema,
        clauses: z.array(clauseSchema).max(500).default([]),
        tasks: z.array(taskSchema).max(100).default([]),
      }),
    )
    .min(1)
    .max(50),
});

const pointSchema = z.strictObject({
  year,
  value: z.number().positive().max(1e9),
  status: z.enum(["estimate", "final"]),
  scope: idSchema,
  standing: standingSchema,
});

export const seriesFileSchema: z.ZodType<{ series: SizeSeries[]; growthTargets: GrowthTarget[] }> =
  z.strictObject({
    series: z
      .array(
        z.strictObject({
          id: idSchema,
          publisher: nameSchema,
          unit: nameSchema,
          currency: z.enum(["CNY", "USD"]),
          source: idSchema,
          points: z.array(pointSchema).min(1).max(200),
        }),
      )
      .max(50),
    growthTargets: z
      .array(
        z.strictObject({
          id: idSchema,
          series: idSchema,
          baseYear: year,
          targetYear: year,
          sizeAbove: z.number().positive(),
          rateAbove: z.number().min(-1).max(10),
        }),
      )
      .max(50),
  });
