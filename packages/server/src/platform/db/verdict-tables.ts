/** Tables of what is concluded from evidence, and of what people decide beside it. */

import type { ColumnType, Generated } from "kysely";
import type { Instant, JsonColumn, LaterInstant } from "./columns.ts";

/** Not known at first, so that it may be left out of an insert. */
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;

interface VerdictDecisionsTable {
  enterprise_id: string;
  id: string;
  pack_id: string;
  pack_version: string;
  requirement_id: string;
  kind: "acceptance" | "waiver" | "attestation" | "override";
  decided_by: string;
  decided_at: Instant;
  reason: string;
  /** First and last day that it holds. */
  from_day: string;
  until_day: string;
  owner: Later<string>;
  says: Later<"met" | "notMet">;
  elements: Later<string[]>;
  documents: Later<string[]>;
  reviewed_by: Later<string>;
  reviewed_at: LaterInstant;
  finding: Later<"met" | "partlyMet" | "notMet" | "notApplicable">;
  over_verdict: Later<
    "met" | "partlyMet" | "notMet" | "notApplicable" | "notEvidenced" | "contested"
  >;
  withdrawn_by: Later<string>;
  withdrawn_at: LaterInstant;
}

interface VerdictsTable {
  enterprise_id: string;
  pack_id: string;
  pack_version: string;
  object_type: string;
  requirement_id: string;
  /** What counts. */
  verdict: "met" | "partlyMet" | "notMet" | "notApplicable" | "notEvidenced" | "contested";
  /** By evidence and facts alone; null: the same. */
  machine_verdict: Later<
    "met" | "partlyMet" | "notMet" | "notApplicable" | "notEvidenced" | "contested"
  >;
  /** `machine`, `attestation` or `override`. */
  settled_by: Generated<string>;
  accepted: Generated<boolean>;
  /** Last day on which it holds as it is stored; null: until evidence changes. */
  holds_until: Later<string>;
  detail: JsonColumn;
  computed_at: Instant;
}

/** How the sources of a firm fared over all requirements of a pack. */
interface SourceWeighingsTable {
  enterprise_id: string;
  pack_id: string;
  pack_version: string;
  weighing: JsonColumn;
  weighed_at: Instant;
  /** When the first of the evidence expires; null: nothing does. */
  changes_at: Instant | null;
}

export interface VerdictTables {
  source_weighings: SourceWeighingsTable;
  verdict_decisions: VerdictDecisionsTable;
  verdicts: VerdictsTable;
}
