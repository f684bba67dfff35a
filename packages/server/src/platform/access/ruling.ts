/** What the decision point answers, with the reasons that a person reads. */

import type { LocalizedText } from "@fenji/kernel";

export interface RulingReason extends LocalizedText {
  /** Id of a policy, or `default-deny` where none permits, `executors-disagree` where two disagree. */
  readonly id: string;
  readonly effect: "permit" | "forbid";
}

/** Who answered: the compiled rules, Cedar's own engine, both alike, or both differently. */
export type Executors = "compiled" | "reference" | "both" | "disagreed";

export interface Ruling {
  readonly allowed: boolean;
  /** Never empty. */
  readonly reasons: readonly RulingReason[];
  readonly executors: Executors;
}
