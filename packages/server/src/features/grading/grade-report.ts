/** Grades one object by a pack, in the form that the contract carries. */

import type { GradeReport } from "@fenji/contract";
import { compileKernel, gradeObject, type Kernel } from "@fenji/grading";
import type { Facts, Pack } from "@fenji/regime";

export interface GradedObjectName {
  readonly id: string;
  readonly name: string;
}

const kernels = new WeakMap<Pack, Kernel>();

/** Compiled once per pack; packs live as long as the process. */
export const kernelOf = (pack: Pack): Kernel => {
  const held = kernels.get(pack);
  if (held !== undefined) return held;
  const kernel = compileKernel({ grading: pack.grading, sources: pack.header.sources });
  kernels.set(pack, kernel);
  return kernel;
};

/** @throws AppError `fact.*` for facts that do not fit the pack. */
export const gradeReport = (pack: Pack, object: GradedObjectName, facts: Facts): GradeReport => ({
  pack: {
    id: pack.header.id,
    version: pack.header.version,
    illustrative: pack.header.standing === "illustrative",
  },
  object: { id: object.id, name: object.name },
  results: [...gradeObject(kernelOf(pack), facts)],
});
