/** The requirements that stand against a technique, what keeps it open first. */

import type { Verdict } from "../../routes/search-params.ts";
import type { Attack, AttackRequirement, AttackTechnique } from "./attack-queries.ts";

export interface ShownDefence {
  readonly requirement: AttackRequirement;
  readonly does: AttackTechnique["defences"][number]["does"];
}

const worstFirst: readonly Verdict[] = [
  "notMet",
  "partlyMet",
  "contested",
  "notEvidenced",
  "met",
  "notApplicable",
];

export type RequirementsById = ReadonlyMap<string, AttackRequirement>;

export const requirementsById = ({ requirements }: Attack): RequirementsById =>
  new Map(requirements.map((one) => [one.id, one]));

export const defencesOf = (
  { defences }: AttackTechnique,
  requirements: RequirementsById,
): readonly ShownDefence[] => {
  const shown = defences.flatMap(({ requirement: id, does }) => {
    const requirement = requirements.get(id);
    return requirement === undefined ? [] : [{ requirement, does }];
  });
  return worstFirst.flatMap((wanted) =>
    shown.filter(({ requirement }) => requirement.verdict === wanted),
  );
};
