/** Published aggregates: suppressed counts that one person prepares, another reviews, and everyone signed in may read. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { empty, instant, localizedText, none, page, sha256 } from "./schemas.ts";

const list = z.object({ ...page, cursor: z.uuid().optional() });

const publicationPath = z.object({ publicationId: z.uuid() });

const state = z.enum(["draft", "released", "rejected", "withdrawn"]);

/** Control characters, and marks by which text can be made to read differently from what it is (CVE-2021-42574). */
const seen = /^[^\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]*$/u;

const words = z.string().trim().max(500).regex(seen, "invisible characters");

/** Beside `sector`: cities of the jurisdiction; for the nation, its jurisdictions. */
const rowsBy = z.enum(["sector", "place"]);

const count = z.number().int().min(0).nullable().describe("null: withheld");

/** What is published, and all of it: the hash is that of its canonical JSON (RFC 8785). */
export const publicationBody = z.object({
  schema: z.literal("fenji-publication/1"),
  jurisdiction: z.object({ code: z.string(), name: localizedText }),
  pack: z.object({ id: z.string(), version: z.string(), title: localizedText }),
  type: z.object({ id: z.string(), name: localizedText }),
  rowsBy,
  rows: z.array(
    z.object({
      key: z.string().describe("sector, city or jurisdiction; empty: not known"),
      name: localizedText.nullable().describe("null: the key says it"),
    }),
  ),
  columns: z.array(
    z.object({
      grade: z.number().int().nullable().describe("null: undetermined"),
      name: localizedText.nullable(),
    }),
  ),
  grid: z
    .array(z.array(count))
    .describe("rows, each followed by its total; last the totals of the columns and of all"),
  threshold: z.number().int().describe("no count from 1 to below this is printed"),
  countedAt: instant,
  synthetic: z.boolean(),
  illustrative: z.boolean(),
  notice: localizedText.nullable(),
  note: z.string(),
});

const head = z.object({
  id: z.uuid(),
  state,
  /** 知悉范围 */
  audience: z
    .enum(["reviewers", "signed-in"])
    .describe("who may know: those who prepare and review, or everyone signed in"),
  jurisdiction: publicationBody.shape.jurisdiction,
  pack: publicationBody.shape.pack,
  type: publicationBody.shape.type,
  rowsBy,
  synthetic: z.boolean(),
  illustrative: z.boolean(),
  countedAt: instant,
  hash: sha256.describe("SHA-256 of the canonical JSON of the body"),
  values: z.number().int(),
  withheldValues: z.number().int(),
  releasedAt: instant.nullable(),
  selfReviewed: z
    .boolean()
    .describe("the same person prepared and reviewed it, which only single-user mode allows"),
  withdrawnAt: instant.nullable(),
  withdrawnWhy: z.string().nullable(),
});

export const publication = head.extend({
  body: publicationBody.nullable().describe("null: withdrawn"),
});

const draftHead = head.extend({
  preparedBy: z.string(),
  preparedAt: instant,
  reviewedBy: z.string().nullable(),
  reviewedAt: instant.nullable(),
  comment: z.string().nullable(),
  ownWork: z.boolean().describe("prepared by the one who asks"),
  mayReview: z
    .boolean()
    .describe(
      "it waits for a review, and who asks is another person, or the single user of the node",
    ),
});

/** Why a value is withheld is for those who prepare and review: it says more than the table does. */
export const publicationDraft = draftHead.extend({
  body: publicationBody,
  withheld: z.array(
    z.object({
      row: z.number().int(),
      column: z.number().int(),
      reason: z.enum(["small", "uniform", "change", "withheld-before", "complement"]),
      low: z.number().int().describe("least count that agrees with what is printed"),
      high: z.number().int().nullable().describe("largest such count; null: unbounded"),
    }),
  ),
});

