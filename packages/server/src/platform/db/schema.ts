/** The tables as the code sees them; a test compares this with the database's own catalogue. */

import type { Json } from "@fenji/kernel";
import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { CaseTables } from "./case-tables.ts";
import type { Instant, JsonColumn } from "./columns.ts";
import type { EngagementTables } from "./engagement-tables.ts";
import type { ExchangeTables } from "./exchange-tables.ts";
import type { IdentityTables } from "./identity-tables.ts";
import type { ListTables } from "./list-tables.ts";
import type { ObjectTables } from "./object-tables.ts";
import type { RollupTables } from "./rollup-tables.ts";
import type { VerdictTables } from "./verdict-tables.ts";
import type { UploadTables } from "./upload-tables.ts";
import type { WebhookTables } from "./webhook-tables.ts";
import type { WhatIfTables } from "./what-if-tables.ts";

interface JurisdictionsTable {
  code: string;
  name_zh: string;
  name_en: string;
  level: "nation" | "province" | "city-separate" | "corps";
  parent: string | null;
  synthetic: boolean;
}

interface CitiesTable {
  code: string;
  jurisdiction_code: string;
  name_zh: string;
  name_en: string;
  synthetic: Generated<boolean>;
}

interface EnterprisesTable {
  enterprise_id: string;
  credit_code: string;
  name: string;
  name_en: string | null;
  jurisdiction_code: string;
  city_code: string | null;
  /** GB/T 4754 division, e.g. `C39`. */
  division: string | null;
  sector: string | null;
  synthetic: boolean;
  created_at: Instant;
  /** Lines of supervision, from the types that it is graded as. */
  lines: Generated<string[]>;
  /** Standing of the current filing, `unfiled` where there is none. Kept by the database. */
  filing: Generated<string>;
  /** Highest grade that is determined, 0: none is. Kept by the database. */
  top_grade: Generated<number>;
  /** What the name is found by, see index-name.ts. */
  search_text: Generated<string>;
  pinyin: Generated<string>;
  initials: Generated<string>;
  search_grams: ColumnType<number[] | null, number[] | undefined, number[]>;
}

interface EnterpriseFactsTable {
  enterprise_id: string;
  id: string;
  recorded_at: Instant;
  facts: JsonColumn;
  actor: string;
  supersedes: string | null;
}

interface EnterpriseGradesTable {
  enterprise_id: string;
  pack_id: string;
  pack_version: string;
  object_type: string;
  /** null: not determined; `possible` then says what it can still be. */
  grade: number | null;
  possible: number[];
  facts_id: string | null;
  computed_at: Instant;
}

interface EvidenceFilesTable {
  enterprise_id: string;
  sha256: string;
  size: number;
  format: string | null;
  tool: string | null;
  tool_version: string | null;
  name: string;
  received_at: Instant;
  status: "reading" | "read" | "refused";
  warnings: JSONColumnType<readonly Json[], string | undefined>;
  error: ColumnType<Json | null, string | null | undefined, string | null>;
  withdrawn_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
}

interface ObservationsTable {
  enterprise_id: string;
  id: string;
  file_sha256: string;
  scope: string;
  family: string;
  subject_kind: string;
  subject_id: string;
  subject_identifiers: JsonColumn;
  check_ref: string;
  revision: string | null;
  title: string | null;
  refs: string[];
  result: "pass" | "fail" | "notApplicable" | "error" | "info";
  severity: "none" | "low" | "medium" | "high" | "critical" | null;
  observed_at: Instant | null;
  received_at: Instant;
  last_seen_at: Instant;
  /** When it was last so: the tool's clock at its latest sighting, or the receipt where the tool does not say. */
  holds_at: Instant;
  place: string;
  message: string | null;
  closed_at: Instant | null;
  closed_by_file: string | null;
}

interface EvidenceReportsTable {
  enterprise_id: string;
  file_sha256: string;
  family: string;
  scope: string;
  subject_kind: string;
  subject_id: string;
  /** The newest time in the report, never later than its receipt. */
  reported_at: Instant;
}

interface ObservationSightingsTable {
  enterprise_id: string;
  observation_id: string;
  file_sha256: string;
  place: string;
  observed_at: Instant | null;
  received_at: Instant;
  seen_at: Instant;
}

