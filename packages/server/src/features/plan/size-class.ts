/** Which firms are below large, by the size pack that the node has loaded. */

import { columnsFromRows, gradeColumns } from "@fenji/grading";
import type { Facts, Pack } from "@fenji/regime";
import { kernelOf } from "../grading/public.ts";
import type { NewestFacts } from "./queries.ts";
import type { BelowLarge } from "./take-measures.ts";

/** The kind of graded object of a size pack: the enterprise as such. */
const sizedObject = "enterprise";

/** Every division of the registry, B06 to D46, belongs to this row of the size classes of 2017. */
const industry = "industry";

const sizeFacts = ({ employees, revenueWanYuan }: NewestFacts): Facts => ({
  industry,
  employees,
  annualRevenueWanYuan: revenueWanYuan,
});

/** Bits of the ranks below the highest one. */
const below = (pack: Pack): number => {
  const ranks = pack.grading.types[0]?.grades.map((grade) => grade.rank) ?? [];
  const highest = Math.max(...ranks);
  return ranks.reduce((mask, rank) => (rank < highest ? mask | (1 << rank) : mask), 0);
};

/**
 * A firm is below large as soon as every size that is still possible is: an unknown revenue does not matter for a
 * firm of ten people. Without a size pack nothing is known.
 */
export const belowLargeBy = (regimes: readonly Pack[]): BelowLarge => {
  const pack = regimes.find(({ header }) => header.object.kind === sizedObject);
  if (pack === undefined) return (firms) => firms.map(() => null);
  const smaller = below(pack);
  return (firms) => {
    const kernel = kernelOf(pack);
    const [sizes] = gradeColumns(kernel, columnsFromRows(kernel, firms.map(sizeFacts))).types;
    return Array.from(sizes?.possible ?? [], (mask) =>
      (mask & ~smaller) === 0 ? true : (mask & smaller) === 0 ? false : null,
    );
  };
};
