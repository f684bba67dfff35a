/** What one control of an InSpec profile says; HDF, the format that other tools are turned into, has the same shape. */

import { cisRef, nistRefs } from "../compliance-refs.ts";
import { identifierRefs, ownRef } from "../finding-refs.ts";
import { hostSubject, type HostSubject } from "../host-subject.ts";
import type { JsonValue } from "../json-select.ts";
import { listAt, numberAt, objectIn, textAt, valueAt } from "../json-value.ts";
import type { CheckRef, ObservationResult, Severity } from "../observation.ts";
import type { ReportHead } from "../report-head.ts";
import type { HeldFinding } from "../report-writer.ts";
import { slug } from "../tool-words.ts";

/** A target that looks like a machine's id is one; else it is a name. */
export const inspecHost = (platform: JsonValue): HostSubject => {
  const target = textAt(platform, "target_id") ?? textAt(platform, "target") ?? "";
  const machine = /^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(target);
  const address = target
    .replace(/^[a-z]+:\/\/(?:[^@/]{1,100}@)?/, "")
    .replace(/(?<=[a-z\d]):\d{1,5}$/i, "");
  return hostSubject({
    machineIds: machine ? [target] : [],
    macs: [],
    names: machine ? [] : [address],
    addresses: machine ? [] : [address],
  });
};

interface Profile {
  readonly name: string;
  readonly converted: boolean;
  readonly version: string | null;
}

/** Reports that Heimdall's tools turned into HDF carry the family of the tool that they come from. */
export const inspecHead = ({ name, converted, version }: Profile): ReportHead => ({
  tool: { name: converted ? name : "InSpec", version },
  family: converted ? slug(name) : "inspec",
  scope: `inspec:${slug(name)}`,
  kinds: converted ? [] : ["misconfiguration"],
});

/** HDF's bands of a control's impact, 0.0 to 1.0. */
const severityOf = (impact: number | undefined): Severity | null => {
  if (impact === undefined || impact < 0 || impact > 1) return null;
  if (impact < 0.1) return "none";
  if (impact < 0.4) return "low";
  if (impact < 0.7) return "medium";
  return impact < 0.9 ? "high" : "critical";
};

/**
 * One result that failed fails the control, one that broke leaves it undecided, and skipped ones alone are no judgement;
 * of a control without impact they say that it does not apply.
 */
const resultOf = (
  statuses: readonly string[],
  impact: number | undefined,
): ObservationResult | undefined => {
  if (statuses.includes("failed")) return "fail";
  if (statuses.includes("error")) return "error";
  if (statuses.includes("passed")) return "pass";
  if (!statuses.includes("skipped")) return undefined;
  return impact === 0 ? "notApplicable" : "info";
};

const textsOf = (value: JsonValue | undefined): string[] => {
  const text = textAt(value);
  return text === undefined ? listAt(value).flatMap((one) => textAt(one) ?? []) : [text];
};

const refsOf = (id: string, tags: JsonValue | undefined): CheckRef[] => {
  const of = (...keys: readonly string[]): string[] =>
    keys.flatMap((key) => textsOf(valueAt(tags, key)));
  const cis = of("cis").flatMap((text) => {
    const [benchmark = "", number] = text.split(":");
    return number === undefined ? [] : (cisRef(benchmark, number) ?? []);
  });
  return [
    ...identifierRefs([id, ...of("gid", "rid", "cci", "cve", "cwe", "legacy")]),
    ...of("stig_id").map((text) => ownRef("stig", text)),
    ...nistRefs(of("nist")),
    ...cis,
  ];
};

/** Whose failure someone has accepted until a day that has not passed. */
const waiver = (control: JsonValue): string | undefined => {
  const data = objectIn(valueAt(control, "waiver_data"));
  if (data === undefined || Object.keys(data).length === 0) return undefined;
  if (/expired/i.test(textAt(data, "message") ?? "")) return undefined;
  return `waived: ${textAt(data, "justification") ?? textAt(data, "message") ?? ""}`;
};

/** The control's finding; undefined where it has no id; `null` where it has no results, as an overlay's has not. */
export const inspecFinding = (at: string, control: JsonValue): HeldFinding | null | undefined => {
  const id = textAt(control, "id");
  if (id === undefined) return undefined;
  const results = listAt(control, "results");
  const statuses = results.flatMap((one) => textAt(one, "status") ?? []);
  const impact = numberAt(control, "impact");
  const result = resultOf(statuses, impact);
  if (result === undefined) return null;
  const waived = waiver(control);
  const said = results
    .filter((one) => result === "pass" || textAt(one, "status") !== "passed")
    .slice(0, 20)
    .map((one) => {
      const more = textAt(one, "message") ?? textAt(one, "skip_message");
      return [textAt(one, "code_desc"), more].flatMap((part) => part ?? []).join(": ");
    });
  return {
    check: ownRef("inspec", id),
    title: textAt(control, "title") ?? null,
    refs: refsOf(id, valueAt(control, "tags") ?? valueAt(control, "control_tags")),
    result: waived === undefined ? result : "info",
    severity: severityOf(impact),
    observedAt: textAt(results[0], "start_time") ?? null,
    at,
    message: [...(waived === undefined ? [] : [waived]), ...said].join("\n"),
  };
};
