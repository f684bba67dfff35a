/** A requirement, the elements that must each be evidenced, and what it costs to close. */

import type { LocalizedText } from "@fenji/kernel";
import type { Citation, Standing } from "./provenance.ts";
import type { Condition } from "./rule-model.ts";

/** From the mildest; as readers of tools tell it. */
export const selectorSeverities = ["low", "medium", "high", "critical"] as const;

export type SelectorSeverity = (typeof selectorSeverities)[number];

export type AssessmentMethod = "examine" | "interview" | "test";

/**
 * Which observations speak for or against an element. `check` is a ref with `*` at most at its end,
 * matched against an observation's check, its refs, and what crosswalks make of them.
 */
export interface EvidenceSelector {
  readonly check: string;
  /** Proof by a pass: `full` alone suffices for the element, `partial` needs every partial selector of the element to pass. `none`: a pass proves nothing. */
  readonly proves: "full" | "partial" | "none";
  /** Whether a fail (or, for `onInfo: "contradicts"`, mere presence) contradicts. */
  readonly contradicts: boolean;
  /** What an `info` observation (an open port) does; default nothing. */
  readonly onInfo: "nothing" | "contradicts" | "proves";
  /**
   * What it asks about at the least; null: whatever it is. A milder finding says nothing here, and a finished run that
   * found only milder ones counts as one that found nothing. What has no severity may be anything, and counts.
   */
  readonly minSeverity: SelectorSeverity | null;
}

export interface EvidenceElement {
  readonly id: string;
  readonly text: LocalizedText;
  readonly selectors: readonly EvidenceSelector[];
}

/** Published vocabularies that the requirement touches; identifiers are facts. */
export interface CrosswalkRefs {
  /** Item numbers 1-33 of MIIT's industrial control system protection guide (2024). */
  readonly icsGuide2024: readonly number[];
  /** Clauses of GB/T 22239-2019, general or industrial extension. */
  readonly mlps: readonly string[];
  readonly nist80053r5: readonly string[];
  /** System requirements of IEC 62443-3-3, e.g. `SR 1.1`. */
  readonly iec62443: readonly string[];
}

/** Person-days and yuan to close the gap in one plant of middle size; rough, and says so. */
export interface Effort {
  readonly personDays: number;
  readonly costCny: number;
  readonly standing: Standing;
}

/** A worked example in the pack itself: observations in short, and the verdict they must give. */
export interface EvidenceCase {
  readonly name: LocalizedText;
  readonly observations: readonly {
    readonly check: string;
    readonly refs: readonly string[];
    readonly result: "pass" | "fail" | "notApplicable" | "error" | "info";
    readonly subject: string;
    readonly family: string;
    readonly severity: "none" | SelectorSeverity | null;
  }[];
  readonly expect: "met" | "partlyMet" | "notMet" | "notApplicable" | "notEvidenced" | "contested";
}

export interface Requirement {
  readonly id: string;
  /** The graded type it is for. */
  readonly type: string;
  readonly domain: string;
  /** Lowest grade that must meet it; higher grades must too. */
  readonly fromGrade: number;
  /**
   * Over facts alone: what must hold of the object for the requirement to be asked of it at all; null: nothing. Where it
   * surely does not hold, the requirement does not apply; where that is unknown, it does, and says so.
   */
  readonly appliesWhen: Condition | null;
  readonly title: LocalizedText;
  readonly text: LocalizedText;
  readonly methods: readonly AssessmentMethod[];
  readonly procedure: LocalizedText;
  readonly elements: readonly EvidenceElement[];
  readonly crosswalk: CrosswalkRefs;
  readonly citation: Citation | null;
  readonly standing: Standing;
  /** Capability tags that close the gap. */
  readonly closes: readonly string[];
  readonly effort: Effort;
  readonly cases: readonly EvidenceCase[];
}
