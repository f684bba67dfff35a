/** Decisions on verdicts as people read them: who, why, until when, and what became of each. */

import type { DecisionState } from "@fenji/assessment";
import type { ReplyOf, listVerdictDecisions as operation } from "@fenji/contract";
import type { Ctx } from "../../platform/ctx.ts";
import { namesOfActors } from "../identity/public.ts";
import type { DecisionRow } from "./find-decisions.ts";

export type ShownDecision = ReplyOf<typeof operation>["decisions"][number];

/** Where one person works at this machine, without accounts. */
const localName = "本机用户 local user";

/** `states` by the id of the decision; one that is not in it has no effect. */
export const showDecisions = async (
  tx: Ctx,
  rows: readonly DecisionRow[],
  states: ReadonlyMap<string, DecisionState>,
): Promise<ShownDecision[]> => {
  const people = rows.flatMap((row) => [row.decided_by, row.reviewed_by, row.withdrawn_by]);
  const names = await namesOfActors(tx, [...new Set(people.filter((id) => id !== null))]);
  const person = (id: string) => ({ id, name: id === "local" ? localName : (names.get(id) ?? id) });
  return rows.map((row) => ({
    id: row.id,
    requirement: row.requirement_id,
    kind: row.kind,
    state: states.get(row.id) ?? "idle",
    by: person(row.decided_by),
    at: row.decided_at,
    reason: row.reason,
    from: row.from_day,
    until: row.until_day,
    owner: row.owner,
    says: row.says,
    elements: row.elements,
    documents: row.documents ?? [],
    reviewedBy: row.reviewed_by === null ? null : person(row.reviewed_by),
    reviewedAt: row.reviewed_at,
    finding: row.finding,
    over: row.over_verdict,
    withdrawn:
      row.withdrawn_by === null || row.withdrawn_at === null
        ? null
        : { by: person(row.withdrawn_by), at: row.withdrawn_at },
  }));
};
