/** What people decide about a requirement beside what evidence says: accepted risks, attestations, overrides. */

import type { Verdict } from "../verdict.ts";

interface DecisionBase {
  readonly id: string;
  readonly requirement: string;
  /** Who decided: an account's id, or a name that means one person. */
  readonly by: string;
  /** When it was decided, ISO 8601 in UTC. */
  readonly at: string;
  /** In the person's own words; never empty. */
  readonly reason: string;
  /** First and last day that it holds, `2026-11-26`, both included. Nobody decides for ever. */
  readonly from: string;
  readonly until: string;
  /** ISO 8601 in UTC; null while it was not withdrawn. */
  readonly withdrawnAt: string | null;
}

/**
 * The owner of a risk lives with it for a time (`acceptance`), or an authority exempts the firm (`waiver`). The verdict
 * stays what it is, is marked, and counts apart; it is never met.
 */
export interface RiskDecision extends DecisionBase {
  readonly kind: "acceptance" | "waiver";
  /** Who answers for the risk. */
  readonly owner: string;
}

/** A person's statement with its documents; it counts like one more source, once another person has reviewed it. */
export interface Attestation extends DecisionBase {
  readonly kind: "attestation";
  /** Elements that it speaks of; null: all of the requirement. */
  readonly elements: readonly string[] | null;
  readonly says: "met" | "notMet";
  /** What it rests on: titles, numbers, hashes; at least one. */
  readonly documents: readonly string[];
  readonly reviewedBy: string | null;
  /** ISO 8601 in UTC; null while nobody reviewed it. */
  readonly reviewedAt: string | null;
}

/** What an assessor may find. */
export type Finding = Extract<Verdict, "met" | "partlyMet" | "notMet" | "notApplicable">;

/** An assessor finds otherwise than the machine, which stays beside it. */
export interface Override extends DecisionBase {
  readonly kind: "override";
  readonly verdict: Finding;
  /** What the machine said when the assessor decided; when it says something else, the override is overtaken. */
  readonly over: Verdict;
}

export type Decision = RiskDecision | Attestation | Override;

/**
 * | state      | why a decision has no effect                                                      |
 * | ---------- | --------------------------------------------------------------------------------- |
 * | applied    | it has one                                                                        |
 * | notYet     | it begins later, or was decided after the moment that is asked for                |
 * | expired    | its last day is over                                                              |
 * | withdrawn  | somebody took it back                                                             |
 * | unreviewed | an attestation that nobody but its author has looked at                           |
 * | overtaken  | the machine no longer says what was overridden; or a newer decision of the kind   |
 * | idle       | there is nothing to accept, or the statement adds nothing                         |
 */
export type DecisionState =
  | "applied"
  | "notYet"
  | "expired"
  | "withdrawn"
  | "unreviewed"
  | "overtaken"
  | "idle";

export interface DecisionOutcome {
  readonly decision: Decision;
  readonly state: DecisionState;
}
