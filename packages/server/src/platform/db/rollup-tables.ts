/** Roll-ups: signed changes of counts that triggers keep; a count is the sum of its rows. */

import type { Generated } from "kysely";

interface EnterpriseRollupsTable {
  id: Generated<number>;
  /** The sum of earlier changes; the others are single changes. */
  folded: Generated<boolean>;
  jurisdiction_code: string;
  /** Empty: not known. */
  city_code: string;
  sector: string;
  division: string;
  filing: string;
  lines: string[];
  synthetic: boolean;
  enterprises: number;
}

interface EnterpriseGradeRollupsTable {
  id: Generated<number>;
  folded: Generated<boolean>;
  jurisdiction_code: string;
  city_code: string;
  sector: string;
  division: string;
  filing: string;
  lines: string[];
  pack_id: string;
  pack_version: string;
  object_type: string;
  grade: number | null;
  enterprises: number;
}

interface VerdictRollupsTable {
  id: Generated<number>;
  folded: Generated<boolean>;
  jurisdiction_code: string;
  sector: string;
  lines: string[];
  pack_id: string;
  pack_version: string;
  object_type: string;
  /** What the firm is graded as the type; null: not determined, or not graded. */
  grade: number | null;
  requirement_id: string;
  verdict: string;
  enterprises: number;
}

export interface RollupTables {
  enterprise_rollups: EnterpriseRollupsTable;
  enterprise_grade_rollups: EnterpriseGradeRollupsTable;
  verdict_rollups: VerdictRollupsTable;
}
