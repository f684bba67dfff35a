/** What changed in the verdicts of an enterprise, as a JSON Feed 1.1 that a reader or a program can follow. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { enterprisePath, instant, none } from "./schemas.ts";

const change = z.object({
  type: z.string(),
  requirement: z.string(),
  from: z.string(),
  to: z.string(),
});

const item = z.object({
  id: z.string(),
  date_published: instant,
  title: z.string(),
  content_text: z.string(),
  _fenji: z.object({
    seq: z.number().int(),
    pack: z.string().describe("id@version"),
    firstJudged: z
      .boolean()
      .describe(
        "this version of the regime had never judged the enterprise: before, all was not evidenced",
      ),
    changes: z.array(change),
  }),
});

const seq = z.coerce.number().int().min(0);

export const readFeed = endpoint({
  name: "readFeed",
  summary: {
    zh: "判定变化（JSON Feed 1.1）：缺省最新在前；after 给出其后的，最早在前",
    en: "Verdicts that changed (JSON Feed 1.1): newest first, or with after those that follow it, oldest first",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/feed",
  permission: "assessment:read",
  path: enterprisePath,
  query: z.object({
    after: seq.optional(),
    before: seq.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    language: z.enum(["zh", "en"]).default("zh"),
  }),
  body: none,
  reply: z.object({
    version: z.literal("https://jsonfeed.org/version/1.1"),
    title: z.string(),
    home_page_url: z.string(),
    feed_url: z.string(),
    next_url: z.string().optional(),
    language: z.string(),
    items: z.array(item),
    _fenji: z.object({ next: z.number().int().describe("what to ask after next time") }),
  }),
  errors: ["request.not-found"],
});
