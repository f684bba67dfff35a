/** What other features may do with evidence. */

export { importEvidence, type ImportInput, type ImportReply } from "./import-evidence.ts";
