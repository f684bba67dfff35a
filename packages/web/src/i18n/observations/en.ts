/** Words of the explorer of observations, in English. */

import type { ObservationsMessages } from "./zh.ts";

export const en: ObservationsMessages = {
  title: "Observations",
  open: "Observations one by one",
  count: (n) => `${n} of them`,
  moreThan: (n) => `more than ${n}`,
  csv: (n) => `Export the ${n} shown (CSV)`,
  none: "No observation fits. Ask for less, or import evidence first.",
  older: "Received earlier",
  any: "any",
  clear: "Clear the filter",
  state: "State",
  states: { open: "open", closed: "replaced", all: "all" },
  result: "Result",
  results: {
    fail: "fail",
    pass: "pass",
    notApplicable: "not applicable",
    error: "error",
    info: "note",
  },
  severity: "Severity",
  severities: { critical: "critical", high: "high", medium: "medium", low: "low", none: "none" },
  texts: {
    subject: "Subject (its start)",
    check: "Check (its start)",
    family: "Source",
    requirement: "Requirement reached",
  },
  days: { from: "From", to: "To" },
  source: "Source and place",
  holds: "Time",
  words: "the tool's own words",
  wholeFirm: "the firm as a whole",
  closedAt: (at) => `replaced ${at}`,
};
