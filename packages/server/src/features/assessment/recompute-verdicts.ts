/** Judges an enterprise again after its evidence changed, stores what changed and tells it. */

import { gradeToAssess, type Verdict } from "@fenji/assessment";
import type { Pack } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { assessmentIndexOf } from "./assessment-index.ts";
import { judgeEnterprise } from "./judge-enterprise.ts";
import { findGrades, findVerdicts, saveVerdicts, type GradedTypeOf } from "./queries.ts";
import { detailOf } from "./stored-detail.ts";

export interface VerdictChange {
  readonly type: string;
  readonly requirement: string;
  readonly from: Verdict;
  readonly to: Verdict;
}

/** A requirement counts where its type is graded at its grade or above; before any grading, everywhere. */
const appliesTo = (
  grades: readonly GradedTypeOf[],
  of: { type: string; fromGrade: number },
): boolean => {
  if (grades.length === 0) return true;
  const graded = grades.find(({ type }) => type === of.type);
  const grade = graded === undefined ? null : gradeToAssess(graded).grade;
  return grade !== null && of.fromGrade <= grade;
};

const recomputePack = async (
  tx: Ctx,
  enterpriseId: string,
  pack: Pack,
): Promise<VerdictChange[]> => {
  const before = await findVerdicts(tx, enterpriseId, pack.header);
  const grades = await findGrades(tx, enterpriseId, pack.header);
  const judged = await judgeEnterprise(tx, enterpriseId, {
    index: assessmentIndexOf(pack),
    maxShown: 0,
  });
  const rows = judged.map((one) => ({
    type: one.requirement.type,
    requirement: one.requirement.id,
    verdict: one.verdict,
    detail: detailOf(one),
  }));
  await saveVerdicts(tx, { enterpriseId, pack: pack.header, at: tx.now().toISOString(), rows });
  return judged.flatMap(({ requirement, verdict }) => {
    const from = before.get(requirement.id)?.verdict ?? "notEvidenced";
    return from === verdict || !appliesTo(grades, requirement)
      ? []
      : [{ type: requirement.type, requirement: requirement.id, from, to: verdict }];
  });
};

/**
 * Verdicts are kept for all grades of a type, so that a change of grade needs no judging. Changes are told for the
 * requirements that apply; what was never judged was not evidenced.
 */
export const recomputeVerdicts = async (
  tx: Ctx,
  enterpriseId: string,
  packs: readonly Pack[],
): Promise<VerdictChange[]> => {
  const changes: VerdictChange[] = [];
  for (const pack of packs)
    if (pack.requirements.length > 0)
      changes.push(...(await recomputePack(tx, enterpriseId, pack)));
  return changes;
};
