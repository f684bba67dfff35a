/** What differs between one filing and the one before it. */

import type { FilingContent } from "./filing-queries.ts";

export interface VerdictChange {
  readonly type: string;
  readonly requirement: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface GradeChange {
  readonly type: string;
  readonly before: readonly number[];
  readonly after: readonly number[];
}

export interface FilingChanges {
  /** Ids of the facts whose value differs. */
  readonly facts: readonly string[];
  readonly grades: readonly GradeChange[];
  readonly verdicts: readonly VerdictChange[];
  readonly filesAdded: number;
  readonly filesGone: number;
  /** Yuan, over the gaps of all types. */
  readonly cost: number;
}

type Filed = Pick<FilingContent, "facts" | "types" | "evidence">;

export const changesBetween = (before: Filed, after: Filed): FilingChanges => {
  return {
    facts: factsBetween(before.facts, after.facts),
    grades: namesOf(before, after).flatMap((type) => gradeBetween(before, after, type)),
    verdicts: namesOf(before, after).flatMap((type) => verdictsBetween(before, after, type)),
    filesAdded: countMissing(after.evidence.files, before.evidence.files),
    filesGone: countMissing(before.evidence.files, after.evidence.files),
    cost: costOf(after) - costOf(before),
  };
};

export const isUnchanged = (changes: FilingChanges): boolean =>
  changes.facts.length === 0 &&
  changes.grades.length === 0 &&
  changes.verdicts.length === 0 &&
  changes.filesAdded === 0 &&
  changes.filesGone === 0 &&
  changes.cost === 0;

export const costOf = ({ types }: Pick<Filed, "types">): number =>
  types.flatMap(({ assessment }) => assessment.gaps).reduce((sum, gap) => sum + gap.costCny, 0);

const countMissing = (files: readonly string[], among: readonly string[]): number => {
  const known = new Set(among);
  return files.filter((file) => !known.has(file)).length;
};

/** Sets compare without order. */
const written = (value: unknown): string =>
  JSON.stringify(
    Array.isArray(value) ? value.map(String).toSorted((a, b) => (a < b ? -1 : 1)) : (value ?? null),
  );

const factsBetween = (before: Filed["facts"], after: Filed["facts"]): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((id) => written(before[id]) !== written(after[id]))
    .toSorted();

const namesOf = (before: Filed, after: Filed): string[] => [
  ...new Set([...before.types, ...after.types].map(({ type }) => type)),
];

const typeOf = ({ types }: Filed, name: string) => types.find(({ type }) => type === name);

/** The grade, or every grade that is still possible. */
const gradesOf = (filed: Filed, name: string): readonly number[] => {
  const found = typeOf(filed, name);
  if (found === undefined) return [];
  return found.grade === null ? found.possible : [found.grade];
};

const gradeBetween = (before: Filed, after: Filed, type: string): GradeChange[] => {
  const change = { type, before: gradesOf(before, type), after: gradesOf(after, type) };
  return written(change.before) === written(change.after) ? [] : [change];
};

const verdictsOf = (filed: Filed, name: string): ReadonlyMap<string, string> =>
  new Map(
    typeOf(filed, name)?.assessment.verdicts.map(({ requirement, verdict }) => [
      requirement,
      verdict,
    ]),
  );

const verdictsBetween = (before: Filed, after: Filed, type: string): VerdictChange[] => {
  const [earlier, later] = [verdictsOf(before, type), verdictsOf(after, type)];
  return [...new Set([...earlier.keys(), ...later.keys()])]
    .map((requirement) => ({
      type,
      requirement,
      before: earlier.get(requirement) ?? null,
      after: later.get(requirement) ?? null,
    }))
    .filter((change) => change.before !== change.after);
};
