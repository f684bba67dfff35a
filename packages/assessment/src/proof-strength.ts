/**
 * How strongly evidence proves a requirement: the weakest hop on the way from the check to it.
 *
 * | strength | what it takes at the least                                                           |
 * | -------- | ------------------------------------------------------------------------------------ |
 * | full     | one check that suffices alone, named by the requirement itself or by the tool's refs |
 * | partial  | several checks that suffice together, each named so                                  |
 * | mapped   | a row of a crosswalk: somebody says that one name stands for another                 |
 * | none     | not proven                                                                           |
 *
 * The strengths are a chain, so the weakest of several is their meet and the strongest their join: an element is as strong
 * as the strongest evidence that proves it, a requirement as its weakest element. More evidence of one strength never
 * proves at another; a crosswalk never strengthens anything.
 */

import type { Crosswalk, Requirement } from "@fenji/regime";
import { compileAssessment, type AssessmentIndex } from "./assessment-index.ts";
import type { EvidenceItem } from "./evidence-item.ts";
import { openJudge, type JudgedRequirement } from "./judge.ts";

/** The weakest first. */
export const strengths = ["none", "mapped", "partial", "full"] as const;

export type Strength = (typeof strengths)[number];

/** Of no hops: as strong as can be. */
export const weakest = (of: readonly Strength[]): Strength =>
  strengths.find((strength) => of.includes(strength)) ?? "full";

export interface ProofIndex {
  /** Everything that counts. */
  readonly all: AssessmentIndex;
  /** Without crosswalks. */
  readonly direct: AssessmentIndex;
  /** Of these, only what suffices alone. */
  readonly alone: AssessmentIndex;
}

export const compileProofs = (
  requirements: readonly Requirement[],
  crosswalks: readonly Crosswalk[],
): ProofIndex => {
  const alone = requirements.map((requirement) => ({
    ...requirement,
    elements: requirement.elements.map((element) => ({
      ...element,
      selectors: element.selectors.filter(({ proves }) => proves !== "partial"),
    })),
  }));
  return {
    all: compileAssessment(requirements, crosswalks),
    direct: compileAssessment(requirements, []),
    alone: compileAssessment(alone, []),
  };
};

export interface ProvenRequirement {
  readonly requirement: Requirement;
  readonly verdict: JudgedRequirement<EvidenceItem>["verdict"];
  /** `none` unless all its elements that apply are proven. */
  readonly strength: Strength;
}

export interface ProofJudge {
  readonly add: (item: EvidenceItem) => void;
  /** One per requirement, in the order of the index. */
  readonly strengths: () => readonly ProvenRequirement[];
}

export const openProofs = ({ all, direct, alone }: ProofIndex): ProofJudge => {
  const judges = [all, direct, alone].map((index) =>
    openJudge<EvidenceItem>(index, { maxShown: 0 }),
  );
  return {
    add: (item) => {
      for (const judge of judges) judge.add(item);
    },
    strengths: () => {
      const [whole = [], named = [], single = []] = judges.map((judge) => judge.verdicts());
      return whole.map(({ requirement, verdict, elements }, at) => {
        const proven = (of: readonly JudgedRequirement<EvidenceItem>[], element: number): boolean =>
          of[at]?.elements[element]?.state === "proven";
        const parts = elements.flatMap(({ state }, element): Strength[] => {
          if (state === "notApplicable") return [];
          if (state !== "proven") return ["none"];
          if (proven(single, element)) return ["full"];
          return [proven(named, element) ? "partial" : "mapped"];
        });
        return { requirement, verdict, strength: parts.length === 0 ? "none" : weakest(parts) };
      });
    },
  };
};
