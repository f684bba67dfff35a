/** The checks in an enterprise's evidence, by name and refs, that reach a requirement. */

import type { AssessmentIndex } from "@fenji/assessment";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";

export interface NamedCheck {
  readonly check: string;
  /** Tells checks of one name with different refs apart, as the database makes it of an observation's refs. */
  readonly refsKey: string;
}

export const checksReaching = async (
  tx: Ctx,
  enterpriseId: string,
  { index, requirement }: { readonly index: AssessmentIndex; readonly requirement: string },
): Promise<NamedCheck[]> => {
  const { rows } = await sql<NamedCheck & { readonly refs: readonly string[] }>`
    select check_ref as "check", refs, md5(refs::text) as "refsKey" from observations
    where enterprise_id = ${enterpriseId} group by check_ref, refs`.execute(tx.db);
  return rows.filter((row) =>
    index
      .matchesOf(row)
      .some(({ element }) => index.elements[element]?.requirement.id === requirement),
  );
};
