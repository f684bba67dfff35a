/** Grades facts in this browser while they are typed, with the kernel that the node uses. */

import { compileKernel, gradeObject, type Kernel, type TypeGrade } from "@fenji/grading";
import type { Facts, Pack } from "@fenji/regime";
import { useMemo } from "react";

export interface Regraded {
  readonly results: readonly TypeGrade[];
  /** Why these facts cannot be graded, e.g. a value outside its bounds. */
  readonly error: unknown;
}

const kernels = new WeakMap<Pack, Kernel>();

const kernelOf = (pack: Pack): Kernel => {
  const known = kernels.get(pack);
  if (known !== undefined) return known;
  const kernel = compileKernel({ grading: pack.grading, sources: pack.header.sources });
  kernels.set(pack, kernel);
  return kernel;
};

export const useRegrade = (pack: Pack, facts: Facts): Regraded =>
  useMemo(() => {
    try {
      return { results: gradeObject(kernelOf(pack), facts), error: undefined };
    } catch (error) {
      return { results: [], error };
    }
  }, [pack, facts]);
