/** What other features may use of the exchange between nodes. */

export { enqueueMessage } from "./enqueue-message.ts";
export { findFiledEnterprise } from "./filed-enterprise.ts";
export { decodeIdCursor, encodeIdCursor } from "./id-cursor.ts";
export type { Incoming, TakeIn } from "./incoming.ts";
export { exchangeOf, type Exchange } from "./open-exchange.ts";
export { findNodeOf } from "./send-task.ts";
