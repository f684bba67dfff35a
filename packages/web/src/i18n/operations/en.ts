/** Words of how the node runs. */

import type { OperationsMessages } from "./zh.ts";

export const en = {
  title: "Operations",
  checks: "Kernel against SQL",
  what: "Grades come from two independent executors: the columnar kernel, and SQL that is made from the same rules and run by the database. They are compared over all enterprises once a day; a disagreement is an alarm.",
  start: "Compare now",
  none: "Nothing has been compared yet. The node compares once a day by itself; you can also start it now.",
  states: { running: "under way", agreed: "agree", disagreed: "disagree", failed: "not finished" },
  alarm: (n: string) =>
    `Alarm: the last comparison found ${n} disagreements. Until the reason is known, decide nothing on these grades.`,
  fine: (n: string, at: string) => `The last comparison (${at}): all ${n} outcomes agree.`,
  failedText: "The last comparison was not finished; the node's log says why. Try again.",
  at: "Started",
  by: "By",
  pack: "Pack",
  state: "Outcome",
  compared: "Compared (enterprise × type)",
  whole: "with every unknown fact tried",
  disagreements: "Disagreements",
  firms: "Enterprises on which they disagree",
  firm: "Enterprise",
  type: "Type",
  someFirms: "A few of each type, and only those that you may see.",
} satisfies OperationsMessages;