export const listPublications = endpoint({
  name: "listPublications",
  summary: {
    zh: "已发布和已撤回的汇总，最新在前",
    en: "Published and withdrawn aggregates, newest first",
  },
  method: "GET",
  url: "/publications",
  permission: "publication:read",
  path: empty,
  query: list,
  body: none,
  reply: z.object({ publications: z.array(head), nextCursor: z.uuid().nullable() }),
  errors: ["request.invalid"],
});

export const getPublication = endpoint({
  name: "getPublication",
  summary: { zh: "一份已发布的汇总", en: "One published aggregate" },
  method: "GET",
  url: "/publications/{publicationId}",
  permission: "publication:read",
  path: publicationPath,
  query: empty,
  body: none,
  reply: publication,
  errors: ["request.not-found"],
});

export const listPublicationDrafts = endpoint({
  name: "listPublicationDrafts",
  summary: {
    zh: "待复核和被退回的汇总草稿",
    en: "Drafts of aggregates that await review or were rejected",
  },
  method: "GET",
  url: "/publication-drafts",
  permission: "publication:write",
  path: empty,
  query: list,
  body: none,
  reply: z.object({ drafts: z.array(draftHead), nextCursor: z.uuid().nullable() }),
  errors: ["request.invalid"],
});

export const getPublicationDraft = endpoint({
  name: "getPublicationDraft",
  summary: {
    zh: "一份汇总草稿，以及隐去了什么、为什么",
    en: "One draft, with what is withheld and why",
  },
  method: "GET",
  url: "/publication-drafts/{publicationId}",
  permission: "publication:write",
  path: publicationPath,
  query: empty,
  body: none,
  reply: publicationDraft,
  errors: ["request.not-found"],
});

export const preparePublication = endpoint({
  name: "preparePublication",
  summary: {
    zh: "编制一份汇总草稿，隐去小数目",
    en: "Prepare a draft aggregate, small counts withheld",
  },
  method: "POST",
  url: "/publication-drafts",
  permission: "publication:write",
  path: empty,
  query: empty,
  body: z.object({
    jurisdiction: z.string().min(1).max(20),
    pack: z
      .string()
      .max(200)
      .optional()
      .describe("`id@version`; default: the pack the node opens with"),
    type: z.string().min(1).max(100),
    rowsBy,
    threshold: z.number().int().min(10).max(1_000).default(10),
    note: words.default(""),
  }),
  reply: publicationDraft,
  errors: [
    "request.not-found",
    "pack.not-found",
    "publication.needs-person",
    "publication.outside-scope",
    "publication.other-line",
    "publication.overlap",
    "publication.linked",
    "publication.too-few",
  ],
});

export const reviewPublication = endpoint({
  name: "reviewPublication",
  summary: { zh: "复核汇总草稿：发布或退回", en: "Review a draft aggregate: release or reject it" },
  method: "POST",
  url: "/publication-drafts/{publicationId}/review",
  permission: "publication:review",
  path: publicationPath,
  query: empty,
  body: z
    .object({
      outcome: z.enum(["release", "reject"]),
      hash: sha256.describe("of the draft that was looked at"),
      comment: words.default("").describe("a rejection says why"),
    })
    .refine(({ outcome, comment }) => outcome === "release" || comment !== "", {
      path: ["comment"],
      message: "a rejection says why",
    }),
  reply: publicationDraft,
  errors: [
    "request.not-found",
    "publication.needs-person",
    "publication.outside-scope",
    "publication.own-review",
    "publication.not-draft",
    "publication.changed",
    "publication.outdated",
  ],
});

export const withdrawPublication = endpoint({
  name: "withdrawPublication",
  summary: { zh: "撤回一份已发布的汇总", en: "Withdraw a published aggregate" },
  method: "POST",
  url: "/publications/{publicationId}/withdraw",
  permission: "publication:write",
  path: publicationPath,
  query: empty,
  body: z.object({ reason: words.min(1) }),
  reply: publication,
  errors: [
    "request.not-found",
    "publication.needs-person",
    "publication.outside-scope",
    "publication.not-released",
  ],
});
