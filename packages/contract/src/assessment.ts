/** Verdicts per requirement, and what stands behind each of them. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { enterprisePath, instant, localizedText, none, packRef, standing } from "./schemas.ts";

export const verdict = z.enum([
  "met",
  "partlyMet",
  "notMet",
  "notApplicable",
  "notEvidenced",
  "contested",
]);

const applies = z
  .enum(["yes", "no", "unknown"])
  .describe(
    "by the facts whether it is asked of the enterprise at all; no: not applicable whatever evidence says; unknown: counted as applying",
  );

export const counts = z.object({
  met: z.number().int(),
  partlyMet: z.number().int(),
  notMet: z.number().int(),
  notApplicable: z.number().int(),
  notEvidenced: z.number().int(),
  contested: z.number().int(),
});

export const score = z.object({
  low: z.number().nullable().describe("unknown counted as not met; null when nothing applies"),
  high: z.number().nullable().describe("unknown counted as met; null when nothing applies"),
  coverage: z
    .number()
    .nullable()
    .describe("share of applicable requirements that evidence decides"),
  formula: z.string(),
});

/** Beside what counts: what evidence and facts alone say, who settled it, whether somebody lives with the gap. */
const settledBy = {
  machine: verdict.describe("by evidence and facts alone"),
  settledBy: z.enum(["machine", "attestation", "override"]),
  accepted: z.boolean().describe("somebody answers for the gap until a day; it stays a gap"),
};

const effort = z.object({ personDays: z.number(), costCny: z.number(), standing });

export const assessmentQuery = z.object({
  pack: z.string().max(200).optional().describe("`id@version`; default: the regime in force"),
  type: z.string().max(100).optional().describe("graded type; default: the first that applies"),
  grade: z.coerce
    .number()
    .int()
    .optional()
    .describe("assess as if of this grade; default: the grade, else the highest possible"),
  asOf: instant.optional().describe("the state at that moment; default: now"),
  by: z
    .enum(["observed", "received"])
    .default("observed")
    .describe(
      "of `asOf`: what was so by the tools' clocks, with all that is known today; or what the node knew then",
    ),
});

export const getAssessment = endpoint({
  name: "getAssessment",
  summary: {
    zh: "逐条要求的判定、得分区间与差距",
    en: "Verdict per requirement, score interval and gaps",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/assessment",
  permission: "assessment:read",
  path: enterprisePath,
  query: assessmentQuery,
  body: none,
  reply: z.object({
    pack: packRef.extend({ illustrative: z.boolean(), notice: localizedText.nullable() }),
    type: z.string(),
    grade: z.number().int().nullable(),
    gradeBasis: z.enum(["determined", "highest-possible", "asked"]),
    counts,
    score,
    domains: z.array(z.object({ id: z.string(), name: localizedText, counts })),
    requirements: z.array(
      z.object({
        id: z.string(),
        domain: z.string(),
        fromGrade: z.number().int(),
        title: localizedText,
        verdict,
        ...settledBy,
        applies,
        elementsProven: z.number().int(),
        elementsTotal: z.number().int(),
        observations: z.number().int(),
      }),
    ),
    gaps: z.array(
      z.object({
        requirement: z.string(),
        title: localizedText,
        verdict,
        capabilities: z.array(z.string()),
        effort,
      }),
    ),
    capabilities: z.array(z.object({ id: z.string(), name: localizedText })),
    sources: z
      .object({
        health: z.array(
          z.object({
            source: z.string().describe("what shares an engine, a content or a feed is one"),
            questions: z.number().int().describe("that it answered"),
            compared: z.number().int().describe("on which the others had a majority"),
            dissents: z.number().int().describe("of the compared, on which it stood against that"),
            interval: z
              .object({ low: z.number(), high: z.number() })
              .describe("of the share of dissents, at 95 %"),
          }),
        ),
        copies: z
          .array(
            z.object({
              sources: z.tuple([z.string(), z.string()]),
              questions: z.number().int(),
              agreed: z.number(),
            }),
          )
          .describe("pairs that agree far beyond what their quality explains, and vote as one"),
        notEstimated: z
          .enum(["few-sources", "few-questions", "implausible"])
          .nullable()
          .describe("why the sources' errors are not estimated; null: they are"),
      })
      .describe("how sources fare against each other, over all requirements of the pack"),
    evidenceAsOf: instant.nullable().describe("newest observation counted"),
    asOf: instant.nullable().describe("the past moment that was asked for; null: now"),
  }),
  errors: ["request.not-found", "pack.not-found"],
});

const observationShown = z.object({
  id: z.string(),
  file: z.object({ sha256: z.string(), name: z.string() }),
  at: z.string(),
  check: z.string(),
  title: z.string().nullable(),
  path: z.array(z.string()).describe("check → crosswalk → requirement"),
  subject: z.string(),
  result: z.enum(["pass", "fail", "notApplicable", "error", "info"]),
  says: z.enum(["proves", "proves-in-part", "contradicts", "nothing"]),
  age: z
    .enum(["fresh", "stale", "expired"])
    .describe("by the pack's freshness; what is expired says nothing any more"),
  tool: z.string(),
  family: z.string(),
  observedAt: instant.nullable(),
  receivedAt: instant,
  message: z.string().nullable(),
});

export const getRequirement = endpoint({
  name: "getRequirement",
  summary: {
    zh: "一条要求：判定、要素与证据",
    en: "One requirement: verdict, elements and evidence",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/requirements/{requirementId}",
  permission: "assessment:read",
  path: enterprisePath.extend({ requirementId: z.string().max(100) }),
  query: assessmentQuery.pick({ pack: true, asOf: true, by: true }),
  body: none,
  reply: z.object({
    id: z.string(),
    domain: z.string(),
    fromGrade: z.number().int(),
    title: localizedText,
    text: localizedText,
    methods: z.array(z.enum(["examine", "interview", "test"])),
    procedure: localizedText,
    standing,
    source: z.object({ title: localizedText, clause: z.string().nullable() }).nullable(),
    crosswalk: z.array(z.object({ vocabulary: localizedText, identifiers: z.array(z.string()) })),
    closes: z.array(z.object({ id: z.string(), name: localizedText })),
    effort,
    verdict,
    ...settledBy,
    applies,
    appliesBy: z
      .array(z.object({ id: z.string(), label: localizedText }))
      .describe("facts on which `applies` hangs; empty where it is always asked"),
    evidenceShown: z
      .boolean()
      .describe(
        "false: observations are for the firm, its assessors and auditors; they are counted",
      ),
    freshnessStanding: standing
      .nullable()
      .describe("how sure the periods are by which evidence ages; null: none does"),
    elements: z.array(
      z.object({
        id: z.string(),
        text: localizedText,
        state: z.enum(["proven", "contradicted", "mixed", "contested", "notApplicable", "missing"]),
        doubted: z
          .boolean()
          .describe(
            "contested although nobody contradicts: those who prove it were often wrong elsewhere",
          ),
        age: z
          .enum(["fresh", "stale", "expired"])
          .nullable()
          .describe(
            "stale where any evidence that speaks is, expired where all is; null: none ever did",
          ),
        expiresAt: instant.nullable().describe("when the first of what speaks expires"),
        looksFor: z.array(z.string()).describe("check refs that would prove or contradict it"),
        questions: z.array(z.object({ id: z.string(), text: localizedText })),
        observations: z.array(observationShown),
        observationsTotal: z.number().int(),
      }),
    ),
  }),
  errors: ["request.not-found", "pack.not-found"],
});
