/** Who is told when something of an enterprise changes, and what was sent. */

import type { ColumnType, Generated } from "kysely";
import type { Instant, LaterInstant } from "./columns.ts";

type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;

interface WebhooksTable {
  enterprise_id: string;
  id: string;
  url: string;
  events: string[];
  /** Sealed. */
  secret: Buffer;
  old_secret: Later<Buffer>;
  old_until: LaterInstant;
  state: "active" | "stopped" | "failed";
  cursor: number;
  failing_since: LaterInstant;
  last_delivered_at: LaterInstant;
  created_at: Instant;
  created_by: string;
}

interface WebhookDeliveriesTable {
  enterprise_id: string;
  id: string;
  webhook_id: string;
  event: string;
  body: string;
  state: "waiting" | "delivered" | "dead";
  attempts: Generated<number>;
  created_at: Instant;
  next_at: Instant;
  last_at: LaterInstant;
  last_status: Later<number>;
  last_failure: Later<string>;
}

export interface WebhookTables {
  webhooks: WebhooksTable;
  webhook_deliveries: WebhookDeliveriesTable;
}
