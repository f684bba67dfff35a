/** Names of organisations are public on a node; the rest of them stays walled. */

import { asNode } from "../../platform/auth/identity-ctx.ts";
import type { Ctx } from "../../platform/ctx.ts";

export const organisationNames = async (
  tx: Ctx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  return asNode(tx, async ({ db }) => {
    const rows = await db
      .selectFrom("organisations")
      .where("id", "in", [...ids])
      .select(["id", "name"])
      .execute();
    return new Map(rows.map(({ id, name }) => [id, name]));
  });
};
