/** What an assessor concludes of each requirement, comparison with the last assessment, signatures. */

import { z } from "zod";
import { score, verdict } from "./assessment.ts";
import { endpoint } from "./endpoint.ts";
import {
  assessmentResult,
  blocker,
  engagement,
  engagementPath,
  machineSide,
  person,
  prose,
  requirementId,
  signatureStep,
  subjectRef,
} from "./engagement-shapes.ts";
import { empty, instant, localizedText, none, sha256 } from "./schemas.ts";

const conclusion = z.object({
  result: assessmentResult,
  machineVerdict: verdict.describe("as it was when it was concluded"),
  overridden: z.boolean().describe("the result is not the machine's verdict"),
  reason: z.string().nullable().describe("always there where it was overridden"),
  note: z.string().nullable(),
  by: person,
  at: instant,
});

const resultShown = z.object({
  requirement: z.string(),
  domain: z.string(),
  fromGrade: z.number().int(),
  title: localizedText,
  inScope: z.boolean(),
  assignedTo: z.array(person),
  machine: machineSide,
  proposed: assessmentResult
    .nullable()
    .describe(
      "the machine's verdict where it is one of the four; else more evidence or a decision",
    ),
  conclusion: conclusion.nullable(),
  blockers: z.array(blocker.shape.code).describe("why it cannot be signed yet"),
  elementsProven: z.number().int(),
  elementsTotal: z.number().int(),
  observations: z.number().int(),
  records: z.number().int(),
  findings: z.array(z.string()).describe("numbers of those raised in this engagement"),
});

export const listResults = endpoint({
  name: "listResults",
  summary: {
    zh: "逐条要求的机器判定、建议结果与评测结论",
    en: "Machine verdict, proposed result and conclusion per requirement",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/results",
  permission: "engagement:read",
  path: engagementPath,
  query: empty,
  body: none,
  reply: z.object({
    asOf: instant.describe("the cut-off, or now while none is fixed"),
    results: z.array(resultShown),
    domains: z.array(z.object({ id: z.string(), name: localizedText })),
  }),
  errors: ["request.not-found", "pack.not-found"],
});

const resultPath = engagementPath.extend({ requirementId });

export const getResult = endpoint({
  name: "getResult",
  summary: {
    zh: "一条要求：判定、要素、涉及对象与历次结论",
    en: "One requirement: verdict, elements, subjects concerned and every conclusion so far",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/results/{requirementId}",
  permission: "engagement:read",
  path: resultPath,
  query: empty,
  body: none,
  reply: resultShown.extend({
    text: localizedText,
    procedure: localizedText,
    methods: z.array(z.enum(["examine", "interview", "test"])),
    elements: z.array(
      z.object({
        id: z.string(),
        text: localizedText,
        state: z.enum(["proven", "contradicted", "mixed", "contested", "notApplicable", "missing"]),
        questions: z.array(z.object({ id: z.string(), text: localizedText })),
      }),
    ),
    subjects: z
      .array(subjectRef.extend({ says: z.enum(["proves", "proves-in-part", "contradicts"]) }))
      .describe(
        "of whom the evidence speaks, as of the cut-off, contradicted first; empty for who may not see evidence",
      ),
    conclusions: z.array(conclusion).describe("newest first; none is overwritten"),
  }),
  errors: ["request.not-found", "pack.not-found"],
});

const decideErrors = [
  "request.not-found",
  "engagement.stage",
  "engagement.not-in-team",
  "engagement.undecided",
  "engagement.out-of-scope",
  "engagement.reason-missing",
] as const;

export const concludeRequirement = endpoint({
  name: "concludeRequirement",
  summary: {
    zh: "给出一条要求的评测结论；与机器判定不同须说明理由",
    en: "Conclude a requirement; against the machine's verdict only with a reason",
  },
  method: "PUT",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/results/{requirementId}",
  permission: "engagement:write",
  path: resultPath,
  query: empty,
  body: z.object({
    result: assessmentResult,
    reason: prose(2000).nullable().default(null),
    note: prose(4000).nullable().default(null),
  }),
  reply: resultShown,
  errors: [...decideErrors],
});

export const confirmResults = endpoint({
  name: "confirmResults",
  summary: {
    zh: "按机器判定确认多条要求；有争议和无证据的不能确认",
    en: "Conclude several requirements as the machine proposes; contested and not evidenced are passed over",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/confirmations",
  permission: "engagement:write",
  path: engagementPath,
  query: empty,
  body: z.object({ requirements: z.array(requirementId).min(1).max(2000) }),
  reply: z.object({
    confirmed: z.array(z.string()),
    passedOver: z.array(z.object({ requirement: z.string(), verdict })),
  }),
  errors: [...decideErrors],
});

const compared = z.enum(["better", "worse", "same", "new", "gone"]);

export const compareEngagement = endpoint({
  name: "compareEngagement",
  summary: {
    zh: "与上一次评测比较（同一规则包和类型）",
    en: "Compared with the last assessment of the same pack and type",
  },
  method: "GET",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/comparison",
  permission: "engagement:read",
  path: engagementPath,
  query: empty,
  body: none,
  reply: z.object({
    with: z
      .object({ id: z.uuid(), number: z.string(), cutOff: instant, score })
      .nullable()
      .describe("null: there is no earlier one that was signed"),
    score,
    counts: z.record(compared, z.number().int()),
    requirements: z.array(
      z.object({
        requirement: z.string(),
        title: localizedText,
        as: compared,
        before: assessmentResult.nullable(),
        now: assessmentResult.nullable(),
      }),
    ),
    findings: z.object({
      closed: z.array(z.string()).describe("open at the last assessment, closed since"),
      stillOpen: z.array(z.string()),
      repeated: z.array(z.object({ number: z.string(), repeats: z.string() })),
      raised: z.array(z.string()),
    }),
  }),
  errors: ["request.not-found", "pack.not-found"],
});

export const signEngagement = endpoint({
  name: "signEngagement",
  summary: {
    zh: "签署报告：编制、审核、批准依次由三人签署",
    en: "Sign the report: prepared, reviewed, approved, in this order, by three people",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/signatures",
  permission: "engagement:review",
  path: engagementPath,
  query: empty,
  body: z.object({
    step: signatureStep,
    contentHash: sha256.describe("of the report that was read; another one is refused"),
  }),
  reply: engagement,
  errors: [
    "request.not-found",
    "engagement.stage",
    "engagement.not-in-team",
    "engagement.blocked",
    "engagement.signature-order",
    "engagement.signature-person",
    "engagement.content-changed",
  ],
});

export const returnEngagement = endpoint({
  name: "returnEngagement",
  summary: {
    zh: "退回更正：已有签署作废并留存，报告版本加一",
    en: "Return for correction: signatures are withdrawn and kept, the report gets a new version",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/engagements/{engagementId}/returns",
  permission: "engagement:review",
  path: engagementPath,
  query: empty,
  body: z.object({ reason: prose(2000) }),
  reply: engagement,
  errors: ["request.not-found", "engagement.stage", "engagement.not-in-team"],
});
