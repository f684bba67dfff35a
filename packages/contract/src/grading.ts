/** Grades with their reasons, and grading without storing. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { verification } from "./filing-cases.ts";
import { enterprisePath, facts, localizedText, none, packRef, standing } from "./schemas.ts";
import { empty } from "./schemas.ts";

const resolvedSource = z.object({ title: localizedText, clause: z.string().nullable() });

export interface Reason {
  /** Rule node or override. */
  readonly factor: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly input: number | boolean | string | readonly string[] | null;
  readonly band: { readonly zh: string; readonly en: string } | null;
  /** null: not determined by the facts given. */
  readonly points: number | null;
  /** Every value still possible; one where `points` is given. */
  readonly possible: readonly number[];
  readonly source: z.infer<typeof resolvedSource> | null;
  readonly standing: z.infer<typeof standing>;
  readonly children: readonly Reason[];
}

export const reason: z.ZodType<Reason> = z.lazy(() =>
  z.object({
    factor: z.string(),
    label: localizedText,
    input: z.union([z.number(), z.boolean(), z.string(), z.array(z.string()), z.null()]),
    band: localizedText.nullable(),
    points: z.number().nullable(),
    possible: z.array(z.number()),
    source: resolvedSource.nullable(),
    standing,
    children: z.array(reason),
  }),
);

const settling = z.object({ when: localizedText, grade: z.number().int() });

const gradeResult = z.object({
  type: z.string(),
  applies: z.enum(["true", "unknown"]),
  grade: z.number().int().nullable().describe("null: undetermined by the facts given"),
  possible: z
    .array(z.number().int())
    .readonly()
    .describe("every grade that some completion of the unknown facts would give"),
  reasons: z.array(reason).readonly(),
  undetermined: z
    .array(z.object({ fact: z.string(), settles: z.array(settling).readonly() }))
    .readonly(),
  settledBy: z
    .array(z.array(z.string()).readonly())
    .readonly()
    .describe("smallest sets of facts that settle the grade whatever their values"),
});

export const gradeReport = z.object({
  pack: packRef.extend({ illustrative: z.boolean() }),
  object: z.object({ id: z.string(), name: z.string() }),
  results: z.array(gradeResult),
});

export type GradeReport = z.infer<typeof gradeReport>;

export const getGrading = endpoint({
  name: "getGrading",
  summary: { zh: "企业的级别及其理由", en: "An enterprise's grades and the reasons" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/grading",
  permission: "grading:read",
  path: enterprisePath,
  query: z.object({
    pack: z.string().max(200).optional().describe("`id@version`; default: the regime in force"),
  }),
  body: none,
  reply: gradeReport.extend({
    /** Of each result: computed here alone, or verified or registered by the supervisor, when and by whom. */
    verification: z.array(verification),
  }),
  errors: ["request.not-found", "pack.not-found"],
});

export const previewGrading = endpoint({
  name: "previewGrading",
  summary: {
    zh: "按所给事实试算级别，不保存",
    en: "Grade the given facts without storing anything",
  },
  method: "POST",
  url: "/grading",
  permission: "grading:read",
  path: empty,
  query: empty,
  body: z.object({
    pack: packRef,
    object: z.object({ id: z.string().max(200), name: z.string().max(200) }),
    facts,
  }),
  reply: gradeReport,
  errors: ["request.invalid", "pack.not-found", "fact.wrong-type"],
});
