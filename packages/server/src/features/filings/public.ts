/** What other features may use of filings. */

export { receiveFilings } from "./receive-filings.ts";
export { takeAnswer } from "./take-answer.ts";
