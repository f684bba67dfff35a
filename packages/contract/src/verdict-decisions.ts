/** What people decide about verdicts beside what evidence says, and the queue of those that sources dispute. */

import { z } from "zod";
import { verdict } from "./assessment.ts";
import { endpoint, type Endpoint } from "./endpoint.ts";
import { line, person, prose, requirementId } from "./engagement-shapes.ts";
import { empty, enterprisePath, instant, localizedText, none, packRef } from "./schemas.ts";

const day = z.iso.date();

const finding = z.enum(["met", "partlyMet", "notMet", "notApplicable"]);

export const verdictDecision = z.object({
  id: z.uuid(),
  requirement: z.string(),
  kind: z.enum(["acceptance", "waiver", "attestation", "override"]),
  state: z
    .enum(["applied", "notYet", "expired", "withdrawn", "unreviewed", "overtaken", "idle"])
    .describe(
      "applied: it has an effect; overtaken: evidence or a newer decision changed what it rested on; idle: nothing to decide",
    ),
  by: person,
  at: instant,
  reason: z.string(),
  from: day,
  until: day.describe("last day that it holds"),
  owner: z.string().nullable().describe("who answers for an accepted or waived risk"),
  says: z.enum(["met", "notMet"]).nullable().describe("of an attestation"),
  elements: z.array(z.string()).nullable().describe("null: the whole requirement"),
  documents: z.array(z.string()),
  reviewedBy: person.nullable(),
  reviewedAt: instant.nullable(),
  finding: finding.nullable().describe("of an override"),
  over: verdict.nullable().describe("what the machine said when it was overridden"),
  withdrawn: z.object({ by: person, at: instant }).nullable(),
});

const packQuery = z.object({
  pack: z.string().max(200).optional().describe("`id@version`; default: the regime in force"),
});

const requirementPath = enterprisePath.extend({ requirementId });

const decisionPath = enterprisePath.extend({ decisionId: z.uuid() });

const decided = z.object({
  decision: verdictDecision,
  machine: verdict.describe("by evidence and facts alone"),
  verdict: verdict.describe("what counts"),
});

const reason = prose(2000).describe("in the person's own words");

const until = day.describe("last day that it holds; three years at most");

export const decideVerdict = endpoint({
  name: "decideVerdict",
  summary: {
    zh: "接受一项差距的风险、声明一项要求，或改判；都有理由和期限",
    en: "Accept the risk of a gap, attest a requirement or override its verdict, with reason and term",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/requirements/{requirementId}/decisions",
  permission: "verdict:write",
  path: requirementPath,
  query: packQuery,
  body: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("acceptance"), reason, until, owner: line(200) }),
    z.object({
      kind: z.literal("attestation"),
      reason,
      until,
      says: z.enum(["met", "notMet"]),
      elements: z.array(z.string().max(100)).min(1).max(100).nullable().default(null),
      documents: z.array(line(300)).min(1).max(20).describe("titles, numbers or hashes"),
    }),
    z.object({
      kind: z.literal("override"),
      reason,
      until,
      finding,
      over: verdict.describe("the machine's verdict that the assessor saw"),
    }),
  ]),
  reply: decided,
  errors: [
    "request.not-found",
    "pack.not-found",
    "verdict.term",
    "verdict.no-gap",
    "verdict.overtaken",
    "verdict.nothing-to-override",
    "verdict.unknown-element",
  ],
});

export const waiveRequirement = endpoint({
  name: "waiveRequirement",
  summary: {
    zh: "主管部门豁免企业的一项差距；判定不变，单独计数",
    en: "Exempt a firm from a gap as its supervisor; the verdict stays and counts apart",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/requirements/{requirementId}/waivers",
  permission: "verdict:answer",
  path: requirementPath,
  query: packQuery,
  body: z.object({ reason, until, owner: line(200) }),
  reply: decided,
  errors: ["request.not-found", "pack.not-found", "verdict.term", "verdict.no-gap"],
});

export const reviewAttestation = endpoint({
  name: "reviewAttestation",
  summary: {
    zh: "复核他人的声明，使它算数",
    en: "Review another person's attestation, so that it counts",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/verdict-decisions/{decisionId}/review",
  permission: "verdict:review",
  path: decisionPath,
  query: empty,
  body: z.object({}),
  reply: decided,
  errors: ["request.not-found", "pack.not-found", "verdict.own-review", "verdict.done"],
});

export const withdrawDecision = endpoint({
  name: "withdrawDecision",
  summary: { zh: "撤回一项决定；记录保留", en: "Take a decision back; the record stays" },
  method: "DELETE",
  url: "/enterprises/{enterpriseId}/verdict-decisions/{decisionId}",
  permission: "verdict:write",
  path: decisionPath,
  query: empty,
  body: none,
  reply: decided,
  errors: ["request.not-found", "pack.not-found", "verdict.done"],
});

export const listVerdictDecisions = endpoint({
  name: "listVerdictDecisions",
  summary: { zh: "对判定所作的决定，新的在前", en: "Decisions on verdicts, the newest first" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/verdict-decisions",
  permission: "assessment:read",
  path: enterprisePath,
  query: packQuery.extend({ requirement: requirementId.optional() }),
  body: none,
  reply: z.object({ pack: packRef, decisions: z.array(verdictDecision) }),
  errors: ["request.not-found", "pack.not-found"],
});

const side = z.object({
  family: z.string(),
  says: z.enum(["proves", "proves-in-part", "contradicts"]),
  newest: instant.describe("latest of the observations that it rests on"),
  observations: z.number().int(),
});

export const listContested = endpoint({
  name: "listContested",
  summary: {
    zh: "来源相左、需要人来裁定的判定，及双方各说什么",
    en: "Verdicts that sources dispute and a person must settle, with what each side says",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/contested",
  permission: "assessment:read",
  path: enterprisePath,
  query: packQuery,
  body: none,
  reply: z.object({
    pack: packRef,
    evidenceShown: z
      .boolean()
      .describe("false: sides are for the firm, its assessors and auditors"),
    items: z.array(
      z.object({
        requirement: z.string(),
        title: localizedText,
        type: z.string(),
        fromGrade: z.number().int(),
        machine: verdict,
        verdict,
        elements: z.array(
          z.object({
            id: z.string(),
            text: localizedText,
            doubted: z
              .boolean()
              .describe("nobody contradicts, but those who prove it were often wrong elsewhere"),
            subjects: z.array(z.object({ subject: z.string(), sides: z.array(side) })),
          }),
        ),
        decisions: z.array(verdictDecision),
      }),
    ),
  }),
  errors: ["request.not-found", "pack.not-found"],
});

export const verdictOperations: readonly Endpoint[] = [
  listContested,
  listVerdictDecisions,
  decideVerdict,
  waiveRequirement,
  reviewAttestation,
  withdrawDecision,
];
