/** The report of an assessment as a plain value: everything that a document prints of it, and by whom it was signed. */

import type { LocalizedText } from "@fenji/kernel";
import type { Standing } from "@fenji/regime";
import type { Score, VerdictCounts } from "../score.ts";
import type { ElementState, Verdict } from "../verdict.ts";

/** The only words in which a requirement may be concluded: 符合, 部分符合, 不符合, 不适用 (GB/T 28449). */
export const assessmentResults = ["met", "partlyMet", "notMet", "notApplicable"] as const;

export type AssessmentResult = (typeof assessmentResults)[number];

export const findingSeverities = ["low", "medium", "high", "critical"] as const;

export type FindingSeverity = (typeof findingSeverities)[number];

export type TeamRole = "lead" | "assessor" | "reviewer" | "approver";

/** 编制, 审核, 批准: by three people, in this order. */
export const signatureSteps = ["prepared", "reviewed", "approved"] as const;

export type SignatureStep = (typeof signatureSteps)[number];

/** What was looked at: `kind` is a kind of subject, or `document` for evidence files and documents. */
export interface ReportSubject {
  readonly kind: string;
  readonly id: string;
}

/** Text without a language is as its author wrote it. Instants are ISO 8601 in UTC, dates `YYYY-MM-DD`. */
export interface ReportContent {
  /** Kept for life: `A-2026-0001`; a report made without a node has none. */
  readonly number: string | null;
  /** 1, then one more after each return for correction. */
  readonly version: number;
  readonly title: string;
  readonly kind: "self" | "thirdParty";
  readonly enterprise: {
    readonly name: string;
    readonly nameEn: string | null;
    /** null: not told, as offline. */
    readonly creditCode: string | null;
    readonly jurisdiction: LocalizedText | null;
    /** A firm that does not exist; every page says so. */
    readonly synthetic: boolean;
  };
  /** The organisation that assesses; null: the firm itself. */
  readonly assessor: string | null;
  readonly pack: {
    readonly id: string;
    readonly version: string;
    readonly title: LocalizedText;
    readonly standing: Standing;
    /** Every page that shows a number of it says *illustrative*. */
    readonly illustrative: boolean;
    readonly notice: LocalizedText | null;
  };
  readonly type: { readonly id: string; readonly name: LocalizedText };
  readonly grade: { readonly rank: number; readonly name: LocalizedText } | null;
  /** `determined` is still self-assessed and subject to verification. */
  readonly gradeBasis: "determined" | "highest-possible" | "asked";
  readonly dates: {
    readonly begun: string;
    readonly fieldFrom: string | null;
    readonly fieldUntil: string | null;
    /** Evidence counts as it stood at this moment. */
    readonly cutOff: string;
  };
  readonly team: readonly { readonly name: string; readonly role: TeamRole }[];
  readonly scope: {
    readonly statement: string;
    readonly included: number;
    readonly excluded: readonly {
      readonly requirement: string;
      readonly title: LocalizedText;
      readonly reason: string;
    }[];
  };
  /** null: nothing but passive looking, interviews and documents was allowed. */
  readonly activeScans: ReportAuthorisation | null;
  readonly samples: readonly ReportSample[];
  readonly counts: VerdictCounts;
  readonly score: Score;
  readonly domains: readonly {
    readonly id: string;
    readonly name: LocalizedText;
    readonly counts: VerdictCounts;
    readonly score: Score;
  }[];
  /** Those in scope, in the order of the pack. */
  readonly requirements: readonly ReportRequirement[];
  /** By number. */
  readonly findings: readonly ReportFinding[];
  readonly fieldRecords: readonly ReportFieldRecord[];
  readonly evidence: readonly ReportEvidenceFile[];
  readonly comparison: ReportComparison | null;
  /** What the report is and is not: no electronic signature in law, self-assessed grades, illustrative numbers. */
  readonly statements: readonly LocalizedText[];
}

export interface ReportAuthorisation {
  readonly authorisedBy: string;
  readonly on: string;
  readonly reference: string;
  readonly what: string;
  /** What may go wrong in the plant, and what is done about it. */
  readonly risk: string;
}

