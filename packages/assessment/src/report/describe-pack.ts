/** What a report says of its pack: which rules, of what standing, and where a requirement stands in the source. */

import type { Pack, Requirement } from "@fenji/regime";
import { countVerdicts, score } from "../score.ts";
import type { Verdict } from "../verdict.ts";
import type { ReportContent, ReportRequirement } from "./assessment-report.ts";

export const reportPack = ({ header }: Pack): ReportContent["pack"] => ({
  id: header.id,
  version: header.version,
  title: header.title,
  standing: header.standing,
  illustrative: header.standing === "illustrative",
  notice: header.notice,
});

export const requirementSource = (
  pack: Pack,
  { citation }: Requirement,
): ReportRequirement["source"] => {
  const source = pack.header.sources.find(({ id }) => id === citation?.source);
  if (citation === null || source === undefined) return null;
  return { title: source.title, clause: citation.clause };
};

/** Type and grade in the words of the pack; a grade that is open, or that the type does not have, is null. */
export const reportGrade = (
  { grading }: Pack,
  { type, grade }: { readonly type: string; readonly grade: number | null },
): Pick<ReportContent, "type" | "grade"> => {
  const graded = grading.types.find(({ id }) => id === type);
  const label = graded?.grades.find(({ rank }) => rank === grade)?.label;
  return {
    type: { id: type, name: graded?.name ?? { zh: type, en: type } },
    grade: grade === null || label === undefined ? null : { rank: grade, name: label },
  };
};

/** What counts of a requirement: its conclusion, else its verdict. */
export interface Counted {
  readonly domain: string;
  readonly verdict: Verdict;
}

/** Of the whole and of each domain that is asked for, by the one formula. */
export const reportNumbers = (
  { domains }: Pack,
  counted: readonly Counted[],
): Pick<ReportContent, "counts" | "score" | "domains"> => {
  const numbersOf = (own: readonly Counted[]) => {
    const counts = countVerdicts(own.map(({ verdict }) => verdict));
    return { counts, score: score(counts) };
  };
  return {
    ...numbersOf(counted),
    domains: domains.flatMap(({ id, name }) => {
      const own = counted.filter(({ domain }) => domain === id);
      return own.length === 0 ? [] : [{ id, name, ...numbersOf(own) }];
    }),
  };
};
