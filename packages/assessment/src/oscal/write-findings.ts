/** Every requirement's outcome as OSCAL's finding: satisfied, or not, or not known, never the one for the other. */

import { fenjiProp, tokenOf } from "@fenji/regime";
import type { ReportRequirement } from "../report/assessment-report.ts";
import { verdictWords } from "../report/report-words.ts";
import type { Verdict } from "../verdict.ts";
import type { OscalFinding } from "./oscal-result-model.ts";
import { lineOf, listed, proseOf, type ReportSource } from "./report-source.ts";
import { observedOn } from "./write-observations.ts";

type Target = Pick<OscalFinding["target"], "status" | "implementation-status">;

/**
 * OSCAL has two states. What is partly met, contested or not evidenced is not satisfied; the reason tells what failed (`fail`)
 * from what is not known (`other`). What does not apply asks for nothing: satisfied, by reason `other`, and said so.
 */
const targets: Readonly<Record<Verdict, Target>> = {
  met: {
    status: { state: "satisfied", reason: "pass" },
    "implementation-status": { state: "implemented" },
  },
  partlyMet: {
    status: { state: "not-satisfied", reason: "fail" },
    "implementation-status": { state: "partial" },
  },
  notMet: { status: { state: "not-satisfied", reason: "fail" } },
  notApplicable: {
    status: { state: "satisfied", reason: "other" },
    "implementation-status": { state: "not-applicable" },
  },
  notEvidenced: { status: { state: "not-satisfied", reason: "other" } },
  contested: { status: { state: "not-satisfied", reason: "other" } },
};

const findingOf = (source: ReportSource, requirement: ReportRequirement): OscalFinding => {
  const { say, uuids } = source;
  const { id, title, text, result, machineVerdict, overridden, note, findings } = requirement;
  const outcome = result ?? machineVerdict;
  const { status, ...rest } = targets[outcome];
  const words = say.text(verdictWords[outcome]);
  const why = overridden === null ? [] : [`${overridden.reason} (${overridden.by})`];
  return {
    uuid: uuids.own(`requirement/${id}`),
    title: lineOf(`${id} ${say.text(title)}`),
    description: proseOf([words, say.text(text), ...why, note ?? ""].filter(Boolean).join("\n\n")),
    props: [
      ...fenjiProp("requirement", id),
      ...fenjiProp("result", outcome),
      ...fenjiProp("concluded", String(result !== null)),
      ...fenjiProp("machine-verdict", machineVerdict),
    ],
    target: {
      type: "statement-id",
      "target-id": `${tokenOf(id)}_smt`,
      status: { ...status, remarks: words },
      ...rest,
    },
    "related-observations": observedOn(source, id),
    ...listed(
      "related-risks",
      findings.map((number) => ({ "risk-uuid": uuids.finding(number, "risk") })),
    ),
  };
};

/** @param covers which requirements; those of the whole report, or those with findings. */
export const findingsOf = (
  source: ReportSource,
  covers: (requirement: string) => boolean,
): OscalFinding[] =>
  source.content.requirements
    .filter(({ id }) => covers(id))
    .map((requirement) => findingOf(source, requirement));
