/** Facts as a pack can take them: another pack may allow a value that lies outside this one's bounds. */

import { columnsFromRows } from "@fenji/grading";
import { AppError } from "@fenji/kernel";
import type { Facts, Pack } from "@fenji/regime";
import { kernelOf } from "../grading/public.ts";

const fits = (pack: Pack, facts: Facts): boolean => {
  try {
    columnsFromRows(kernelOf(pack), [facts]);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
};

/** What does not fit counts as unknown. */
export const fitFacts = (pack: Pack, facts: Facts): Facts =>
  fits(pack, facts)
    ? facts
    : Object.fromEntries(
        Object.entries(facts).filter(([id, value]) => fits(pack, { [id]: value })),
      );
