/** The tabs of one enterprise, in the order in which they stand. */

export const enterpriseTabs = [
  "grade",
  "facts",
  "assessment",
  "evidence",
  "gaps",
  "activity",
] as const;
