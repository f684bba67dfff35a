/** What people decided about an enterprise's requirements under one pack, as the engine takes it. */

import type { Decision } from "@fenji/assessment";
import type { Selectable } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import type { Database } from "../../platform/db/schema.ts";
import type { PackKey } from "./queries.ts";

export type DecisionRow = Selectable<Database["verdict_decisions"]>;

/** Undefined for a row that lacks what its kind needs; the database refuses such rows. */
export const toDecision = (row: DecisionRow): Decision | undefined => {
  const base = {
    id: row.id,
    requirement: row.requirement_id,
    by: row.decided_by,
    at: row.decided_at,
    reason: row.reason,
    from: row.from_day,
    until: row.until_day,
    withdrawnAt: row.withdrawn_at,
  };
  const { kind, owner, says, finding, over_verdict: over } = row;
  if ((kind === "acceptance" || kind === "waiver") && owner !== null)
    return { ...base, kind, owner };
  if (kind === "override" && finding !== null && over !== null)
    return { ...base, kind, verdict: finding, over };
  if (kind !== "attestation" || says === null) return undefined;
  return {
    ...base,
    kind,
    says,
    elements: row.elements,
    documents: row.documents ?? [],
    reviewedBy: row.reviewed_by,
    reviewedAt: row.reviewed_at,
  };
};

/** Rows of an enterprise, the newest first. */
export const findDecisionRows = (
  tx: Ctx,
  enterpriseId: string,
  of: { readonly pack: PackKey; readonly requirement?: string | undefined },
): Promise<DecisionRow[]> => {
  const all = tx.db
    .selectFrom("verdict_decisions")
    .selectAll()
    .where("enterprise_id", "=", enterpriseId)
    .where("pack_id", "=", of.pack.id)
    .where("pack_version", "=", of.pack.version)
    .orderBy("decided_at", "desc")
    .orderBy("id", "desc");
  return (
    of.requirement === undefined ? all : all.where("requirement_id", "=", of.requirement)
  ).execute();
};

export const findDecisions = async (
  tx: Ctx,
  enterpriseId: string,
  pack: PackKey,
): Promise<readonly Decision[]> => {
  const rows = await findDecisionRows(tx, enterpriseId, { pack });
  return rows.flatMap((row) => toDecision(row) ?? []);
};
