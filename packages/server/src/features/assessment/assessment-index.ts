/** The compiled requirements of a loaded pack, compiled once. */

import { compileAssessment, type AssessmentIndex } from "@fenji/assessment";
import type { Pack } from "@fenji/regime";

const compiled = new WeakMap<Pack, AssessmentIndex>();

export const assessmentIndexOf = (pack: Pack): AssessmentIndex => {
  const known = compiled.get(pack);
  if (known !== undefined) return known;
  const index = compileAssessment(pack.requirements, pack.crosswalks);
  compiled.set(pack, index);
  return index;
};
