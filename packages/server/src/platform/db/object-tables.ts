/** Tables of graded objects of any kind, what is known of them, and their grades. */

import type { Instant, JsonColumn, LaterInstant } from "./columns.ts";

interface GradedObjectsTable {
  enterprise_id: string;
  /** The enterprise's own id: the enterprise itself. */
  id: string;
  kind: string;
  name: string;
  created_at: Instant;
  archived_at: LaterInstant;
}

interface ObjectFactsTable {
  enterprise_id: string;
  object_id: string;
  id: string;
  recorded_at: Instant;
  facts: JsonColumn;
  actor: string;
  supersedes: string | null;
}

interface ObjectGradesTable {
  enterprise_id: string;
  object_id: string;
  pack_id: string;
  pack_version: string;
  object_type: string;
  grade: number | null;
  possible: number[];
  facts_id: string;
  computed_at: Instant;
}

export interface ObjectTables {
  graded_objects: GradedObjectsTable;
  object_facts: ObjectFactsTable;
  object_grades: ObjectGradesTable;
}
