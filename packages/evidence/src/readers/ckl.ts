/** Reads CKL, the checklist of DISA's STIG Viewer 2: one host, one or more STIGs, one verdict for each rule. */

import { hostSubject, type HostSubject } from "../host-subject.ts";
import type { Subject } from "../observation.ts";
import type { ReadEvent, WarningCode } from "../reader.ts";
import type { ReportWriter } from "../report-writer.ts";
import { reportWriters, type ReportWriters } from "../report-writers.ts";
import { childOf, childrenOf, childText, type XmlRecord } from "../xml-record.ts";
import { xmlReader } from "../xml-report.ts";
import { isNotReviewed, stigFinding, stigHead, stigRevision, type StigRule } from "./stig-rule.ts";

interface CklState {
  readonly writers: ReportWriters;
  host: HostSubject;
  assetAt: string;
  rootAt: string;
  /** The STIG whose rules follow. */
  writer: ReportWriter | undefined;
  revision: string | null;
  notReviewed: number;
  lastNotReviewed: string;
}

/** A web server or database instance on a host is judged apart from its host. */
const hostOf = (asset: XmlRecord): HostSubject => {
  const texts = (name: string): string[] => {
    const text = childText(asset, name);
    return text === undefined ? [] : text.split(/[\s,;]+/);
  };
  const host = hostSubject({
    machineIds: [],
    macs: texts("HOST_MAC"),
    names: [...texts("HOST_FQDN"), ...texts("HOST_NAME")],
    addresses: texts("HOST_IP"),
  });
  if (childText(asset, "WEB_OR_DATABASE") !== "true") return host;
  const instance = [childText(asset, "WEB_DB_SITE"), childText(asset, "WEB_DB_INSTANCE")].flatMap(
    (part) => part ?? [],
  );
  return { ...host, subject: withInstance(host.subject, instance.join("/")) };
};

const withInstance = (subject: Subject, instance: string): Subject =>
  instance === ""
    ? subject
    : {
        ...subject,
        id: `${subject.id}/${instance}`,
        identifiers: { ...subject.identifiers, instance },
      };

const dataOf = (info: XmlRecord): ReadonlyMap<string, string> =>
  new Map(
    childrenOf(info, "SI_DATA").map((data) => [
      childText(data, "SID_NAME") ?? "",
      childText(data, "SID_DATA") ?? "",
    ]),
  );

const ruleOf = (vuln: XmlRecord): StigRule => {
  const all = (wanted: string): string[] =>
    childrenOf(vuln, "STIG_DATA").flatMap((data) =>
      childText(data, "VULN_ATTRIBUTE") === wanted ? (childText(data, "ATTRIBUTE_DATA") ?? []) : [],
    );
  const override = childText(vuln, "SEVERITY_OVERRIDE");
  return {
    at: vuln.at,
    group: all("Vuln_Num")[0],
    rule: all("Rule_ID")[0],
    version: all("Rule_Ver")[0],
    title: all("Rule_Title")[0],
    severity: all("Severity")[0],
    status: childText(vuln, "STATUS"),
    ccis: all("CCI_REF"),
    others: [...all("LEGACY_ID"), ...all("Group_Title")],
    details: [childText(vuln, "FINDING_DETAILS"), childText(vuln, "COMMENTS")],
    override:
      override === undefined
        ? undefined
        : { severity: override, reason: childText(vuln, "SEVERITY_JUSTIFICATION") },
  };
};

const beginStig = (state: CklState, info: XmlRecord): void => {
  const data = dataOf(info);
  const id = data.get("stigid") || data.get("title") || "unnamed";
  state.writer = state.writers.of(stigHead(id, { name: "STIG Viewer", version: null }), info.at);
  state.revision = stigRevision(data.get("version"), data.get("releaseinfo"));
};

function* tellRule(state: CklState, vuln: XmlRecord): Generator<ReadEvent> {
  state.writer ??= state.writers.of(
    stigHead("unnamed", { name: "STIG Viewer", version: null }),
    vuln.at,
  );
  const rule = ruleOf(vuln);
  const finding = stigFinding(rule, state.revision);
  if ("warning" in finding) {
    yield state.writer.warning(finding.warning, rule.at, finding.detail);
    return;
  }
  if (isNotReviewed(rule)) {
    state.notReviewed += 1;
    state.lastNotReviewed = rule.at;
  }
  yield* state.writer.finding({ ...finding, subject: state.host.subject });
}

export const cklReader = xmlReader<CklState>({
  format: "ckl",
  name: { zh: "CKL（STIG Viewer 检查表）", en: "CKL (STIG Viewer checklist)" },
  versions: ["2"],
  roots: ["CHECKLIST"],
  start: (context) => ({
    writers: reportWriters(context),
    host: hostSubject({ machineIds: [], macs: [], names: [], addresses: [] }),
    assetAt: "1:1",
    rootAt: "1:1",
    writer: undefined,
    revision: null,
    notReviewed: 0,
    lastNotReviewed: "1:1",
  }),
  open: (state, { name, parent, at }) => {
    if (parent === "") state.rootAt = at();
    if (name === "iSTIG") state.writer = undefined;
    if (name === "ASSET" || name === "STIG_INFO" || name === "VULN") return "record";
    return name === "CHECKLIST" || name === "STIGS" || name === "iSTIG" ? "enter" : "skip";
  },
  *take(state, record) {
    if (record.name === "ASSET") {
      state.host = hostOf(record);
      state.assetAt = childOf(record, "HOST_NAME")?.at ?? record.at;
    } else if (record.name === "STIG_INFO") beginStig(state, record);
    else yield* tellRule(state, record);
  },
  *end(state, at) {
    const { host } = state;
    const warn = (code: WarningCode, place: string, detail: string): ReadEvent => ({
      kind: "warning",
      code,
      at: place,
      detail,
    });
    if (host.unclear !== null) yield warn("subject-unclear", state.assetAt, host.unclear);
    yield warn("time-missing", state.rootAt, "a checklist names no time");
    if (state.notReviewed > 0)
      yield warn("unanswered", state.lastNotReviewed, `${state.notReviewed} × Not_Reviewed`);
    let told = 0;
    for (const writer of state.writers.all()) {
      told += 1;
      if (state.notReviewed > 0) writer.unfinished(host.subject, at);
      yield* writer.conclude();
    }
    if (told === 0) yield warn("no-results", at, "VULN");
  },
});
