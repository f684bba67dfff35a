/** Shapes of assessment as work that several operations share. */

import { z } from "zod";
import { counts, score, verdict } from "./assessment.ts";
import { enterprisePath, instant, localizedText, packRef, sha256 } from "./schemas.ts";

export const engagementPath = enterprisePath.extend({ engagementId: z.uuid() });

/** Whoever acts on the node: `user:<id>`, or `local` where one person works at this machine. */
export const personId = z
  .string()
  .max(60)
  .regex(/^(local|user:[0-9a-f-]{36})$/);

export const person = z.object({ id: personId, name: z.string() });

/** 符合, 部分符合, 不符合, 不适用: the only words in which a requirement is concluded. */
export const assessmentResult = z.enum(["met", "partlyMet", "notMet", "notApplicable"]);

export const teamRole = z.enum(["lead", "assessor", "reviewer", "approver"]);

export const engagementStage = z
  .enum(["prepare", "plan", "field", "report", "closed", "cancelled"])
  .describe("准备, 方案, 现场, 报告 (GB/T 28449), then closed; cancelled: ended without a report");

export const signatureStep = z
  .enum(["prepared", "reviewed", "approved"])
  .describe("编制, 审核, 批准");

export const severity = z.enum(["low", "medium", "high", "critical"]);

/** Written by a person, on one line. */
export const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^\P{Cc}*$/u);

/** Written by a person, with line ends. */
export const prose = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}]*(?:[\n\r\t][^\p{Cc}]*)*$/u);

export const requirementId = z.string().min(1).max(100);

export const subjectRef = z.object({
  kind: z.enum(["host", "image", "repository", "network", "organisation"]),
  id: z.string().min(1).max(400),
});

/** Why the next step is refused at this moment. */
export const blocker = z.object({
  code: z.enum([
    "team-incomplete",
    "scope-empty",
    "start-unconfirmed",
    "sample-missing",
    "record-conflict",
    "contested",
    "not-evidenced",
    "not-concluded",
    "changed-since-conclusion",
    "changed-since-cut-off",
    "finding-missing",
  ]),
  text: localizedText,
  requirements: z.array(z.string()).describe("those that it is about; empty: none in particular"),
});

export const sample = z.object({
  kind: z.enum(["host", "image", "repository", "network", "organisation", "document"]),
  known: z.number().int().describe("subjects of the kind known when it was drawn"),
  rule: z
    .enum(["all", "root", "fixed"])
    .describe("all; root: the square root of those known, rounded up, and at least three; fixed"),
  size: z.number().int(),
  seed: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe("the subjects with the lowest SHA-256 of `seed\\nkind\\nid` are the sample"),
  drawnAt: instant,
  drawnBy: person,
  chosen: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
});

export const authorisation = z.object({
  authorisedBy: line(200),
  on: z.iso.date(),
  reference: line(200).describe("number or title of the written authorisation"),
  what: prose(2000).describe("which scans, against what, when"),
  risk: prose(2000).describe("what may go wrong in the plant, and what is done about it"),
});

export const signature = z.object({
  step: signatureStep,
  version: z.number().int(),
  person,
  role: teamRole,
  at: instant,
  contentHash: sha256,
  attestation: z
    .object({
      keyId: z.string(),
      algorithm: z.enum(["Ed25519", "SM2-SM3"]),
      signature: z.string(),
    })
    .nullable()
    .describe("by the node's own key: proof of existence (存证), no electronic signature in law"),
  withdrawn: z.object({ at: instant, by: person, reason: z.string() }).nullable(),
});

export const engagementSummary = z.object({
  id: z.uuid(),
  number: z.string().describe("kept for life, e.g. A-2026-0001"),
  title: z.string(),
  kind: z.enum(["self", "thirdParty"]),
  organisation: z
    .object({ id: z.uuid(), name: z.string() })
    .nullable()
    .describe("the assessor; null: the firm itself"),
  pack: packRef,
  type: z.string(),
  grade: z.number().int().nullable(),
  stage: engagementStage,
  version: z.number().int().describe("of the report; one more after each return for correction"),
  cutOff: instant.nullable().describe("evidence counts as it stood then; null: not fixed yet"),
  createdAt: instant,
  createdBy: person,
  signed: z.array(signatureStep),
  findingsOpen: z.number().int(),
});

export const engagement = engagementSummary.extend({
  packTitle: localizedText,
  typeName: localizedText,
  gradeName: localizedText.nullable(),
  gradeBasis: z.enum(["determined", "highest-possible", "asked"]),
  illustrative: z.boolean(),
  team: z.array(z.object({ person, role: teamRole })),
  myRoles: z.array(teamRole).describe("of whoever asks"),
  scope: z.object({
    statement: z.string(),
    excluded: z.array(z.object({ requirement: z.string(), reason: z.string() })),
    included: z.number().int(),
  }),
  samples: z.array(sample),
  assignments: z.array(z.object({ person: personId, requirements: z.array(z.string()) })),
  start: z
    .object({ confirmedAt: instant, confirmedBy: person, activeScans: authorisation.nullable() })
    .nullable(),
  plannedCutOff: z.iso.date().nullable(),
  fieldFrom: instant.nullable(),
  fieldUntil: instant.nullable(),
  counts: counts.describe("of what the evidence says as of the cut-off, or now"),
  score,
  concluded: z.number().int().describe("requirements in scope that an assessor concluded"),
  records: z.number().int(),
  conflicts: z.number().int().describe("records that two devices changed differently"),
  blockers: z.array(blocker).describe("what stands before the next stage, or before signing"),
  signatures: z.array(signature),
  contentHash: sha256
    .nullable()
    .describe("of the report as it would be signed now; null before the stage report"),
  history: z.array(
    z.object({
      at: instant,
      by: person,
      did: z.string(),
      to: engagementStage.nullable(),
      reason: z.string().nullable(),
    }),
  ),
});

export const machineSide = z.object({
  verdict: verdict.describe("of the evidence as of the cut-off"),
  now: verdict.describe("of the evidence at this moment"),
});
