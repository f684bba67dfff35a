/** What is stored of a judged requirement: the verdict as facts and people settle it, and what evidence says of its elements. */

import {
  settleByDecisions,
  settleByFacts,
  type Decision,
  type EvidenceItem,
  type JudgedRequirement,
} from "@fenji/assessment";
import type { Facts } from "@fenji/regime";
import type { VerdictToSave } from "./queries.ts";
import { detailOf } from "./stored-detail.ts";

/** What settles a verdict beside evidence. */
export interface Settlement {
  readonly facts: Facts;
  readonly decisions: readonly Decision[];
  /** ISO 8601 in UTC. */
  readonly asOf: string;
}

export const settleVerdict = <Item extends EvidenceItem>(
  judged: JudgedRequirement<Item>,
  { facts, decisions, asOf }: Settlement,
) => settleByDecisions(settleByFacts(judged, facts), decisions, asOf);

type Settled = ReturnType<typeof settleVerdict<EvidenceItem>>;

/** The last day on which nothing that people decided ends; null where nothing of it counts. */
const holdsUntil = ({ decisions }: Pick<Settled, "decisions">): string | null => {
  const ends = decisions
    .filter(({ state }) => state === "applied")
    .map(({ decision }) => decision.until);
  return ends.toSorted()[0] ?? null;
};

export const verdictToSave = (
  judged: JudgedRequirement<EvidenceItem>,
  settlement: Settlement,
): VerdictToSave => {
  const settled = settleVerdict(judged, settlement);
  return {
    type: judged.requirement.type,
    requirement: judged.requirement.id,
    verdict: settled.verdict,
    machine: settled.machine,
    settledBy: settled.by,
    accepted: settled.accepted !== null,
    holdsUntil: holdsUntil(settled),
    detail: detailOf(judged),
  };
};
