/** What one item of a Nessus report says: a plugin's finding, or the verdict of one rule of an audit file. */

import { labelledRef } from "../compliance-refs.ts";
import type { FindingKind } from "../finding-kinds.ts";
import { identifierRefs, ownRef, severityOf } from "../finding-refs.ts";
import type { CheckRef, ObservationResult, Severity } from "../observation.ts";
import type { HeldFinding } from "../report-writer.ts";
import type { XmlRecord } from "../xml-record.ts";
import { wordTable } from "../word-table.ts";

export interface NotUsed {
  readonly warning: "id-missing" | "result-unknown";
  readonly detail: string;
}

/** What every Nessus scan looks for. Rules of audit files are told one by one. */
export const nessusKinds: readonly FindingKind[] = ["host-vulnerability", "unsupported-software"];

const severities: readonly Severity[] = ["none", "low", "medium", "high", "critical"];

/** First text of each child; children that repeat (CVE, CWE, cross references) are taken from the record. */
const textsOf = (item: XmlRecord): ReadonlyMap<string, string> => {
  const texts = new Map<string, string>();
  for (const { name, text } of item.children)
    if (text !== "" && !texts.has(name)) texts.set(name, text);
  return texts;
};

export const nessusFinding = (item: XmlRecord): HeldFinding | NotUsed => {
  const { attributes } = item;
  const plugin = attributes["pluginID"] ?? "";
  if (!/^\d{1,10}$/.test(plugin)) return { warning: "id-missing", detail: `pluginID ${plugin}` };
  const texts = textsOf(item);
  const severity =
    severities[Number(attributes["severity"] ?? Number.NaN)] ??
    severityOf(texts.get("risk_factor"));
  if (severity === undefined || severity === null)
    return { warning: "result-unknown", detail: `severity ${attributes["severity"] ?? ""}` };
  const fails = severity !== "none";
  return {
    check: `nessus:${plugin}`,
    revision: texts.get("script_version") ?? null,
    title: attributes["pluginName"] ?? texts.get("plugin_name") ?? null,
    refs: refsOf(item),
    kinds: fails ? kindsOf(item, texts) : [],
    result: fails ? "fail" : "info",
    severity,
    at: item.at,
    message: messageOf(item, texts),
  };
};

const refsOf = (item: XmlRecord): CheckRef[] => {
  const identifiers: string[] = [];
  for (const { name, text } of item.children) {
    if (name === "cve") identifiers.push(text);
    else if (name === "cwe") identifiers.push(`CWE-${text}`);
    else if (name === "xref")
      identifiers.push(text, text.replace(/^[A-Z]+:(?=C(?:VE|NNVD|NVD)-)/, ""));
  }
  return [...identifierRefs(identifiers), ...openPortRefs(item)];
};

/** Only port scanners say that a port is open; another plugin's port is where it found something. */
const openPortRefs = ({ attributes }: XmlRecord): CheckRef[] => {
  const { port = "0", protocol = "", pluginFamily, svc_name: service = "" } = attributes;
  if (pluginFamily !== "Port scanners" || !/^[1-9]\d{0,4}$/.test(port)) return [];
  const known = /^[a-z0-9][a-z0-9-]{0,40}$/.test(service) && !service.endsWith("unknown");
  return [ownRef("port", `${protocol}/${port}`), ...(known ? [ownRef("service", service)] : [])];
};

const kindsOf = (item: XmlRecord, texts: ReadonlyMap<string, string>): FindingKind[] => {
  const { pluginFamily = "", pluginName = "" } = item.attributes;
  if (texts.get("default_account") === "true" || pluginFamily === "Default Unix Accounts")
    return ["default-credential", "host-vulnerability"];
  if (texts.get("malware") === "true") return ["malware", "host-vulnerability"];
  if (texts.get("unsupported_by_vendor") === "true" || /\b(SEoL|Unsupported)\b/.test(pluginName))
    return ["unsupported-software", "host-vulnerability"];
  if (pluginFamily === "CGI abuses" || pluginFamily.startsWith("CGI abuses :"))
    return ["web-weakness", "host-vulnerability"];
  if (/^(SSL|TLS|SSH) /.test(pluginName)) return ["weak-transport", "host-vulnerability"];
  return ["host-vulnerability"];
};

