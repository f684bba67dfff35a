/** Shape of requirements/*.yaml, crosswalks/*.yaml and cases/*.yaml. */

import { z } from "zod";
import { relations, type Crosswalk, type GradingCase, type Question } from "./pack-model.ts";
import { selectorSeverities, type Requirement } from "./requirement-model.ts";
import { conditionSchema } from "./rule-schema.ts";
import {
  citationSchema,
  idSchema,
  nameSchema,
  optional,
  standingSchema,
  textSchema,
} from "./text-schema.ts";

/** `scheme:value`, with `*` at most at its end. */
export const selectorPattern = /^[a-z][a-z0-9.-]*:[^*\s]*\*?$/;

const refSchema = z
  .string()
  .max(300)
  .regex(/^[a-z][a-z0-9.-]*:\S.*$/, "检查项写作 scheme:value‖write a check as scheme:value");

const selectorSchema = z.strictObject({
  check: z
    .string()
    .max(300)
    .regex(
      selectorPattern,
      "检查项写作 scheme:value，星号只能在末尾‖write a check as scheme:value, with * at most at its end",
    ),
  proves: z.enum(["full", "partial", "none"]).default("full"),
  contradicts: z.boolean().default(true),
  onInfo: z.enum(["nothing", "contradicts", "proves"]).default("nothing"),
  minSeverity: optional(z.enum(selectorSeverities)),
});

const elementSchema = z.strictObject({
  id: idSchema,
  text: textSchema,
  selectors: z.array(selectorSchema).min(1).max(60),
});

const caseSchema = z.strictObject({
  name: textSchema,
  observations: z
    .array(
      z.strictObject({
        check: refSchema,
        refs: z.array(refSchema).default([]),
        result: z.enum(["pass", "fail", "notApplicable", "error", "info"]),
        subject: z.string().min(1).max(200).default("host:example"),
        family: z.string().min(1).max(100).default("example"),
        severity: optional(z.enum(["none", ...selectorSeverities])),
      }),
    )
    .max(50),
  expect: z.enum(["met", "partlyMet", "notMet", "notApplicable", "notEvidenced", "contested"]),
});

const crosswalkRefsSchema = z.strictObject({
  icsGuide2024: z.array(z.number().int().min(1).max(33)).default([]),
  mlps: z.array(z.string().max(40)).default([]),
  nist80053r5: z.array(z.string().max(40)).default([]),
  iec62443: z.array(z.string().max(40)).default([]),
});

const requirementSchema = z.strictObject({
  id: idSchema,
  type: idSchema,
  fromGrade: z.number().int().min(0).max(30),
  appliesWhen: optional(conditionSchema),
  title: textSchema,
  text: textSchema,
  methods: z.array(z.enum(["examine", "interview", "test"])).min(1),
  procedure: textSchema,
  elements: z.array(elementSchema).min(1).max(20),
  crosswalk: crosswalkRefsSchema,
  citation: optional(citationSchema),
  standing: standingSchema,
  closes: z.array(idSchema).min(1).max(20),
  effort: z.strictObject({
    personDays: z.number().min(0).max(100_000),
    costCny: z.number().min(0).max(1e12),
    standing: standingSchema,
  }),
  cases: z.array(caseSchema).max(50),
});

export const questionSchema: z.ZodType<Question> = z.strictObject({
  id: idSchema,
  text: textSchema,
  help: optional(textSchema),
});

export const requirementFileSchema: z.ZodType<{
  domain: string;
  questions: Question[];
  requirements: Omit<Requirement, "domain">[];
}> = z.strictObject({
  domain: idSchema,
  questions: z.array(questionSchema).max(2_000).default([]),
  requirements: z.array(requirementSchema).min(1).max(2_000),
});

export const crosswalkSchema: z.ZodType<Crosswalk> = z.strictObject({
  id: idSchema,
  title: textSchema,
  citation: citationSchema,
  rows: z
    .array(
      z.strictObject({
        from: refSchema,
        to: z.array(refSchema).min(1).max(50),
        relation: z.enum(relations).default("equal"),
      }),
    )
    .min(1)
    .max(20_000),
});

const factValueSchema = z.union([
  z.number(),
  z.boolean(),
  z.string(),
  z.array(z.string()),
  z.null(),
]);

export const caseFileSchema: z.ZodType<{ cases: GradingCase[] }> = z.strictObject({
  cases: z
    .array(
      z.strictObject({
        name: nameSchema,
        facts: z.record(idSchema, factValueSchema),
        expect: z
          .array(
            z.strictObject({
              type: idSchema,
              grade: z.number().int().nullable(),
              possible: z.array(z.number().int()),
            }),
          )
          .max(30),
      }),
    )
    .min(1)
    .max(5_000),
});
