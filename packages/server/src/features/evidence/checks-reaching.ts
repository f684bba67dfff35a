/** The checks in an enterprise's evidence, by name and refs, that reach a requirement. */

import type { AssessmentIndex } from "@fenji/assessment";
import type { Ctx } from "../../platform/ctx.ts";
import { findNamedChecks, type NamedCheck } from "../assessment/public.ts";

export const checksReaching = async (
  tx: Ctx,
  enterpriseId: string,
  { index, requirement }: { readonly index: AssessmentIndex; readonly requirement: string },
): Promise<NamedCheck[]> =>
  (await findNamedChecks(tx, enterpriseId, { openOnly: false })).filter((check) =>
    index
      .matchesOf(check)
      .some(({ element }) => index.elements[element]?.requirement.id === requirement),
  );
