/** The tabs of one enterprise, in the order in which they stand, and what one must be allowed to see each. */

export const enterpriseTabs = [
  { tab: "grade", permission: "grading:read" },
  { tab: "facts", permission: "enterprise:read" },
  { tab: "objects", permission: "enterprise:read" },
  { tab: "eligibility", permission: "grading:read" },
  { tab: "assessment", permission: "assessment:read" },
  { tab: "assessments", permission: "engagement:read" },
  { tab: "regimes", permission: "assessment:read" },
  { tab: "evidence", permission: "evidence:read" },
  { tab: "gaps", permission: "assessment:read" },
  { tab: "attack", permission: "assessment:read" },
  { tab: "filing", permission: "filing:read" },
  { tab: "activity", permission: "enterprise:read" },
] as const;
