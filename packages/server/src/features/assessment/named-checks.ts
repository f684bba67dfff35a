/** The checks that an enterprise's observations name: hundreds of thousands of observations share a few hundred. */

import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";

export interface NamedCheck {
  readonly check: string;
  readonly refs: readonly string[];
  /** Tells checks of one name with different refs apart, as `refsKey` makes it of an observation. */
  readonly refsKey: string;
}

/** 64 bits of `observations o`; writing the refs out and hashing them as text takes five times as long as reading them. */
export const refsKey = sql<string>`hash_array_extended(o.refs, 0)::text`;

/** Of those that are open, or of all that ever were. */
export const findNamedChecks = async (
  tx: Ctx,
  enterpriseId: string,
  { openOnly }: { readonly openOnly: boolean },
): Promise<readonly NamedCheck[]> => {
  const { rows } = await sql<NamedCheck>`
    select o.check_ref as "check", any_value(o.refs) as refs, ${refsKey} as "refsKey" from observations o
    where o.enterprise_id = ${enterpriseId} ${openOnly ? sql`and o.closed_at is null` : sql``}
    group by o.check_ref, hash_array_extended(o.refs, 0)`.execute(tx.db);
  return rows;
};
