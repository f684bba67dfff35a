/** Tables of what-if: how often the registry changed, saved scenarios, and comparisons of the executors of rules. */

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

interface GradeChecksTable {
  id: string;
  pack_id: string;
  pack_version: string;
  state: "running" | "agreed" | "disagreed" | "failed";
  started_by: string;
  started_at: Instant;
  finished_at: LaterInstant;
  compared: Generated<number>;
  whole: Generated<number>;
  disagreements: Generated<number>;
}

interface GradeDisagreementsTable {
  enterprise_id: string;
  check_id: string;
  object_type: string;
}

export interface WhatIfTables {
  grade_checks: GradeChecksTable;
  grade_disagreements: GradeDisagreementsTable;
  registry_changes: RegistryChangesTable;
  scenarios: ScenariosTable;
}
