/** Which checks of an enterprise's evidence reach no requirement of the regime in force. */

import { countUnmapped, type Unmapped } from "@fenji/assessment";
import type { Pack } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { assessmentIndexOf } from "../assessment/public.ts";
import { findEvaluatedChecks } from "./queries.ts";
import { requireEnterprise } from "./policy.ts";

/** Entries shown; a file can name any number of checks. */
const maxShown = 5_000;

/** @throws AppError `request.not-found` */
export const listUnmapped = async (
  tx: Ctx,
  enterpriseId: string,
  pack: Pack,
): Promise<Unmapped> => {
  await requireEnterprise(tx, enterpriseId);
  const counter = countUnmapped(assessmentIndexOf(pack));
  for (const group of await findEvaluatedChecks(tx, enterpriseId)) counter.add(group);
  const { mapped, unmapped } = counter.result();
  return { mapped, unmapped: unmapped.slice(0, maxShown) };
};
