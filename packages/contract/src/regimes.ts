/** One enterprise under several regimes: eligibility for support policies, and every regime from the same evidence. */

import { z } from "zod";
import { counts, verdict } from "./assessment.ts";
import { endpoint } from "./endpoint.ts";
import { gradeReport } from "./grading.ts";
import { dateAsked, datedPack, typeGrade } from "./objects.ts";
import { enterpriseId, enterprisePath, factValue, localizedText, none } from "./schemas.ts";

const factChange = z.object({
  fact: z.string(),
  from: factValue.describe("null: not known yet"),
  to: factValue,
  bound: z
    .object({ op: z.enum([">=", ">", "<=", "<"]), value: z.number() })
    .nullable()
    .describe("of a number: where it has to come to"),
});

const nearestStep = z.object({
  type: z.string(),
  goal: z.number().int().describe("highest grade of the type"),
  outcome: z
    .enum(["reached", "step", "none", "too-far"])
    .describe(
      "reached: by the facts as they are. none: whatever the facts, as long as what is fixed stays. too-far: not found within the limit of the search",
    ),
  changes: z.array(factChange).readonly().describe("unknown facts first"),
});

export const getEligibility = endpoint({
  name: "getEligibility",
  summary: {
    zh: "按某日有效的版本和其他版本判断政策资格，并给出最近的一步",
    en: "Eligibility for support policies by the version in force on a day and by the others, with the nearest step",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/eligibility",
  permission: "grading:read",
  path: enterprisePath,
  query: z.object({
    date: dateAsked,
    fixed: z
      .string()
      .max(2000)
      .regex(/^[\w,]*$/)
      .optional()
      .describe("facts that cannot change, with commas between"),
  }),
  body: none,
  reply: z.object({
    date: z.iso.date(),
    enterpriseId,
    policies: z.array(
      z.object({
        id: z.string(),
        versions: z
          .array(
            z.object({
              pack: datedPack,
              report: gradeReport,
              steps: z.array(nearestStep),
            }),
          )
          .describe("in force first, then the newest first"),
      }),
    ),
  }),
  errors: ["request.not-found"],
});

const strength = z
  .enum(["none", "mapped", "partial", "full"])
  .describe(
    "weakest hop from check to requirement. mapped: proven only through a crosswalk; partial: by several checks together; full: by one named directly",
  );

const counted = z.object({
  asked: z.number().int().describe("of the objects with their grades, each requirement once"),
  evidenced: z.number().int().describe("of these, those that evidence decides"),
  counts,
  strengths: z.object({
    full: z.number().int(),
    partial: z.number().int(),
    mapped: z.number().int(),
    none: z.number().int(),
  }),
  mapped: z
    .array(z.object({ id: z.string(), title: localizedText, verdict, strength }))
    .describe("proven only through a crosswalk"),
});

const achieved = z.object({
  type: z.string(),
  achieved: z
    .number()
    .int()
    .nullable()
    .describe("highest grade of which every requirement is met; null: not even the lowest"),
});

export const getRegimes = endpoint({
  name: "getRegimes",
  summary: {
    zh: "所有制度：同一批证据在每个规则包下的级别、要求和判定",
    en: "Every regime: grades, requirements and verdicts under each pack from the same evidence",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/regimes",
  permission: "assessment:read",
  path: enterprisePath,
  query: z.object({ date: dateAsked }),
  body: none,
  reply: z.object({
    date: z.iso.date(),
    regimes: z.array(
      z.object({
        pack: datedPack,
        kind: z.string(),
        kindName: localizedText,
        objects: z.array(
          z.object({
            id: z.uuid(),
            name: z.string(),
            grades: z.array(typeGrade.omit({ pack: true })),
          }),
        ),
        requirements: counted.nullable().describe("null: the pack has none"),
        achieved: z.array(achieved).describe("of the types that have requirements"),
      }),
    ),
  }),
  errors: ["request.not-found"],
});
