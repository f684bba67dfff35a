/** The part of OSCAL that reports are written in: assessment results and plans of action and milestones (OSCAL 1.1). */

import type { OscalProp } from "@fenji/regime";

export interface OscalParty {
  readonly uuid: string;
  readonly type: "person" | "organization";
  readonly name: string;
  readonly props?: readonly OscalProp[];
}

export interface ResponsibleParty {
  readonly "role-id": string;
  readonly "party-uuids": readonly string[];
}

export interface OscalMetadata {
  readonly title: string;
  readonly "last-modified": string;
  readonly version: string;
  readonly "oscal-version": string;
  readonly props: readonly OscalProp[];
  readonly roles: readonly { readonly id: string; readonly title: string }[];
  readonly parties: readonly OscalParty[];
  readonly "responsible-parties"?: readonly ResponsibleParty[];
  readonly remarks: string;
}

export interface OscalComponent {
  readonly uuid: string;
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly status: { readonly state: "other"; readonly remarks: string };
}

interface SubjectReference {
  readonly "subject-uuid": string;
  readonly type: "component";
  readonly title: string;
}

interface Origin {
  readonly actors: readonly { readonly type: "party"; readonly "actor-uuid": string }[];
}

export interface OscalObservation {
  readonly uuid: string;
  readonly title: string;
  readonly description: string;
  readonly props?: readonly OscalProp[];
  readonly methods: readonly ("EXAMINE" | "INTERVIEW" | "TEST" | "UNKNOWN")[];
  readonly types: readonly ("control-objective" | "finding")[];
  readonly origins?: readonly Origin[];
  readonly subjects?: readonly SubjectReference[];
  readonly collected: string;
}

export interface RelatedObservation {
  readonly "observation-uuid": string;
}

interface RiskLogEntry {
  readonly uuid: string;
  readonly title: string;
  readonly description?: string;
  readonly start: string;
  readonly "status-change"?: RiskStatus;
}

export type RiskStatus = "open" | "remediating" | "closed";

export interface OscalRisk {
  readonly uuid: string;
  readonly title: string;
  readonly description: string;
  readonly statement: string;
  readonly props: readonly OscalProp[];
  readonly status: RiskStatus;
  readonly characterizations: readonly {
    readonly origin: Origin;
    readonly facets: readonly {
      readonly name: string;
      readonly system: string;
      readonly value: string;
    }[];
  }[];
  readonly deadline?: string;
  readonly remediations: readonly {
    readonly uuid: string;
    readonly lifecycle: "recommendation" | "planned" | "completed";
    readonly title: string;
    readonly description: string;
    readonly props?: readonly OscalProp[];
  }[];
  readonly "risk-log": { readonly entries: readonly RiskLogEntry[] };
  readonly "related-observations"?: readonly RelatedObservation[];
}

export interface OscalFinding {
  readonly uuid: string;
  readonly title: string;
  readonly description: string;
  readonly props: readonly OscalProp[];
  readonly target: {
    readonly type: "statement-id";
    readonly "target-id": string;
    readonly status: {
      readonly state: "satisfied" | "not-satisfied";
      readonly reason: "pass" | "fail" | "other";
      readonly remarks?: string;
    };
    readonly "implementation-status"?: {
      readonly state: "implemented" | "partial" | "planned" | "not-applicable";
    };
  };
  readonly "related-observations": readonly RelatedObservation[];
  readonly "related-risks"?: readonly { readonly "risk-uuid": string }[];
}

export interface OscalReportResource {
  readonly uuid: string;
  readonly title: string;
  readonly description?: string;
  readonly props?: readonly OscalProp[];
  readonly rlinks?: readonly {
    readonly href: string;
    readonly hashes: readonly { readonly algorithm: "SHA-256"; readonly value: string }[];
  }[];
}

export interface AssessedControls {
  readonly description: string;
  readonly "include-all"?: object;
  readonly "exclude-controls"?: readonly { readonly "control-id": string }[];
  readonly "include-controls"?: readonly { readonly "control-id": string }[];
}

export interface OscalResult {
  readonly uuid: string;
  readonly title: string;
  readonly description: string;
  readonly start: string;
  readonly end: string;
  readonly props: readonly OscalProp[];
  readonly "local-definitions"?: { readonly components: readonly OscalComponent[] };
  readonly "reviewed-controls": { readonly "control-selections": readonly AssessedControls[] };
  readonly attestations?: readonly {
    readonly "responsible-parties": readonly ResponsibleParty[];
    readonly parts: readonly {
      readonly name: string;
      readonly ns: string;
      readonly title: string;
      readonly props: readonly OscalProp[];
      readonly prose: string;
    }[];
  }[];
  readonly observations?: readonly OscalObservation[];
  readonly risks?: readonly OscalRisk[];
  readonly findings?: readonly OscalFinding[];
  readonly remarks: string;
}

export interface OscalAssessmentResults {
  readonly "assessment-results": {
    readonly uuid: string;
    readonly metadata: OscalMetadata;
    readonly "import-ap": { readonly href: string; readonly remarks: string };
    readonly results: readonly OscalResult[];
    readonly "back-matter": { readonly resources: readonly OscalReportResource[] };
  };
}

export interface OscalActionPlan {
  readonly "plan-of-action-and-milestones": {
    readonly uuid: string;
    readonly metadata: OscalMetadata;
    readonly "system-id": { readonly "identifier-type": string; readonly id: string };
    readonly "local-definitions"?: { readonly components: readonly OscalComponent[] };
    readonly observations?: readonly OscalObservation[];
    readonly risks: readonly OscalRisk[];
    readonly findings?: readonly OscalFinding[];
    readonly "poam-items": readonly {
      readonly uuid: string;
      readonly title: string;
      readonly description: string;
      readonly props: readonly OscalProp[];
      readonly "related-findings"?: readonly { readonly "finding-uuid": string }[];
      readonly "related-risks": readonly { readonly "risk-uuid": string }[];
    }[];
  };
}
