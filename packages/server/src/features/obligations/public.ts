/** What other features may use of cases and what is due in them. */

export { caseFromFilings, findingsOf } from "./case-from-filings.ts";
export { selfAssessed } from "./enterprise-cases.ts";
export { findVerification } from "./find-verification.ts";
export { chinaDate } from "./china-date.ts";
export { findHeldFilings } from "./held-filings.ts";
export { lineOf, refreshCases } from "./refresh-cases.ts";
export { syncDuties } from "./sync-duties.ts";
