/** Reads Nessus v2 (`.nessus`): hosts, what the plugins found on them, and the items of compliance audits. */

import type { HostNames } from "../host-subject.ts";
import { hostSubject } from "../host-subject.ts";
import type { Subject } from "../observation.ts";
import type { ReadEvent } from "../reader.ts";
import { reportWriter, type ReportWriter } from "../report-writer.ts";
import { cTime, epochTime } from "../tool-times.ts";
import { slug } from "../tool-words.ts";
import type { XmlRecord } from "../xml-record.ts";
import { xmlReader } from "../xml-report.ts";
import type { XmlElement } from "../xml-stream.ts";
import { nessusAuditFinding, nessusFinding, nessusKinds } from "./nessus-item.ts";

interface NessusHost {
  readonly at: string;
  readonly name: string;
  readonly tags: Map<string, string>;
  subject: Subject | null;
}

interface NessusState {
  readonly context: Parameters<typeof reportWriter>[1];
  writer: ReportWriter | undefined;
  policy: string;
  host: NessusHost | undefined;
  unended: number;
  withoutCredentials: number;
}

/** The policy decides what is looked for: reports of one policy replace one another. */
const writerOf = (state: NessusState): ReportWriter => {
  state.writer ??= reportWriter(
    {
      tool: { name: "Nessus", version: null },
      family: "nessus",
      scope: `nessus:${slug(state.policy) || "unnamed"}`,
      kinds: nessusKinds,
    },
    state.context,
  );
  return state.writer;
};

/** Of a host's properties only these are looked at; some others run to megabytes. */
const wantedTags = new Set([
  "host-ip",
  "host-fqdn",
  "host-rdns",
  "hostname",
  "netbios-name",
  "mac-address",
  "bios-uuid",
  "system-uuid",
  "HOST_START",
  "HOST_START_TIMESTAMP",
  "HOST_END",
  "HOST_END_TIMESTAMP",
  "Credentialed_Scan",
]);

const maxTags = 100;

const namesOf = ({ name, tags }: NessusHost): HostNames => {
  const lines = (...keys: readonly string[]): string[] =>
    keys.flatMap((key) => tags.get(key)?.split(/\s+/) ?? []);
  return {
    machineIds: lines("bios-uuid", "system-uuid"),
    macs: lines("mac-address"),
    names: [...lines("host-fqdn", "host-rdns", "hostname", "netbios-name"), name],
    addresses: [...lines("host-ip"), name],
  };
};

const timeOf = ({ tags }: NessusHost): string | null => {
  for (const key of ["HOST_END", "HOST_START"]) {
    const text = tags.get(key) ?? "";
    const time = epochTime(tags.get(`${key}_TIMESTAMP`)) ?? cTime(text) ?? (text || null);
    if (time !== null) return time;
  }
  return null;
};

/** What a host is called stands before what was found on it. */
function* subjectOf(state: NessusState, host: NessusHost): Generator<ReadEvent, Subject> {
  if (host.subject !== null) return host.subject;
  const writer = writerOf(state);
  const { subject, unclear } = hostSubject(namesOf(host));
  host.subject = subject;
  yield* writer.covered(subject, host.at, timeOf(host));
  if (unclear !== null) yield writer.warning("subject-unclear", host.at, unclear);
  if (!host.tags.has("HOST_END") && !host.tags.has("HOST_END_TIMESTAMP")) {
    state.unended += 1;
    writer.unfinished(subject, host.at);
  }
  if (host.tags.get("Credentialed_Scan") === "false") {
    state.withoutCredentials += 1;
    writer.unfinished(subject, host.at);
  }
  return subject;
}

function* tellItem(state: NessusState, host: NessusHost, item: XmlRecord): Generator<ReadEvent> {
  const writer = writerOf(state);
  const subject = yield* subjectOf(state, host);
  const audit = item.children.some(({ name }) => name.startsWith("compliance-"));
  const finding = audit ? nessusAuditFinding(item) : nessusFinding(item);
  if ("warning" in finding) yield writer.warning(finding.warning, item.at, finding.detail);
  else yield* writer.finding({ ...finding, subject, observedAt: timeOf(host) });
  // A policy for audits may run no other plugin.
  if (audit) writer.unfinished(subject, host.at);
}

const openElement = (
  state: NessusState,
  { name, parent, attributes, at }: XmlElement,
): "enter" | "record" | "skip" => {
  if (name === "ReportHost") {
    const host = { at: at(), name: attributes["name"] ?? "", tags: new Map(), subject: null };
    state.host = host;
    return "enter";
  }
  if (parent === "HostProperties")
    return wantedTags.has(attributes["name"] ?? "") ? "record" : "skip";
  if (name === "policyName" || name === "ReportItem") return "record";
  if (parent === "" || name === "Policy" || name === "Report" || name === "HostProperties")
    return "enter";
  return "skip";
};

export const nessusReader = xmlReader<NessusState>({
  format: "nessus",
  name: { zh: "Nessus（.nessus 第 2 版）", en: "Nessus (.nessus version 2)" },
  versions: ["2"],
  roots: ["NessusClientData_v2"],
  start: (context) => ({
    context,
    writer: undefined,
    policy: "",
    host: undefined,
    unended: 0,
    withoutCredentials: 0,
  }),
  open: openElement,
  *take(state, record) {
    const { host } = state;
    if (record.name === "policyName") state.policy = record.text;
    if (host === undefined) return;
    if (record.name === "ReportItem") yield* tellItem(state, host, record);
    else if (record.name === "tag" && host.tags.size < maxTags)
      host.tags.set(record.attributes["name"] ?? "", record.text);
  },
  *close(state, name) {
    if (name !== "ReportHost" || state.host === undefined) return;
    yield* subjectOf(state, state.host);
    state.host = undefined;
  },
  *end(state, at) {
    const writer = writerOf(state);
    if (state.unended > 0)
      yield writer.warning("skipped", at, `${state.unended} hosts: the scan did not end there`);
    if (state.withoutCredentials > 0)
      yield writer.warning(
        "skipped",
        at,
        `${state.withoutCredentials} hosts were scanned without credentials: what was not found there proves nothing`,
      );
    yield* writer.conclude();
  },
});
