/** What is stored of a judged requirement: the verdict as facts settle it, and what evidence says of its elements. */

import { settleByFacts, type EvidenceItem, type JudgedRequirement } from "@fenji/assessment";
import type { Facts } from "@fenji/regime";
import type { VerdictToSave } from "./queries.ts";
import { detailOf } from "./stored-detail.ts";

export const verdictToSave = (
  judged: JudgedRequirement<EvidenceItem>,
  facts: Facts,
): VerdictToSave => ({
  type: judged.requirement.type,
  requirement: judged.requirement.id,
  verdict: settleByFacts(judged, facts).verdict,
  detail: detailOf(judged),
});
