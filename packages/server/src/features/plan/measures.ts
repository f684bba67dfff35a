/** What is counted once per request, so that every value of a page speaks of the same rows at the same moment. */

import type { TargetAssessment } from "@fenji/indicators";
import type { CaseStage } from "@fenji/submission";

/** A number of rows, and whether any of them is synthetic. */
export interface Tally {
  readonly rows: number;
  readonly synthetic: boolean;
}

export interface RegistryMeasure {
  readonly all: Tally;
  readonly bySector: ReadonlyMap<string, Tally>;
  readonly cities: Tally;
}

/** Firms by what the regime in force says of them; a firm of several types counts once a line. */
export interface GradeMeasure {
  /** Firms with at least one result. */
  readonly withResult: Tally;
  /** Every result of the firm is one grade. */
  readonly graded: Tally;
  /** At least one result is open. */
  readonly undetermined: Tally;
  readonly byType: ReadonlyMap<string, Tally>;
  readonly byGrade: ReadonlyMap<number, Tally>;
}

/** Filing cases: one type of one firm each. */
export interface CaseMeasure {
  /** That have to be filed. */
  readonly total: number;
  /** Of those that have to be filed. */
  readonly byStage: ReadonlyMap<CaseStage, number>;
  /** In which the supervisor is next. */
  readonly waiting: number;
  /** Counts of cases do not say so themselves: whether the registry holds synthetic firms. */
  readonly synthetic: boolean;
}

/** The newest finished comparison of kernel and SQL over the whole registry. */
export interface ComparisonMeasure {
  /** Gradings looked at. */
  readonly compared: number;
  /** Of them, those where every completion of the unknown facts was tried. */
  readonly whole: number;
  readonly disagreements: number;
}

export interface EvidenceMeasure {
  readonly files: Tally;
  readonly open: Tally;
  readonly tools: Tally;
  readonly families: Tally;
  readonly codeFindings: Tally;
}

export type Verdict =
  | "met"
  | "partlyMet"
  | "notMet"
  | "notApplicable"
  | "notEvidenced"
  | "contested";

export interface VerdictCount {
  readonly requirement: string;
  readonly verdict: Verdict;
  readonly rows: number;
}

export interface VerdictMeasure {
  readonly counts: readonly VerdictCount[];
  /** Firms with at least one verdict. */
  readonly firms: Tally;
}

export interface FactMeasure {
  /** Firms whose newest facts say yes, with how many say anything. */
  readonly importantData: Tally & { readonly known: number };
  readonly belowLarge: Tally & { readonly known: number };
}

/** What a requirement costs to close, and where it belongs; from the pack. */
export interface RequirementFacts {
  readonly domain: string;
  readonly personDays: number;
  readonly costCny: number;
}

export interface PackMeasure {
  readonly regimes: number;
  /** Kinds of object that they grade. */
  readonly kinds: number;
  readonly requirements: ReadonlyMap<string, RequirementFacts>;
}

export interface PlanMeasure {
  readonly tasks: number;
  readonly clauses: number;
  /** Clauses of an action with a value or an act, by section id. */
  readonly served: ReadonlyMap<string, { readonly served: number; readonly of: number }>;
}

export interface Measures {
  readonly registry: RegistryMeasure;
  readonly grades: GradeMeasure;
  readonly cases: CaseMeasure;
  /** Null before the first, and for whom it is not open. */
  readonly comparison: ComparisonMeasure | null;
  readonly evidence: EvidenceMeasure;
  readonly verdicts: VerdictMeasure;
  readonly facts: FactMeasure;
  readonly packs: PackMeasure;
  readonly plan: PlanMeasure;
  /** Null for a plan without a growth target. */
  readonly growth: TargetAssessment | null;
  readonly events: Tally;
}
