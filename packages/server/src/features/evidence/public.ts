/** What other features may do with evidence. */

export { importEvidence } from "./import-evidence.ts";
export { lockEvidence } from "./lock-evidence.ts";
