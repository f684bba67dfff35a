/** Judges an enterprise again after its evidence changed, stores what changed and tells it. */

import { isDeepStrictEqual } from "node:util";
import { appliesByFacts, gradeToAssess } from "@fenji/assessment";
import type { Facts, Pack, Requirement } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { findFacts } from "../enterprises/public.ts";
import { findDecisions } from "./find-decisions.ts";
import { judgeEnterprise } from "./judge-enterprise.ts";
import { findNamedChecks, type NamedCheck } from "./named-checks.ts";
import { findGrades, findVerdicts, saveVerdicts, type GradedTypeOf } from "./queries.ts";
import { recordVerdictChanges, type VerdictChange } from "./record-verdict-changes.ts";
import { verdictToSave } from "./verdict-to-save.ts";
import { saveWeighing } from "./weighings.ts";

/** What decides whether a requirement counts. */
interface Standpoint {
  readonly grades: readonly GradedTypeOf[];
  readonly facts: Facts;
}

/**
 * A requirement counts where its type is graded at its grade or above, before any grading everywhere, and never where
 * the facts rule it out.
 */
const appliesTo = ({ grades, facts }: Standpoint, of: Requirement): boolean => {
  if (appliesByFacts(of, facts) === "no") return false;
  if (grades.length === 0) return true;
  const graded = grades.find(({ type }) => type === of.type);
  const grade = graded === undefined ? null : gradeToAssess(graded).grade;
  return grade !== null && of.fromGrade <= grade;
};

/** A change with the regime that it belongs to. */
export interface RegimeChange extends VerdictChange {
  readonly pack: Pack;
  /** The regime had never judged the firm: before, all was not evidenced. */
  readonly firstJudged: boolean;
}

interface Judging {
  readonly pack: Pack;
  readonly facts: Facts;
  readonly checks: readonly NamedCheck[];
}

const recomputePack = async (
  tx: Ctx,
  enterpriseId: string,
  { pack, facts, checks }: Judging,
): Promise<RegimeChange[]> => {
  const before = await findVerdicts(tx, enterpriseId, pack.header);
  const grades = await findGrades(tx, enterpriseId, pack.header);
  const { judged, weighed, changesAt } = await judgeEnterprise(tx, enterpriseId, {
    pack,
    maxShown: 0,
    checks,
  });
  const asOf = tx.now().toISOString();
  const decisions = await findDecisions(tx, enterpriseId, pack.header);
  const rows = judged.map((one) => verdictToSave(one, { facts, decisions, asOf }));
  await saveWeighing(tx, { enterpriseId, pack: pack.header, weighed, changesAt, at: asOf });
  const changed = rows.filter((row) => !isDeepStrictEqual(row, before.get(row.requirement)));
  await saveVerdicts(tx, { enterpriseId, pack: pack.header, at: asOf, rows: changed });
  const counts = new Map(rows.map((row) => [row.requirement, row.verdict]));
  const changes = judged.flatMap(({ requirement, verdict: machine }): VerdictChange[] => {
    const from = before.get(requirement.id)?.verdict ?? "notEvidenced";
    const to = counts.get(requirement.id) ?? machine;
    return from === to || !appliesTo({ grades, facts }, requirement)
      ? []
      : [{ type: requirement.type, requirement: requirement.id, from, to }];
  });
  const firstJudged = before.size === 0;
  recordVerdictChanges(tx, enterpriseId, { pack: pack.header, changes, firstJudged });
  return changes.map((change) => ({ ...change, pack, firstJudged }));
};

/**
 * Verdicts are kept for all grades of a type, so that a change of grade needs no judging, and as facts settle them.
 * Changes are told for the requirements that apply; what was never judged was not evidenced.
 */
export const recomputeVerdicts = async (
  tx: Ctx,
  enterpriseId: string,
  packs: readonly Pack[],
): Promise<RegimeChange[]> => {
  const facts = (await findFacts(tx, enterpriseId))?.facts ?? {};
  const checks = await findNamedChecks(tx, enterpriseId, { openOnly: true });
  const changes: RegimeChange[] = [];
  for (const pack of packs)
    if (pack.requirements.length > 0)
      changes.push(...(await recomputePack(tx, enterpriseId, { pack, facts, checks })));
  return changes;
};
