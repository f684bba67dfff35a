/** What has to be done by when: deadlines after an event, the cycle of assessments, and what counts as a material change. */

import type { LocalizedText } from "@fenji/kernel";
import type { Citation, Standing } from "./provenance.ts";

export type ObligationEvent =
  | "in-scope"
  | "submitted"
  | "returned"
  | "verified"
  | "registered"
  | "assessed"
  | "changed";

export type ObligedAct =
  | "file"
  | "verify"
  | "refile"
  | "register"
  | "protect"
  | "assess"
  | "rectify"
  | "report-change";

export interface Deadline {
  readonly id: string;
  readonly label: LocalizedText;
  readonly after: ObligationEvent;
  readonly does: ObligedAct;
  readonly by: "enterprise" | "supervisor" | "assessor";
  /** Working days follow the official calendar; the day of the event is day 0. */
  readonly within: {
    readonly amount: number;
    readonly unit: "workingDays" | "days" | "months";
  };
  readonly citation: Citation | null;
  readonly standing: Standing;
}

/** How often an object of a grade is assessed again. */
export interface AssessmentCycle {
  /** null: of every type. */
  readonly type: string | null;
  readonly grade: number;
  readonly everyMonths: number;
  readonly citation: Citation | null;
  readonly standing: Standing;
}

/** Facts whose change has to be reported and reopens what was registered; a changed grade always does. */
export interface MaterialChanges {
  readonly facts: readonly string[];
  readonly citation: Citation | null;
  readonly standing: Standing;
}

export interface Obligations {
  readonly deadlines: readonly Deadline[];
  readonly cycles: readonly AssessmentCycle[];
  readonly materialChanges: MaterialChanges | null;
}
