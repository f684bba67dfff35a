/** Files on their way into the evidence. */

import type { ColumnType, Generated } from "kysely";
import type { Instant, LaterInstant, OptionalJson } from "./columns.ts";

type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;

interface EvidenceUploadsTable {
  enterprise_id: string;
  id: string;
  batch: Later<string>;
  name: string;
  size: number;
  sha256: Later<string>;
  received: Generated<number>;
  state: "receiving" | "queued" | "importing" | "done" | "refused" | "cancelled" | "expired";
  paused: Generated<boolean>;
  attempts: Generated<number>;
  actor: string;
  created_at: Instant;
  changed_at: Instant;
  finished_at: LaterInstant;
  problem: OptionalJson;
  result: OptionalJson;
}

export interface UploadTables {
  evidence_uploads: EvidenceUploadsTable;
}
