/** Grades an object and judges its evidence: one result for each type that applies or may apply. */

import {
  compileAssessment,
  countVerdicts,
  gradeToAssess,
  listGaps,
  openJudge,
  packFreshness,
  requirementsThatApply,
  score,
  settleByFacts,
  stillReported,
  type Applies,
  type AssessedGrade,
  type Gaps,
  type JudgedRequirement,
  type Score,
  type VerdictCounts,
  type WeighedSources,
} from "@fenji/assessment";
import type { TableMapping } from "@fenji/evidence";
import { compileKernel, gradeObject, type TypeGrade } from "@fenji/grading";
import { AppError } from "@fenji/kernel";
import type { Facts, Pack } from "@fenji/regime";
import { gatherEvidence, type FileItem, type ReadFile } from "./gather-evidence.ts";

/** Judged by evidence, and settled by facts where they rule it out. */
export interface SettledRequirement extends JudgedRequirement<FileItem> {
  readonly applies: Applies;
}

export interface AssessedType {
  readonly graded: TypeGrade;
  readonly assessed: AssessedGrade;
  readonly counts: VerdictCounts;
  readonly score: Score;
  readonly judged: readonly SettledRequirement[];
  readonly gaps: Gaps;
}

export interface Assessed {
  readonly results: readonly AssessedType[];
  readonly files: readonly ReadFile[];
  /** How the sources fared against each other, over all requirements of the pack. */
  readonly weighed: WeighedSources;
}

export interface AssessWish {
  readonly pack: Pack;
  readonly facts: Facts;
  readonly evidence: readonly string[];
  /** Mappings of tables beside those that are built in. */
  readonly tables?: readonly TableMapping[];
  /** Only this type. */
  readonly type: string | undefined;
  /** As if it had this grade. */
  readonly grade: number | undefined;
  /** Milliseconds of the epoch. */
  readonly nowMs: number;
  /** Milliseconds of the epoch: the state at that moment, by when things were observed; null for the present. */
  readonly asOfMs: number | null;
}

const typesAsked = (
  graded: readonly TypeGrade[],
  { pack, type }: AssessWish,
): readonly TypeGrade[] => {
  if (type === undefined) return graded;
  const asked = graded.filter((one) => one.type === type);
  if (asked.length > 0) return asked;
  const known = pack.grading.types.map(({ id }) => id).join(", ");
  throw new AppError("assess.type-unknown", { type, known });
};

const requireGrade = ({ pack, grade }: AssessWish, type: string): void => {
  const ranks =
    pack.grading.types.find(({ id }) => id === type)?.grades.map(({ rank }) => rank) ?? [];
  if (grade !== undefined && !ranks.includes(grade))
    throw new AppError("assess.grade-unknown", { grade, known: ranks.join(", ") });
};

/** @throws AppError `fact.*`, `assess.*` */
export const assessObject = async (wish: AssessWish): Promise<Assessed> => {
  const { pack, facts, evidence, nowMs, asOfMs, tables = [] } = wish;
  const kernel = compileKernel({ grading: pack.grading, sources: pack.header.sources });
  const types = typesAsked(gradeObject(kernel, facts), wish);
  for (const { type } of types) requireGrade(wish, type);
  const index = compileAssessment(pack.requirements, pack.crosswalks);
  const keep = (item: FileItem): boolean => index.matchesOf(item).length > 0;
  const { files, gathered } = await gatherEvidence(evidence, { nowMs, asOfMs, tables, keep });
  const asOf = new Date(asOfMs ?? nowMs).toISOString();
  const open = openJudge<FileItem>(index, packFreshness(pack, asOf));
  for (const item of stillReported(gathered)) open.add(item);
  const weighed = open.sources();
  const judged = open.verdicts(weighed);
  const results = types.map((graded): AssessedType => {
    const assessed = gradeToAssess(graded, wish.grade);
    const applying = new Set(
      requirementsThatApply(pack.requirements, { type: graded.type, grade: assessed.grade }),
    );
    const own = judged
      .filter(({ requirement }) => applying.has(requirement))
      .map((one) => settleByFacts(one, facts));
    const counts = countVerdicts(own.map(({ verdict }) => verdict));
    return { graded, assessed, counts, score: score(counts), judged: own, gaps: listGaps(own) };
  });
  return { results, files, weighed };
};
