/** Two executors of the same rules, held against each other over the whole registry: a disagreement is an alarm. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { empty, enterpriseId, instant, localizedText, none, packRef } from "./schemas.ts";

const gradeCheck = z.object({
  id: z.uuid(),
  pack: packRef,
  state: z.enum(["running", "agreed", "disagreed", "failed"]),
  startedBy: z.string(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  compared: z.number().int().describe("pairs of firm and type"),
  whole: z
    .number()
    .int()
    .describe("of them, where every completion of the unknown facts was tried"),
  disagreements: z.number().int(),
});

export const listGradeChecks = endpoint({
  name: "listGradeChecks",
  summary: {
    zh: "内核与 SQL 的比对结果，新的在前",
    en: "Comparisons of kernel and SQL, newest first",
  },
  method: "GET",
  url: "/operations/grade-checks",
  permission: "operations:read",
  path: empty,
  query: empty,
  body: none,
  reply: z.object({
    checks: z.array(gradeCheck).describe("at most 20"),
    firms: z
      .array(
        z.object({
          checkId: z.uuid(),
          type: z.string(),
          enterpriseId,
          name: localizedText,
        }),
      )
      .describe(
        "on which the executors did not agree, as far as one may see them; some of each type",
      ),
  }),
  errors: [],
});

export const startGradeCheck = endpoint({
  name: "startGradeCheck",
  summary: {
    zh: "用内核和 SQL 分别给全部企业定级并比对；已在进行的不另起",
    en: "Grade all enterprises by kernel and by SQL and compare; one that is under way is not started twice",
  },
  method: "POST",
  url: "/operations/grade-checks",
  permission: "operations:write",
  path: empty,
  query: empty,
  body: z.object({}),
  reply: gradeCheck,
  errors: [],
});
