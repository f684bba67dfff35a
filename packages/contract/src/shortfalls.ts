/** Where the firms of a jurisdiction fall short, requirement by requirement, from roll-ups. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { empty, localizedText, none } from "./schemas.ts";

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
