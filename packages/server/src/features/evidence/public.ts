/** What other features may do with evidence. */

export { lockEvidence } from "./lock-evidence.ts";
export { importEvidence, type ImportReply } from "./import-evidence.ts";