/** Filled by COPY and emptied in the same transaction; read through the view `staged_observations`. */
interface CopiedObservationsTable {
  /** Which transaction wrote it. */
  transaction: Generated<string>;
  id: string;
  /** Place in the file, from 1. */
  n: number;
  family: string;
  scope: string;
  subject_kind: string;
  subject_id: string;
  subject_identifiers: JsonColumn;
  check_ref: string;
  revision: string | null;
  title: string | null;
  refs: string[];
  result: string;
  severity: string | null;
  observed_at: Instant | null;
  own_at: Instant;
  place: string;
  message: string | null;
}

/** Which open observation a staged one repeats. */
interface StagedMatchesTable {
  enterprise_id: string;
  n: number;
  observation_id: string;
}

interface StagedScopesTable {
  enterprise_id: string;
  family: string;
  scope: string;
  subject_kind: string;
  subject_id: string;
  /** When the report says that it ended, never later than its receipt. */
  ended_at: Instant | null;
  /** The file speaks for all checks of the scope on the subject. */
  declared: boolean;
  /** Of its observations in the file, never later than the receipt. */
  newest_at: Instant | null;
}

interface TableMappingsTable {
  enterprise_id: string;
  id: string;
  mapping: JsonColumn;
  saved_by: string;
  saved_at: Instant;
}

interface EventsTable {
  id: string;
  /** Position in this node's chain; given by the database. */
  seq: Generated<number>;
  at: Instant;
  actor: string;
  enterprise_id: string | null;
  action: string;
  subject: string;
  payload: JsonColumn;
  /** SHA-256 of the event's canonical JSON. */
  body_hash: Buffer;
  /** The hash before this one in the chain; given by the database. */
  prev_hash: Generated<Buffer>;
  /** SHA-256 of `prev_hash` followed by `body_hash`; given by the database. */
  hash: Generated<Buffer>;
}

interface DecisionsTable {
  id: string;
  at: Instant;
  actor: string;
  role: string | null;
  organisation_id: string | null;
  permission: string;
  enterprise_id: string | null;
  /** `Type::"id"` as the policies name it. */
  resource: string;
  allowed: boolean;
  policies: string[];
  executors: "compiled" | "reference" | "both" | "disagreed";
}

interface PublicationsTable {
  id: string;
  jurisdiction_code: string;
  pack_id: string;
  object_type: string;
  rows_by: "sector" | "place";
  state: "draft" | "released" | "rejected" | "withdrawn";
  /** What is published; null where withheld. */
  body: JsonColumn;
  /** Why each withheld value is withheld. */
  withheld: JsonColumn;
  /** SHA-256 of the canonical JSON of `body`. */
  body_hash: Buffer;
  prepared_by: string;
  prepared_at: Instant;
  reviewed_by: string | null;
  reviewed_at: Instant | null;
  review_comment: string | null;
  withdrawn_by: string | null;
  withdrawn_at: Instant | null;
  withdrawn_why: string | null;
}

interface MigrationsTable {
  file: string;
  checksum: string;
  applied_at: Generated<Instant>;
}

export interface Database
  extends
    EngagementTables,
    IdentityTables,
    ExchangeTables,
    RollupTables,
    ListTables,
    CaseTables,
    UploadTables,
    WebhookTables,
    WhatIfTables,
    ObjectTables,
    VerdictTables {
  jurisdictions: JurisdictionsTable;
  cities: CitiesTable;
  enterprises: EnterprisesTable;
  enterprise_facts: EnterpriseFactsTable;
  enterprise_grades: EnterpriseGradesTable;
  evidence_files: EvidenceFilesTable;
  evidence_reports: EvidenceReportsTable;
  observations: ObservationsTable;
  observation_sightings: ObservationSightingsTable;
  copied_observations: CopiedObservationsTable;
  staged_matches: StagedMatchesTable;
  staged_scopes: StagedScopesTable;
  table_mappings: TableMappingsTable;
  events: EventsTable;
  decisions: DecisionsTable;
  publications: PublicationsTable;
  migrations: MigrationsTable;
}
