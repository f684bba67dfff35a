/** What one rule of a STIG checklist says, the same for the XML and the JSON form. */

import { identifierRef, identifierRefs, ownRef, severityOf } from "../finding-refs.ts";
import type { CheckRef, ObservationResult } from "../observation.ts";
import type { ReportHead } from "../report-head.ts";
import type { HeldFinding } from "../report-writer.ts";
import { slug } from "../tool-words.ts";
import { wordTable } from "../word-table.ts";

export interface StigRule {
  readonly at: string;
  /** `V-257777`. */
  readonly group: string | undefined;
  /** `SV-257777r925318_rule`. */
  readonly rule: string | undefined;
  /** `RHEL-09-211010`. */
  readonly version: string | undefined;
  readonly title: string | undefined;
  readonly severity: string | undefined;
  readonly status: string | undefined;
  readonly ccis: readonly string[];
  /** Legacy ids and the title of the group (`SRG-OS-000480-GPOS-00227`). */
  readonly others: readonly string[];
  readonly details: readonly (string | undefined)[];
  readonly override: { readonly severity: string; readonly reason: string | undefined } | undefined;
}

/** Not reviewed is no judgement; it is counted and warned of. */
const results = wordTable<ObservationResult>({
  open: "fail",
  notafinding: "pass",
  notapplicable: "notApplicable",
  notreviewed: "info",
});

const statusOf = (status: string | undefined): string =>
  (status ?? "").toLowerCase().replaceAll(/[^a-z]/g, "");

export const isNotReviewed = ({ status }: StigRule): boolean => statusOf(status) === "notreviewed";

/** A checklist often takes over what SCAP content of the same STIG answered: both have one vote. */
export const stigHead = (stig: string, tool: ReportHead["tool"]): ReportHead => ({
  tool,
  family: "disa-stig-oval",
  scope: `stig:${slug(stig)}`,
  kinds: ["misconfiguration"],
});

/** A finding, or the code of the warning that stands for it with its detail. */
export const stigFinding = (
  rule: StigRule,
  revision: string | null,
): HeldFinding | { readonly warning: "id-missing" | "result-unknown"; readonly detail: string } => {
  const check = [rule.group, rule.rule].flatMap((id) => identifierRef(id ?? "") ?? [])[0];
  if (check === undefined) return { warning: "id-missing", detail: "Vuln_Num" };
  const result = results[statusOf(rule.status)];
  if (result === undefined)
    return { warning: "result-unknown", detail: `${check}: ${rule.status ?? ""}` };
  const { override } = rule;
  const notes = [
    isNotReviewed(rule) ? "not reviewed" : undefined,
    override === undefined
      ? undefined
      : `severity ${rule.severity ?? "?"} overridden to ${override.severity}: ${override.reason ?? ""}`,
    ...rule.details,
  ];
  return {
    check,
    revision,
    title: rule.title ?? null,
    refs: refsOf(rule),
    result,
    severity: severityOf(override?.severity) ?? severityOf(rule.severity),
    at: rule.at,
    message: notes.flatMap((note) => (note === undefined || note === "" ? [] : [note])).join("\n"),
  };
};

const refsOf = ({ group, rule, version, ccis, others }: StigRule): CheckRef[] => [
  ...identifierRefs([group ?? "", rule ?? "", ...ccis, ...others]),
  ...(version === undefined ? [] : [ownRef("stig", version)]),
  ...others.flatMap((other) => (/^SRG-[A-Z]+-\d{6}/.test(other) ? [ownRef("srg", other)] : [])),
];

/** `V1R3`-like revision of a STIG, from its version and its release line (`Release: 3 Benchmark Date: 24 Apr 2024`). */
export const stigRevision = (
  version: string | undefined,
  release: string | undefined,
): string | null => {
  const number = /Release: ?(\d+)/i.exec(release ?? "")?.[1];
  if (version === undefined) return number === undefined ? null : `R${number}`;
  return number === undefined ? `V${version}` : `V${version}R${number}`;
};
