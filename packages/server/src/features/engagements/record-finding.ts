/** Writes down what happened to a finding, with the change. */

import type { EnterpriseId, Json } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";
import type { FindingRow } from "./finding-row.ts";

export const recordFinding = (
  tx: Ctx,
  { enterpriseId, id, number }: Pick<FindingRow, "enterpriseId" | "id" | "number">,
  { did, payload }: { readonly did: string; readonly payload: { readonly [name: string]: Json } },
): void => {
  tx.events.record({
    enterpriseId: enterpriseId as EnterpriseId,
    action: `finding.${did}`,
    subject: id,
    payload: { number, ...payload },
  });
};
