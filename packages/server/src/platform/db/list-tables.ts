/** Lists of enterprises on their way into the registry. */

import type { ColumnType, Generated } from "kysely";
import type { Instant, JsonColumn, LaterInstant, OptionalJson } from "./columns.ts";

interface ListImportsTable {
  id: string;
  created_at: Instant;
  actor: string;
  scope: JsonColumn;
  jurisdictions: string[];
  name: string;
  sha256: string;
  size: number;
  state: "uploaded" | "checking" | "checked" | "importing" | "done" | "failed" | "cancelled";
  sheets: JsonColumn;
  sheet: ColumnType<string | null, string | null | undefined, string | null>;
  mapping: OptionalJson;
  existing: ColumnType<string | null, string | null | undefined, string | null>;
  last_row: Generated<number>;
  rows_read: Generated<number>;
  rows_bad: Generated<number>;
  rows_new: Generated<number>;
  rows_known: Generated<number>;
  rows_skipped: Generated<number>;
  rows_imported: Generated<number>;
  problem: OptionalJson;
  finished_at: LaterInstant;
}

interface ListImportErrorsTable {
  import_id: string;
  row_no: number;
  column_no: number;
  code: string;
  params: JsonColumn;
}

interface StagedEnterprisesTable {
  import_id: string;
  credit_code: string;
  row_no: number;
  firm: string;
  known: boolean;
  name: string;
  name_en: string | null;
  jurisdiction_code: string;
  city_code: string | null;
  division: string;
  sector: string;
  lines: string[] | null;
  search_text: string;
  pinyin: string;
  initials: string;
  search_grams: number[];
  facts_id: string | null;
  facts: OptionalJson;
  based_on: string | null;
  top_grade: number;
  types: string[];
  grades: number[];
  possible: string[];
}

export interface ListTables {
  list_imports: ListImportsTable;
  list_import_errors: ListImportErrorsTable;
  staged_enterprises: StagedEnterprisesTable;
}
