/** Observations of an enterprise, one by one: what each tool said of each subject, filtered and paged. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { enterprisePath, instant, none, packRef, searchText, sha256 } from "./schemas.ts";

const observationResults = ["pass", "fail", "notApplicable", "error", "info"] as const;

const observationSeverities = ["none", "low", "medium", "high", "critical"] as const;

const observationStates = ["open", "closed", "all"] as const;

const day = z.iso.date();

/** All that is given must hold. */
const observationFilter = z.object({
  file: sha256.optional().describe("said first by this file, or again"),
  family: searchText.max(100).optional(),
  subject: searchText.max(200).optional().describe("start of the subject's name"),
  check: searchText.max(200).optional().describe("start of the check's name"),
  result: z.enum(observationResults).optional(),
  severity: z.enum(observationSeverities).optional(),
  state: z.enum(observationStates).default("open"),
  from: day.optional().describe("holds on this day or later (UTC)"),
  to: day.optional().describe("holds on this day or earlier (UTC)"),
  requirement: z.string().max(100).optional().describe("reaches this requirement"),
});

const observationRow = z.object({
  id: z.string(),
  file: z.object({ sha256, name: z.string() }),
  at: z.string().describe("place in the file"),
  family: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  check: z.string(),
  revision: z.string().nullable(),
  title: z.string().nullable(),
  refs: z.array(z.string()),
  result: z.enum(observationResults),
  severity: z.enum(observationSeverities).nullable(),
  message: z.string().nullable(),
  holdsAt: instant.describe("when it was last so: by the tool's clock, else when it was received"),
  observedAt: instant.nullable(),
  receivedAt: instant,
  closedAt: instant.nullable(),
  requirements: z.array(z.string()).describe("reached under the regime asked for"),
});

export const listObservations = endpoint({
  name: "listObservations",
  summary: {
    zh: "逐条查看观测：筛选、分页，最近收到的在前",
    en: "Observations one by one: filtered, paged, the latest received first",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/observations",
  permission: "evidence:read",
  path: enterprisePath,
  query: observationFilter.extend({
    pack: z.string().max(200).optional().describe("`id@version`; default: the regime in force"),
    cursor: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  body: none,
  reply: z.object({
    pack: packRef,
    items: z.array(observationRow),
    nextCursor: z.string().nullable(),
    total: z
      .object({ count: z.number().int(), exact: z.boolean() })
      .nullable()
      .describe(
        "of all pages; not exact: more than `count`; null with a cursor, as it was told before",
      ),
  }),
  errors: ["request.not-found", "pack.not-found"],
});
