/** A warning as it is kept with a file and shown: a code, a place, and what was seen there. */

export interface ImportWarning {
  readonly code: string;
  readonly at: string;
  readonly detail: string;
}

/** Of hosts that this tool has never reported on, while it has reported on others: somebody else's report? */
export const otherHostWarning = (subjects: readonly string[]): ImportWarning => ({
  code: "other-host",
  at: subjects[0] ?? "",
  detail:
    `报告里的对象从未出现过，请确认是本企业的报告 · none of these was ever reported on before, ` +
    `make sure that the report is of this enterprise: ${subjects.join(", ")}`,
});

/** A report that came late: what newer ones say of the same subject stands. */
export const olderReportWarning = (older: {
  readonly subjects: number;
  readonly scope: string;
  readonly newest: string;
}): ImportWarning => ({
  code: "older-report",
  at: older.scope,
  detail:
    `已有更新的报告（${older.newest}），本报告只作历史留存，涉及 ${older.subjects} 个对象 · a newer report ` +
    `(${older.newest}) is here already; this one is kept as history for ${older.subjects} subjects`,
});
