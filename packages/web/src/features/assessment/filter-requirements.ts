/** Which requirements of the matrix remain, in the order in which the keyboard walks them. */

import type { AssessmentSearch } from "../../routes/search-params.ts";
import type { Assessment, RequirementRow } from "./assessment-queries.ts";

export interface DomainGroup {
  readonly domain: Assessment["domains"][number];
  readonly rows: readonly RequirementRow[];
}

export const groupRequirements = (
  assessment: Pick<Assessment, "domains" | "requirements">,
  search: AssessmentSearch,
): DomainGroup[] => {
  const words = (search.q ?? "").trim().toLowerCase();
  const kept = assessment.requirements.filter(
    (row) =>
      (search.verdict === undefined || row.verdict === search.verdict) &&
      (search.domain === undefined || row.domain === search.domain) &&
      (search.from === undefined || row.fromGrade === search.from) &&
      (words === "" ||
        [row.id, row.title.zh, row.title.en].some((text) => text.toLowerCase().includes(words))),
  );
  return assessment.domains
    .map((domain) => ({ domain, rows: kept.filter((row) => row.domain === domain.id) }))
    .filter((group) => group.rows.length > 0);
};