const messageOf = (item: XmlRecord, texts: ReadonlyMap<string, string>): string => {
  const { port = "0", protocol = "", svc_name: service = "" } = item.attributes;
  const exploitable = texts.get("exploit_available");
  const facts = [
    port === "0" ? undefined : `${protocol}/${port} ${service}`,
    exploitable === undefined ? undefined : `exploit available: ${exploitable}`,
    texts.get("exploitability_ease"),
    texts.has("cisa-known-exploited") ? "CISA known exploited" : undefined,
    factOf("VPR", texts.get("vpr_score")),
    factOf("CVSS", texts.get("cvss3_base_score") ?? texts.get("cvss_base_score")),
  ];
  const solution = texts.get("solution");
  const said = [
    texts.get("synopsis"),
    texts.get("plugin_output"),
    solution === "n/a" ? undefined : solution,
  ];
  return [facts.flatMap((fact) => fact ?? []).join(" · "), ...said.flatMap((one) => one ?? [])]
    .filter((part) => part !== "")
    .join("\n");
};

const factOf = (label: string, value: string | undefined): string | undefined =>
  value === undefined ? undefined : `${label} ${value}`;

/** A warning is a rule that a person must look at. */
const auditResults = wordTable<ObservationResult>({
  PASSED: "pass",
  FAILED: "fail",
  WARNING: "info",
  ERROR: "error",
});

/** The id of the rule stays the same between scans; where old scanners write none, its name stands for it. */
export const nessusAuditFinding = (item: XmlRecord): HeldFinding | NotUsed => {
  const texts = textsOf(item);
  const name = texts.get("compliance-check-name") ?? item.attributes["pluginName"];
  const id = texts.get("compliance-check-id") ?? name;
  if (id === undefined) return { warning: "id-missing", detail: "compliance-check-id" };
  const word = texts.get("compliance-result") ?? "";
  const result = auditResults[word.toUpperCase()];
  if (result === undefined) return { warning: "result-unknown", detail: word };
  const benchmark = texts.get("compliance-benchmark-name") ?? "";
  const said = [
    word.toUpperCase() === "WARNING" ? "to be looked at by a person" : undefined,
    factOf("actual:", texts.get("compliance-actual-value")),
    factOf("expected:", texts.get("compliance-policy-value")),
    texts.get("compliance-error"),
    texts.get("compliance-info"),
  ];
  return {
    check: ownRef("nessus-audit", id),
    revision: texts.get("compliance-benchmark-version") ?? null,
    title: name ?? null,
    refs: auditRefs(texts.get("compliance-reference") ?? "", benchmark),
    kinds: ["misconfiguration"],
    result,
    severity: result === "fail" ? (severities[Number(item.attributes["severity"])] ?? null) : null,
    at: item.at,
    message: said.flatMap((one) => one ?? []).join("\n"),
  };
};

/** `800-53|CM-6,CSCv7|5.1,CIS_Recommendation|1.1.1,Rule-ID|SV-257777r925318_rule`. */
const auditRefs = (references: string, benchmark: string): CheckRef[] => {
  const refs: CheckRef[] = [];
  for (const reference of references.slice(0, 8_000).split(",")) {
    const bar = reference.indexOf("|");
    if (bar < 1) continue;
    const [label, value] = [reference.slice(0, bar).trim(), reference.slice(bar + 1).trim()];
    const ref = labelledRef(label, value, benchmark);
    if (ref !== undefined && refs.length < 60) refs.push(ref);
  }
  return refs;
};
