/** A jurisdiction by grade, read from roll-ups that are kept up on each write. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { empty, instant, localizedText, none } from "./schemas.ts";

const cell = z.object({
  type: z.string(),
  grade: z.number().int().nullable().describe("null: undetermined"),
  enterprises: z.number().int(),
});

export const getProvince = endpoint({
  name: "getProvince",
  summary: { zh: "本辖区按级别汇总", en: "The jurisdiction by grade" },
  method: "GET",
  url: "/province",
  permission: "province:read",
  path: empty,
  query: z.object({ jurisdiction: z.string().max(20).optional() }),
  body: none,
  reply: z.object({
    jurisdiction: z.object({ code: z.string(), name: localizedText }),
    synthetic: z.boolean(),
    enterprises: z.number().int(),
    types: z.array(z.object({ id: z.string(), name: localizedText })),
    byGrade: z.array(cell),
    byCity: z.array(
      z.object({
        city: z.object({ code: z.string(), name: localizedText }).nullable(),
        enterprises: z.number().int(),
        cells: z.array(cell),
      }),
    ),
    bySector: z.array(
      z.object({ sector: z.string(), enterprises: z.number().int(), cells: z.array(cell) }),
    ),
    computedAt: instant,
  }),
  errors: ["request.not-found"],
});

export const listJurisdictions = endpoint({
  name: "listJurisdictions",
  summary: { zh: "辖区表", en: "Table of jurisdictions" },
  method: "GET",
  url: "/jurisdictions",
  permission: "jurisdiction:read",
  path: empty,
  query: empty,
  body: none,
  reply: z.object({
    jurisdictions: z.array(
      z.object({
        code: z.string(),
        name: localizedText,
        level: z.enum(["nation", "province", "city-separate", "corps"]),
        parent: z.string().nullable(),
        synthetic: z.boolean(),
      }),
    ),
    cities: z.array(z.object({ code: z.string(), jurisdiction: z.string(), name: localizedText })),
  }),
  errors: [],
});

/** Requirement by requirement, from roll-ups. */
export const listShortfalls = endpoint({
  name: "listShortfalls",
  summary: { zh: "本辖区各项要求的短板", en: "Where the jurisdiction falls short, by requirement" },
  method: "GET",
  url: "/province/shortfalls",
  permission: "province:read",
  path: empty,
  query: z.object({ jurisdiction: z.string().max(20).optional() }),
  body: none,
  reply: z.object({
    requirements: z
      .array(
        z.object({
          id: z.string(),
          type: z.string(),
          title: localizedText,
          fromGrade: z.number().int(),
          firms: z.number().int().describe("judged firms whose grade the requirement binds"),
          met: z.number().int(),
          notMet: z.number().int().describe("not met or partly met"),
          contested: z.number().int(),
          notEvidenced: z.number().int(),
        }),
      )
      .describe(
        "those that most firms fall short of first; without those that bind no judged firm",
      ),
  }),
  errors: ["request.not-found"],
});
