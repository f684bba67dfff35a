/** Which lines of supervision an enterprise belongs to: those of the types that it is graded as. */

import { line, type Line } from "@fenji/contract";
import type { GradedType } from "@fenji/regime";

/** Both lines may look where no graded type says which: an enterprise that is not yet graded is nobody's alone. */
export const linesOfSupervision = (
  types: readonly GradedType[],
  graded: readonly string[],
): readonly Line[] => {
  const found = types.filter(({ id }) => graded.includes(id)).map(({ supervision }) => supervision);
  const named = line.options.filter((one) => found.includes(one));
  return named.length === 0 || found.includes(null) ? line.options : named;
};