export interface ReportSample {
  readonly kind: string;
  readonly known: number;
  readonly rule: "all" | "root" | "fixed";
  readonly size: number;
  /** Hexadecimal; the subjects with the lowest SHA-256 of `seed\nkind\nid` are the sample. */
  readonly seed: string;
  readonly drawnAt: string;
  readonly chosen: readonly string[];
}

export interface ReportRequirement {
  readonly id: string;
  readonly domain: string;
  readonly fromGrade: number;
  readonly title: LocalizedText;
  readonly text: LocalizedText;
  readonly methods: readonly ("examine" | "interview" | "test")[];
  readonly source: { readonly title: LocalizedText; readonly clause: string | null } | null;
  /** null: not concluded yet; a report with such a requirement cannot be signed. */
  readonly result: AssessmentResult | null;
  /** What the evidence says as of the cut-off, whatever the assessor concluded. */
  readonly machineVerdict: Verdict;
  /** Where the result is not the machine's verdict: by whom and why. */
  readonly overridden: {
    readonly by: string;
    readonly at: string;
    readonly reason: string;
  } | null;
  readonly note: string | null;
  readonly elements: readonly {
    readonly id: string;
    readonly text: LocalizedText;
    readonly state: ElementState;
    readonly observations: number;
  }[];
  /** Numbers of the findings raised on it. */
  readonly findings: readonly string[];
}

export interface ReportFinding {
  /** Kept for life, never used twice in one enterprise: `F-2026-0001`. */
  readonly number: string;
  readonly requirement: string;
  readonly requirementTitle: LocalizedText;
  readonly title: string;
  readonly severity: FindingSeverity;
  readonly subjects: readonly (ReportSubject & {
    /** null: open. */
    readonly closedOn: string | null;
    readonly closedBy: "evidence" | "check" | null;
  })[];
  readonly risk: string;
  readonly recommendation: string;
  readonly raisedOn: string;
  readonly state: "open" | "closed";
  readonly closedOn: string | null;
  /** Number of the closed finding that this one repeats. */
  readonly repeats: string | null;
  readonly rectification: {
    readonly owner: string;
    readonly dueOn: string;
    readonly state: "planned" | "inProgress" | "done";
    readonly steps: readonly {
      readonly at: string;
      readonly by: string;
      readonly note: string;
    }[];
  } | null;
}

export interface ReportFieldRecord {
  readonly id: string;
  readonly kind: "interview" | "document" | "observation";
  readonly requirement: string | null;
  readonly question: string | null;
  readonly questionText: LocalizedText | null;
  readonly subject: ReportSubject | null;
  readonly answer: "yes" | "partly" | "no" | "notApplicable" | "unknown";
  readonly respondentRole: string | null;
  readonly note: string | null;
  readonly document: { readonly sha256: string; readonly name: string } | null;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

export interface ReportEvidenceFile {
  readonly sha256: string;
  readonly name: string;
  readonly format: string;
  readonly tool: string | null;
  readonly receivedAt: string;
}

export type ComparedAs = "better" | "worse" | "same" | "new" | "gone";

/** With the last assessment of the same pack and type that was signed. */
export interface ReportComparison {
  readonly with: { readonly number: string; readonly cutOff: string; readonly score: Score };
  readonly counts: Readonly<Record<ComparedAs, number>>;
  /** Those that are not the same. */
  readonly requirements: readonly {
    readonly requirement: string;
    readonly title: LocalizedText;
    readonly as: Exclude<ComparedAs, "same">;
    readonly before: AssessmentResult | null;
    readonly now: AssessmentResult | null;
  }[];
}

export interface ReportSignature {
  readonly step: SignatureStep;
  readonly name: string;
  readonly role: TeamRole;
  readonly at: string;
  /** By the node's own key over the statement of who signed what and when: proof of existence, no signature in law. */
  readonly attestation: {
    readonly keyId: string;
    readonly algorithm: "Ed25519" | "SM2-SM3";
    readonly signature: string;
  } | null;
}

export interface AssessmentReport {
  readonly schema: "fenji.assessment-report/1";
  readonly content: ReportContent;
  readonly seal: {
    /** SHA-256 of the canonical JSON of `content`; what each signature is over. */
    readonly contentHash: string;
    /** In order; fewer than three: a draft, which every page says. */
    readonly signatures: readonly ReportSignature[];
  };
}
