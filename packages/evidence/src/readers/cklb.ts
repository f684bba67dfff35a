/** Reads CKLB, the JSON checklist of DISA's STIG Viewer 3. */

import { AppError } from "@fenji/kernel";
import { hostSubject, type HostSubject } from "../host-subject.ts";
import { jsonReader } from "../json-report.ts";
import type { JsonPath, JsonValue } from "../json-select.ts";
import { jsonPointer, listAt, numberAt, objectIn, textAt, valueAt } from "../json-value.ts";
import type { ReadEvent } from "../reader.ts";
import { reportLimits } from "../report-writer.ts";
import { reportWriters, type ReportWriters } from "../report-writers.ts";
import { isNotReviewed, stigFinding, stigHead, stigRevision, type StigRule } from "./stig-rule.ts";

interface Stig {
  readonly index: number;
  id: string | undefined;
  version: string | undefined;
  release: string | undefined;
  /** The host is named after the rules, and so may be the STIG. */
  readonly rules: StigRule[];
}

interface CklbState {
  readonly writers: ReportWriters;
  readonly stigs: Map<number, Stig>;
  target: JsonValue;
  held: number;
}

const ruleOf = (path: JsonPath, rule: JsonValue): StigRule => {
  const severity = textAt(rule, "overrides", "severity", "severity");
  return {
    at: jsonPointer(path),
    group: textAt(rule, "group_id") ?? textAt(rule, "group_id_src"),
    rule: textAt(rule, "rule_id_src") ?? textAt(rule, "rule_id"),
    version: textAt(rule, "rule_version"),
    title: textAt(rule, "rule_title"),
    severity: textAt(rule, "severity"),
    status: textAt(rule, "status"),
    ccis: textsIn(rule, "ccis"),
    others: [...textsIn(rule, "legacy_ids"), ...(textAt(rule, "group_title")?.split(" ") ?? [])],
    details: [textAt(rule, "finding_details"), textAt(rule, "comments")],
    override:
      severity === undefined
        ? undefined
        : { severity, reason: textAt(rule, "overrides", "severity", "reason") },
  };
};

const textsIn = (value: JsonValue, key: string): string[] =>
  listAt(value, key).flatMap((one) => textAt(one) ?? []);

const hostOf = (target: JsonValue): HostSubject => {
  const texts = (key: string): string[] => textAt(target, key)?.split(/[\s,;]+/) ?? [];
  return hostSubject({
    machineIds: [],
    macs: texts("mac_address"),
    names: [...texts("fqdn"), ...texts("host_name")],
    addresses: texts("ip_address"),
  });
};

const stigAt = (state: CklbState, index: number): Stig => {
  const known = state.stigs.get(index);
  if (known !== undefined) return known;
  const stig: Stig = { index, id: undefined, version: undefined, release: undefined, rules: [] };
  state.stigs.set(index, stig);
  return stig;
};

const keep = (state: CklbState, path: JsonPath, value: JsonValue): void => {
  const [top, index, key, ruleIndex] = path;
  if (top === "target_data") state.target = value;
  if (top !== "stigs" || typeof index !== "number") return;
  const stig = stigAt(state, index);
  if (key === "stig_id") stig.id = textAt(value);
  else if (key === "stig_name") stig.id ??= textAt(value);
  else if (key === "version") stig.version = textAt(value) ?? numberAt(value)?.toString();
  else if (key === "release_info") stig.release = textAt(value);
  else if (key === "rules" && typeof ruleIndex === "number") {
    state.held += 1;
    if (state.held > reportLimits.maxHeld)
      throw new AppError("evidence.too-many-observations", {
        at: jsonPointer(path),
        limit: reportLimits.maxHeld,
      });
    stig.rules.push(ruleOf(path, value));
  }
};

function* tellStig(state: CklbState, stig: Stig, host: HostSubject): Generator<ReadEvent> {
  const at = `/stigs/${stig.index}`;
  const tool = { name: "STIG Viewer", version: null };
  const writer = state.writers.of(stigHead(stig.id ?? "unnamed", tool), at);
  yield* writer.covered(host.subject, at);
  const revision = stigRevision(stig.version, stig.release);
  const open = stig.rules.filter(isNotReviewed);
  if (open.length > 0) writer.unfinished(host.subject, at);
  for (const rule of stig.rules) {
    const finding = stigFinding(rule, revision);
    if ("warning" in finding) yield writer.warning(finding.warning, rule.at, finding.detail);
    else yield* writer.finding({ ...finding, subject: host.subject });
  }
  if (open.length > 0)
    yield writer.warning("unanswered", `${at}/rules`, `${open.length} × not_reviewed`);
  if (stig.rules.length === 0) yield writer.warning("no-results", at, "rules");
  else yield* writer.conclude();
}

/** Of a rule only what is told: its texts for the reader of the checklist are long. */
const untold = new Set([
  "check_content",
  "check_content_ref",
  "fix_text",
  "discussion",
  "false_positives",
  "documentable",
  "mitigations",
  "potential_impacts",
  "third_party_tools",
  "ia_controls",
  "group_tree",
  "reference_identifier",
]);

export const cklbReader = jsonReader<CklbState>({
  format: "cklb",
  name: { zh: "CKLB（STIG Viewer 3 检查表）", en: "CKLB (STIG Viewer 3 checklist)" },
  versions: ["1.0"],
  detect: (root) => {
    const stig = valueAt(root, "stigs", 0);
    return (
      textAt(root, "cklb_version") !== undefined ||
      (objectIn(valueAt(root, "target_data")) !== undefined &&
        Array.isArray(valueAt(root, "stigs"))) ||
      (textAt(stig, "stig_id") !== undefined && Array.isArray(valueAt(stig, "rules")))
    );
  },
  select: ([top, index, key, ruleIndex, member]) => {
    if (top === undefined) return "enter";
    if (top === "target_data") return "value";
    if (top !== "stigs") return "skip";
    if (index === undefined || key === undefined) return "enter";
    if (key === "rules")
      return ruleIndex === undefined ? "enter" : untold.has(String(member)) ? "skip" : "value";
    return "value";
  },
  start: (context) => ({
    writers: reportWriters(context),
    stigs: new Map(),
    target: null,
    held: 0,
  }),
  *take(state, event) {
    if (event.kind === "value") keep(state, event.path, event.value);
    yield* [];
  },
  *end(state) {
    const host = hostOf(state.target);
    if (host.unclear !== null)
      yield { kind: "warning", code: "subject-unclear", at: "/target_data", detail: host.unclear };
    yield {
      kind: "warning",
      code: "time-missing",
      at: "/target_data",
      detail: "a checklist names no time",
    };
    for (const stig of state.stigs.values()) yield* tellStig(state, stig, host);
  },
});
