/** Tables of assessment as work: engagements, field records, conclusions, signatures, findings. */

import type { ColumnType, Generated } from "kysely";
import type { Instant, JsonColumn, LaterInstant, OptionalJson } from "./columns.ts";

/** Null until there is something to say. */
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;

interface EngagementsTable {
  enterprise_id: string;
  id: string;
  number: string;
  title: string;
  kind: "self" | "thirdParty";
  organisation_id: string | null;
  pack_id: string;
  pack_version: string;
  object_type: string;
  grade: number | null;
  grade_basis: "determined" | "highest-possible" | "asked";
  stage: "prepare" | "plan" | "field" | "report" | "closed" | "cancelled";
  version: Generated<number>;
  plan: JsonColumn;
  start: OptionalJson;
  field_from: LaterInstant;
  field_until: LaterInstant;
  cut_off: LaterInstant;
  history: JsonColumn;
  frozen: Later<string>;
  frozen_hash: Later<string>;
  record_seq: Generated<number>;
  created_at: Instant;
  created_by: string;
}

interface EngagementCountersTable {
  enterprise_id: string;
  series: "A" | "F";
  year: number;
  last: number;
}

interface EngagementMembersTable {
  enterprise_id: string;
  engagement_id: string;
  person: string;
  role: "lead" | "assessor" | "reviewer" | "approver";
}

interface FieldRecordsTable {
  enterprise_id: string;
  engagement_id: string;
  version: string;
  record_id: string;
  bases: string[];
  content: JsonColumn;
  content_hash: string;
  person: string;
  device: string | null;
  recorded_at: Instant;
  received_at: Instant;
  seq: number;
}

interface FieldDocumentsTable {
  enterprise_id: string;
  engagement_id: string;
  sha256: string;
  name: string;
  size: number;
  media: string;
  added_at: Instant;
  added_by: string;
}

interface FieldDocumentOpeningsTable {
  enterprise_id: string;
  id: string;
  engagement_id: string;
  sha256: string;
  at: Instant;
  person: string;
}

interface EngagementConclusionsTable {
  enterprise_id: string;
  engagement_id: string;
  requirement_id: string;
  id: string;
  result: "met" | "partlyMet" | "notMet" | "notApplicable";
  machine_verdict: "met" | "partlyMet" | "notMet" | "notApplicable" | "notEvidenced" | "contested";
  reason: string | null;
  note: string | null;
  person: string;
  at: Instant;
}

interface EngagementSignaturesTable {
  enterprise_id: string;
  engagement_id: string;
  version: number;
  step: "prepared" | "reviewed" | "approved";
  person: string;
  role: "lead" | "assessor" | "reviewer" | "approver";
  at: Instant;
  content_hash: string;
  attestation: OptionalJson;
  withdrawn: OptionalJson;
}

interface FindingsTable {
  enterprise_id: string;
  id: string;
  number: string;
  engagement_id: string;
  pack_id: string;
  pack_version: string;
  object_type: string;
  requirement_id: string;
  title: string;
  severity: "low" | "medium" | "high" | "critical";
  risk: string;
  recommendation: string;
  subjects: JsonColumn;
  state: "open" | "closed";
  raised_at: Instant;
  raised_by: string;
  closed_at: LaterInstant;
  repeats: string | null;
  rectification: OptionalJson;
  due_on: Later<string>;
}

export interface EngagementTables {
  engagements: EngagementsTable;
  engagement_counters: EngagementCountersTable;
  engagement_members: EngagementMembersTable;
  field_records: FieldRecordsTable;
  field_documents: FieldDocumentsTable;
  field_document_openings: FieldDocumentOpeningsTable;
  engagement_conclusions: EngagementConclusionsTable;
  engagement_signatures: EngagementSignaturesTable;
  findings: FindingsTable;
}
