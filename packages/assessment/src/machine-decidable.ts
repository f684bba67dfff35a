/** What share of requirements a machine can decide at all: each element has to be provable without asking a person. */

import type { EvidenceElement, Requirement } from "@fenji/regime";

/**
 * | decided by | when                                                                                       |
 * | ---------- | ------------------------------------------------------------------------------------------ |
 * | machine    | tools alone can prove every element                                                        |
 * | together   | tools can prove some elements, people have to attest the others                            |
 * | people     | tools prove no element whole; at the most they contradict                                  |
 */
export type DecidedBy = "machine" | "together" | "people";

/** Answers, however they were learned, and notes of assessors. */
const asksPeople = (check: string): boolean => /^(?:question|method|field-note):/.test(check);

const machineProves = ({ selectors }: EvidenceElement): boolean => {
  const proving = selectors.filter(({ proves }) => proves !== "none");
  const whole = proving.some(({ proves, check }) => proves === "full" && !asksPeople(check));
  const parts = proving.filter(({ proves }) => proves === "partial");
  return whole || (parts.length > 0 && parts.every(({ check }) => !asksPeople(check)));
};

export const decidedBy = ({ elements }: Pick<Requirement, "elements">): DecidedBy => {
  const proven = elements.filter(machineProves).length;
  if (proven === 0) return "people";
  return proven === elements.length ? "machine" : "together";
};

export interface Decidable {
  readonly type: string;
  /** Requirements asked at this grade: from it and from those below. */
  readonly grade: number;
  readonly requirements: number;
  readonly machine: number;
  readonly together: number;
  readonly people: number;
}

/** By type and by the grades from which something is asked, in order. */
export const countDecidable = (requirements: readonly Requirement[]): Decidable[] =>
  [...Map.groupBy(requirements, ({ type }) => type)].flatMap(([type, own]) => {
    const grades = [...new Set(own.map(({ fromGrade }) => fromGrade))].toSorted((a, b) => a - b);
    return grades.map((grade): Decidable => {
      const asked = own.filter(({ fromGrade }) => fromGrade <= grade);
      const count = (by: DecidedBy): number => asked.filter((one) => decidedBy(one) === by).length;
      return {
        type,
        grade,
        requirements: asked.length,
        machine: count("machine"),
        together: count("together"),
        people: count("people"),
      };
    });
  });
