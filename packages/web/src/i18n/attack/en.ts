/** Words of attack techniques. */

import type { AttackMessages } from "./zh.ts";

export const en: AttackMessages = {
  title: "Attack techniques",
  note: "Which requirements stand against each technique, and what their verdicts make of it. Unknown never counts as covered.",
  states: {
    open: "open",
    partly: "partly covered",
    unknown: "unknown",
    covered: "covered",
    unmapped: "no requirement of this pack",
  },
  stateWhy: {
    open: "Some requirement that stands against it is not met.",
    partly: "Some requirement that stands against it is partly met, and none is not met.",
    unknown:
      "No gap has been shown, but some requirement is not evidenced or contested: whether it is covered is not known.",
    covered: "Every requirement that stands against it is met.",
    unmapped:
      "No requirement of this pack that applies at this grade stands against it, so this page can say nothing about it.",
  },
  counts: "Filter by state",
  matrix: "Matrix of tactics and techniques",
  matrixKeys: "Arrow keys move between techniques, Enter shows through which gaps.",
  notMapped:
    "Nobody has said yet which requirements of this pack stand against which techniques, so every technique shows as having none.",
  none: "No technique here passes the filter.",
  does: { mitigates: "mitigates", detects: "detects" },
  defences: "Requirements against it",
  under: "Tactics",
  levers: "What to close first",
  leversNote:
    "“Alone” counts techniques that this one gap leaves open: once it is closed, no known gap is left. Most alone comes first.",
  noLevers: "No gap has been shown.",
  requirement: "Requirement",
  verdict: "Verdict",
  alone: "Alone",
  touches: "Touches",
  techniques: "Techniques",
  technique: "Technique",
  name: "Name",
  tactics: "Tactics",
  state: "State",
  requirementTitle: "Requirement in words",
  role: "Role",
  exportCsv: "Export CSV",
  csvName: "attack-techniques.csv",
  exportLayer: "Export Navigator layer",
  layerName: "attack-layer.json",
  close: "Close",
};
