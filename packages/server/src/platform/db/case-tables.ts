/** Tables of who has to file, how far each case has come and what is due; which days are worked; reasons and calendars. */

import type { CaseStage, Occasion } from "@fenji/submission";
import type { ColumnType, Generated } from "kysely";
import type { Instant, JsonColumn } from "./columns.ts";

/** Null until there is something to say. */
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;

interface WorkingDaysTable {
  day: string;
  /** Working days up to and including this day. */
  ordinal: number;
  /** Holidays of its year are known. */
  known: boolean;
}

interface FilingDutiesTable {
  pack_id: string;
  pack_version: string;
  object_type: string;
  line: "industry" | "communications" | "both";
  deadline: string | null;
  amount: number | null;
  unit: "workingDays" | "days" | "months" | null;
}

interface FilingCasesTable {
  enterprise_id: string;
  pack_id: string;
  object_type: string;
  pack_version: string;
  jurisdiction_code: string;
  line: "industry" | "communications" | "both";
  in_scope: boolean;
  declared: Generated<boolean>;
  scope_since: string;
  left_on: string | null;
  /** By this node now; as filed; by this node of what was filed. */
  grade: number | null;
  filed_grade: number | null;
  held_grade: number | null;
  accepted_grade: number | null;
  stage: Generated<CaseStage>;
  stage_since: Instant;
  filing_id: string | null;
  open_occasion: Occasion | null;
  open_state: "submitted" | "returned" | "verified" | null;
  registration_number: string | null;
  verified_at: Instant | null;
  verified_by: string | null;
  registered_at: Instant | null;
  registered_by: string | null;
  assessed_at: Instant | null;
  differs: Generated<boolean>;
  changed_on: string | null;
  waits_for: "enterprise" | "supervisor" | "assessor" | null;
  does: string | null;
  deadline: string | null;
  /** `infinity`: nothing is due. */
  due_on: Generated<string>;
}

interface FilingCaseCountsTable {
  jurisdiction_code: string;
  line: string;
  pack_id: string;
  object_type: string;
  stage: CaseStage;
  in_scope: boolean;
  waits_for: string;
  does: string;
  differs: boolean;
  changed: boolean;
  due_on: string;
  cases: number;
}

interface ReasonTemplatesTable {
  id: string;
  pack_id: string;
  item: string | null;
  text: JsonColumn;
  changed_at: Instant;
  changed_by: string;
}

interface CalendarFeedsTable {
  enterprise_id: string;
  id: string;
  /** SHA-256 of the secret in the address. */
  secret_hash: Buffer;
  language: "zh" | "en";
  created_at: Instant;
  created_by: string;
  revoked_at: Later<Instant>;
}

export interface CaseTables {
  working_days: WorkingDaysTable;
  filing_duties: FilingDutiesTable;
  filing_cases: FilingCasesTable;
  filing_case_counts: FilingCaseCountsTable;
  reason_templates: ReasonTemplatesTable;
  calendar_feeds: CalendarFeedsTable;
}
