/** Tells the database, for one transaction, whose rows it may touch. */

import type { Line } from "@fenji/contract";
import type { EnterpriseId } from "@fenji/kernel";
import { sql, type Kysely } from "kysely";
import type { Database } from "./schema.ts";

/**
 * `all`: the ministry, an auditor or the node itself; `own`: only the rows of these enterprises; `jurisdiction`: of the
 * enterprises that lie there and belong to one of the lines; `none`: no enterprise's rows. `readOnly`: the database
 * refuses every write of the transaction.
 */
export type Scope = (
  | { readonly kind: "all" }
  | { readonly kind: "own"; readonly enterpriseIds: readonly EnterpriseId[] }
  | {
      readonly kind: "jurisdiction";
      readonly codes: readonly string[];
      readonly lines: readonly Line[];
    }
  | { readonly kind: "none" }
) & { readonly readOnly?: boolean };

const listOf = (scope: Scope, kind: "own" | "codes" | "lines"): string => {
  if (scope.kind === "own") return kind === "own" ? scope.enterpriseIds.join(",") : "";
  if (scope.kind === "jurisdiction" && kind !== "own") return scope[kind].join(",");
  return "";
};

/** Must run first in a transaction: the setting ends with it, and without it no row is visible. */
export const applyScope = async (db: Kysely<Database>, scope: Scope): Promise<void> => {
  await sql`select set_config('fenji.scope', ${scope.kind}, true),
                   set_config('fenji.enterprises', ${listOf(scope, "own")}, true),
                   set_config('fenji.jurisdictions', ${listOf(scope, "codes")}, true),
                   set_config('fenji.lines', ${listOf(scope, "lines")}, true)`.execute(db);
  if (scope.readOnly === true) await sql`set transaction read only`.execute(db);
};
