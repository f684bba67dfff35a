/** Words of grades and their reasons. */

import type { GradingMessages } from "./zh.ts";

export const en = {
  title: "Grade and reasons",
  pack: "Pack",
  noResult: "By the facts given no type of enterprise applies. Fill in the facts first.",
  toFacts: "Fill in the facts",
  mayApply: "whether this type applies is not known yet",
  undetermined: "Grade undetermined",
  possible: (grades: string) => `possible grades: ${grades}`,
  notApplicableToo: "or not applicable",
  settles: "Facts that would settle it",
  settledBy: "Any one of these sets of facts settles the grade for sure:",
  whenFact: (when: string, grade: number) => `${when} → grade ${grade}`,
  fact: "Fact",
  alone: "Settles it alone",
  factor: "Factor",
  input: "Input",
  band: "Band",
  points: "Points",
  source: "Source",
  unknown: "unknown",
  yes: "yes",
  no: "no",
  noneOf: "none",
  undefinedPoints: "open",
  expand: "Open",
  collapse: "Fold",
  standings: {
    official: "official",
    transcribed: "transcribed",
    unverified: "unverified",
    illustrative: "illustrative",
  },
  reasons: "Reasons",
  gradeName: (n: number) => `Grade ${n}`,
} satisfies GradingMessages;
