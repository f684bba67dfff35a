/** Tells the database, for one transaction, whose rows it may touch. */

import type { EnterpriseId } from "@fenji/kernel";
import { sql, type Kysely } from "kysely";
import type { Database } from "./schema.ts";

/** `all`: a supervisor or the node itself; `own`: only the rows of these enterprises. */
export type Scope =
  | { readonly kind: "all" }
  | { readonly kind: "own"; readonly enterpriseIds: readonly EnterpriseId[] };

/** Must run first in a transaction: the setting ends with it, and without it no row is visible. */
export const applyScope = async (db: Kysely<Database>, scope: Scope): Promise<void> => {
  const enterprises = scope.kind === "own" ? scope.enterpriseIds.join(",") : "";
  await sql`select set_config('fenji.scope', ${scope.kind}, true),
                   set_config('fenji.enterprises', ${enterprises}, true)`.execute(db);
};
