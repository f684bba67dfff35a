/** What travels between nodes: signed messages in canonical JSON that cannot hold raw evidence. */

export { filingBody, type FilingBody } from "./bodies/filing.ts";
