/** Everything that is known of an engagement's requirements at once: machine, conclusions, records, findings. */

import type { AssessmentResult, Verdict } from "@fenji/assessment";
import type { Ctx } from "../../platform/ctx.ts";
import type { Judgement } from "./blockers.ts";
import { findConclusions } from "./conclusions.ts";
import type { EngagementRow } from "./engagement-row.ts";
import { findRecords, recordsThatCount, type StandingRecord } from "./field-records.ts";
import { findFindings, type FindingRow } from "./finding-row.ts";
import { machineStanding, type MachineStanding } from "./machine-standing.ts";

export interface Work {
  readonly machine: MachineStanding;
  /** In the order of the pack, those out of scope among them. */
  readonly judgements: readonly Judgement[];
  readonly records: readonly StandingRecord[];
  /** Raised in it, or raised before on the same pack and type and still open then; by number. */
  readonly findings: readonly FindingRow[];
}

/** The machine's verdict where it is one of the four words of an assessment; else a person has to see to it first. */
export const proposedFrom = (verdict: Verdict): AssessmentResult | null =>
  verdict === "contested" || verdict === "notEvidenced" ? null : verdict;

const findingsOf = async (tx: Ctx, engagement: EngagementRow): Promise<FindingRow[]> => {
  const of = { packId: engagement.pack.id, type: engagement.type };
  const all = await findFindings(tx, engagement.enterpriseId, { of });
  return all
    .filter(
      (one) =>
        one.engagement.id === engagement.id ||
        (one.engagement.id < engagement.id &&
          (one.closedAt === null || one.closedAt > engagement.createdAt)),
    )
    .toSorted((a, b) => (a.number < b.number ? -1 : 1));
};

export const findWork = async (tx: Ctx, engagement: EngagementRow): Promise<Work> => {
  const machine = await machineStanding(tx, engagement);
  const conclusions = await findConclusions(tx, engagement);
  const findings = await findingsOf(tx, engagement);
  const found = new Set(
    findings
      .filter((one) => one.state === "open" || one.engagement.id === engagement.id)
      .map(({ requirement }) => requirement),
  );
  return {
    machine,
    judgements: machine.rows.map((standing) => ({
      standing,
      conclusion: conclusions.get(standing.requirement.id),
      hasFinding: found.has(standing.requirement.id),
    })),
    records: recordsThatCount(await findRecords(tx, engagement)),
    findings,
  };
};

/** What counts for a requirement: the conclusion, else what the machine proposes, else nothing yet. */
export const resultOf = ({ conclusion, standing }: Judgement): AssessmentResult | null =>
  conclusion?.result ?? proposedFrom(standing.verdict);
