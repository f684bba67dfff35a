/** Findings as a report prints them. */

import type { ReportFinding } from "@fenji/assessment";
import type { Pack } from "@fenji/regime";
import { chinaDate } from "../obligations/public.ts";
import type { FindingRow } from "./finding-row.ts";
import type { Named } from "./people.ts";

const rectificationIn = (
  { rectification, dueOn }: FindingRow,
  named: Named,
): ReportFinding["rectification"] => {
  if (rectification === null || dueOn === null) return null;
  return {
    owner: rectification.owner,
    dueOn,
    state: rectification.state,
    steps: rectification.steps.map(({ at, by, note }) => ({ at, by: named(by).name, note })),
  };
};

/** Days are those of China. */
export const reportFindings = (
  findings: readonly FindingRow[],
  pack: Pack,
  named: Named,
): ReportFinding[] => {
  const titles = new Map(pack.requirements.map(({ id, title }) => [id, title]));
  return findings.map((one) => ({
    number: one.number,
    requirement: one.requirement,
    requirementTitle: titles.get(one.requirement) ?? { zh: one.requirement, en: one.requirement },
    title: one.title,
    severity: one.severity,
    subjects: one.subjects.map(({ kind, id, closed }) => ({
      kind,
      id,
      closedOn: closed === null ? null : chinaDate(closed.at),
      closedBy: closed?.how ?? null,
    })),
    risk: one.risk,
    recommendation: one.recommendation,
    raisedOn: chinaDate(one.raisedAt),
    state: one.state,
    closedOn: one.closedAt === null ? null : chinaDate(one.closedAt),
    repeats: one.repeats,
    rectification: rectificationIn(one, named),
  }));
};
