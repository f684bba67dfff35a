/** Verdicts that something changed, and the regimes that they belong to: what imports and uploads reply with. */

import { z } from "zod";
import { localizedText } from "./schemas.ts";

export const verdictChange = z.object({
  pack: z.string().describe("id@version of the regime"),
  type: z.string(),
  requirement: z.string(),
  from: z.string().nullable(),
  to: z.string(),
});

export const changedRegime = z.object({
  pack: z.string().describe("id@version"),
  title: localizedText,
  changed: z.number().int(),
  firstJudged: z
    .boolean()
    .describe(
      "this version of the regime had never judged the enterprise: before, all was not evidenced",
    ),
});
