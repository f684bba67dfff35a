/** Attack techniques of an enterprise: which remain open, through which gaps, and which gap is worth closing first. */

import { z } from "zod";
import { assessmentQuery, verdict } from "./assessment.ts";
import { endpoint } from "./endpoint.ts";
import { enterprisePath, localizedText, none, packRef } from "./schemas.ts";

export const techniqueState = z
  .enum(["open", "partly", "unknown", "covered", "unmapped"])
  .describe(
    "open: a requirement against it is not met; partly: one is partly met; unknown: one is contested or not evidenced; covered: all are met; unmapped: none applies",
  );

const count = z.number().int();

export const getAttack = endpoint({
  name: "getAttack",
  summary: {
    zh: "哪些攻击技术仍未挡住、由于哪些差距，先补哪一条",
    en: "Which attack techniques remain open, through which gaps, and which gap to close first",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/attack",
  permission: "assessment:read",
  path: enterprisePath,
  query: assessmentQuery,
  body: none,
  reply: z.object({
    pack: packRef.extend({ illustrative: z.boolean() }),
    techniquePack: packRef.extend({
      title: localizedText,
      notice: localizedText.describe("whose names these are"),
      domain: z.string().describe("as ATT&CK Navigator calls the matrix"),
    }),
    mapped: z
      .boolean()
      .describe("false: nobody said which requirements of the pack stand against what"),
    type: z.string(),
    grade: z.number().int().nullable(),
    counts: z.object({
      open: count,
      partly: count,
      unknown: count,
      covered: count,
      unmapped: count,
    }),
    tactics: z.array(z.object({ id: z.string(), short: z.string(), name: localizedText })),
    techniques: z.array(
      z.object({
        id: z.string(),
        name: localizedText,
        tactics: z.array(z.string()),
        state: techniqueState,
        withoutWhy: localizedText
          .nullable()
          .describe("why no requirement of the pack stands against it; null: nobody has said"),
        defences: z.array(
          z.object({ requirement: z.string(), does: z.enum(["mitigates", "detects"]) }),
        ),
      }),
    ),
    requirements: z
      .array(z.object({ id: z.string(), title: localizedText, verdict }))
      .describe("those that stand against some technique and apply"),
    levers: z
      .array(
        z.object({
          requirement: z.string(),
          alone: z.array(z.string()).describe("techniques that this gap alone leaves open"),
          touches: z.array(z.string()).describe("all that it helps to leave open"),
        }),
      )
      .describe("what alone leaves most techniques open first"),
  }),
  errors: ["request.not-found", "pack.not-found"],
});
