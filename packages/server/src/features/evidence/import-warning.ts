/** A warning as it is kept with a file and shown: a code, a place, and what was seen there. */

import type { WarningCode } from "@fenji/kernel";

export interface ImportWarning {
  readonly code: WarningCode;
  readonly at: string;
  readonly detail: string;
}

/** Of hosts that this tool has never reported on, while it has reported on others: somebody else's report? */
export const otherHostWarning = (subjects: readonly string[]): ImportWarning => ({
  code: "other-host",
  at: subjects[0] ?? "",
  detail: subjects.join(", "),
});

/** A report that came late: what newer ones say of the same subject stands. */
export const olderReportWarning = (older: {
  readonly subjects: number;
  readonly scope: string;
  readonly newest: string;
}): ImportWarning => ({
  code: "older-report",
  at: older.scope,
  detail: older.subjects === 1 ? older.newest : `${older.newest} × ${older.subjects}`,
});
