/** Runs the worked examples that a pack carries: golden cases of grading, evidence cases of requirements. */

import { judgeCase } from "@fenji/assessment";
import {
  compileKernel,
  gradeObject,
  probeRules,
  type Reason,
  type RuleBreach,
  type TypeGrade,
} from "@fenji/grading";
import { AppError, type LocalizedText } from "@fenji/kernel";
import type { GradingCase, Pack } from "@fenji/regime";

export interface CaseFailure {
  readonly kind: "grading" | "evidence" | "rules";
  readonly name: LocalizedText;
  /** Graded type, or id of the requirement. */
  readonly of: string;
  readonly expected: string;
  readonly got: string;
  /** Why it came out so. */
  readonly reasons: readonly Reason[];
}

export interface CaseRun {
  readonly grading: number;
  readonly evidence: number;
  /** Random objects that were graded to see whether any falls through. */
  readonly probed: number;
  /** Claims of monotony that were put to the test. */
  readonly claims: number;
  readonly failures: readonly CaseFailure[];
}

/** @throws AppError `grading.too-complex`. */
export const runPackCases = (pack: Pack): CaseRun => {
  const kernel = compileKernel({ grading: pack.grading, sources: pack.header.sources });
  const failures = pack.cases.flatMap((one) => {
    try {
      return compareGrades(one, gradeObject(kernel, one.facts));
    } catch (error) {
      if (error instanceof AppError) return [refused(one, error)];
      throw error;
    }
  });
  const { failures: contradicted, count } = runEvidenceCases(pack);
  const probe = probeRules(kernel);
  return {
    grading: pack.cases.length,
    evidence: count,
    probed: probe.objects,
    claims: probe.claims,
    failures: [...failures, ...contradicted, ...probe.breaches.map(asFailure)],
  };
};

const asFailure = (breach: RuleBreach): CaseFailure => {
  const shared = { kind: "rules", of: breach.type, reasons: [] } as const;
  const facts = JSON.stringify(breach.facts);
  if (breach.kind === "falls-through")
    return {
      ...shared,
      name: { zh: "事实落空：没有任何级别", en: "Facts fall through: no grade" },
      expected: "1",
      got: `? ${facts}`,
    };
  const { fact, direction } = breach.claim;
  const [lower, higher] = breach.values.map((value) => JSON.stringify(value));
  return {
    ...shared,
    name: { zh: `“${fact}”并不单调`, en: `Not monotone in “${fact}”` },
    expected: direction,
    got: `${lower} → ${breach.grades[0]}, ${higher} → ${breach.grades[1]} ${facts}`,
  };
};

const refused = (one: GradingCase, error: AppError): CaseFailure => ({
  kind: "grading",
  name: one.name,
  of: one.expect.map(({ type }) => type).join(", "),
  expected: one.expect.map((expected) => written(expected)).join(", "),
  got: error.message,
  reasons: [],
});

interface Outcome {
  readonly grade: number | null;
  readonly possible: readonly number[];
}

/** A grade; or the possible ones; or that there is no result because the type does not apply. */
const written = ({ grade, possible }: Outcome): string => {
  if (grade !== null) return String(grade);
  return possible.length === 0 ? "–" : `? [${possible.join(", ")}]`;
};

/** Where a grade is expected, `possible` may be left out: it is that grade alone. */
const fullOutcome = ({ grade, possible }: Outcome): Outcome => ({
  grade,
  possible: grade !== null && possible.length === 0 ? [grade] : possible,
});

const compareGrades = (one: GradingCase, results: readonly TypeGrade[]): readonly CaseFailure[] =>
  one.expect.flatMap((expectation): CaseFailure[] => {
    const result = results.find(({ type }) => type === expectation.type);
    const expected = fullOutcome(expectation);
    const got = { grade: result?.grade ?? null, possible: result?.possible ?? [] };
    const ascending = expected.possible.toSorted((a, b) => a - b);
    const same = expected.grade === got.grade && ascending.join() === got.possible.join();
    if (same) return [];
    const reasons = result?.reasons ?? [];
    return [
      {
        kind: "grading",
        name: one.name,
        of: expectation.type,
        expected: written(expected),
        got: written(got),
        reasons,
      },
    ];
  });

const runEvidenceCases = (
  pack: Pack,
): { readonly failures: readonly CaseFailure[]; readonly count: number } => {
  let count = 0;
  const failures = pack.requirements.flatMap((requirement) =>
    requirement.cases.flatMap((one): CaseFailure[] => {
      count += 1;
      const { verdict } = judgeCase(requirement, one, pack.crosswalks);
      if (verdict === one.expect) return [];
      return [
        {
          kind: "evidence",
          name: one.name,
          of: requirement.id,
          expected: one.expect,
          got: verdict,
          reasons: [],
        },
      ];
    }),
  );
  return { failures, count };
};
