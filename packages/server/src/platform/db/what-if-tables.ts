/** Tables of what-if: how often the registry changed, and scenarios that were saved. */

import type { Json } from "@fenji/kernel";
import type { Generated, JSONColumnType } from "kysely";
import type { Instant, LaterInstant } from "./columns.ts";

interface RegistryChangesTable {
  id: Generated<number>;
  jurisdiction_code: string;
  /** Sum them: rows are folded now and then. */
  changes: number;
}

interface ScenariosTable {
  id: string;
  jurisdiction_code: string;
  /** null: of the single user of a node without accounts. */
  organisation_id: string | null;
  name: string;
  note: string;
  pack_id: string;
  pack_version: string;
  object_type: string;
  edits: JSONColumnType<readonly Json[]>;
  created_by: string;
  created_at: Instant;
  deleted_at: LaterInstant;
}

export interface WhatIfTables {
  registry_changes: RegistryChangesTable;
  scenarios: ScenariosTable;
}
