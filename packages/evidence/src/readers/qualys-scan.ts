/** Reads the XML of one Qualys scan (`SCAN`): hosts with vulnerabilities, potential ones and gathered information. */

import { hostSubject } from "../host-subject.ts";
import type { Subject } from "../observation.ts";
import type { ReadEvent } from "../reader.ts";
import { reportWriter, type ReportWriter } from "../report-writer.ts";
import { childOf, childrenOf, childText, type XmlRecord } from "../xml-record.ts";
import { xmlReader } from "../xml-report.ts";
import { isQid, qualysFinding, qualysHead } from "./qualys-finding.ts";
import { wordTable } from "../word-table.ts";

interface ScanHost {
  readonly at: string;
  readonly ip: string;
  readonly name: string;
  netbios: string;
  subject: Subject | undefined;
}

interface ScanState {
  readonly writer: ReportWriter;
  readonly header: Map<string, string>;
  host: ScanHost | undefined;
  /** Of the group of findings that is being read. */
  category: string;
  port: string;
}

/** `SERVICES` says what runs; `PRACTICES` are potential vulnerabilities. */
const typeOf = wordTable<string>({
  VULN: "Vuln",
  PRACTICE: "Practice",
  INFO: "Ig",
  SERVICE: "Ig",
});

const groups = new Set(["INFOS", "SERVICES", "VULNS", "PRACTICES"]);

function* subjectOf(state: ScanState, host: ScanHost): Generator<ReadEvent, Subject> {
  if (host.subject !== undefined) return host.subject;
  const names = [host.name, host.netbios].filter(
    (name) => !/^(unknown|no registered hostname)$/i.test(name),
  );
  const { subject, unclear } = hostSubject({
    machineIds: [],
    macs: [],
    names,
    addresses: [host.ip],
  });
  host.subject = subject;
  yield* state.writer.covered(subject, host.at, state.header.get("DATE") ?? null);
  if (unclear !== null) yield state.writer.warning("subject-unclear", host.at, unclear);
  return subject;
}

function* tell(state: ScanState, host: ScanHost, record: XmlRecord): Generator<ReadEvent> {
  const qid = record.attributes["number"] ?? "";
  if (!isQid(qid)) {
    yield state.writer.warning("id-missing", record.at, "number");
    return;
  }
  const subject = yield* subjectOf(state, host);
  const listed = childrenOf(childOf(record, "CVE_ID_LIST"), "CVE_ID").flatMap(
    (cve) => childText(cve, "ID") ?? [],
  );
  const finding = qualysFinding({
    at: record.at,
    qid,
    type: typeOf[record.name] ?? "",
    status: "",
    ignored: false,
    level: record.attributes["severity"] ?? "",
    title: childText(record, "TITLE"),
    category: state.category,
    cves: [...listed, ...(record.attributes["cveid"] ?? "").split(/[,\s]+/)],
    port: state.port,
    observedAt: state.header.get("DATE") ?? null,
    words: [childText(record, "RESULT"), childText(record, "DIAGNOSIS")],
  });
  yield* state.writer.finding({ ...finding, subject });
}

export const qualysScanReader = xmlReader<ScanState>({
  format: "qualys-scan",
  name: { zh: "Qualys 扫描结果（XML）", en: "Qualys scan results (XML)" },
  versions: ["*"],
  roots: ["SCAN"],
  detect: (_, head) => /<HEADER[\s>]|<IP\s/.test(head),
  start: (context) => ({
    writer: reportWriter(qualysHead, context),
    header: new Map(),
    host: undefined,
    category: "",
    port: "",
  }),
  open: (state, { name, parent, attributes, at }) => {
    if (name === "IP" && parent === "SCAN") {
      const [ip, host] = [attributes["value"] ?? "", attributes["name"] ?? ""];
      state.host = { at: at(), ip, name: host, netbios: "", subject: undefined };
      return "enter";
    }
    if (name === "CAT") {
      const { port, protocol = "" } = attributes;
      state.category = attributes["value"] ?? "";
      state.port = port === undefined ? "" : `${protocol}/${port}`;
      return "enter";
    }
    if (parent === "" || name === "HEADER" || groups.has(name)) return "enter";
    if (name === "KEY" || name === "NETBIOS_HOSTNAME" || name === "ERROR") return "record";
    return parent === "CAT" && typeOf[name] !== undefined ? "record" : "skip";
  },
  *take(state, record) {
    const { host } = state;
    if (record.name === "KEY" && state.header.size < 100)
      state.header.set(record.attributes["value"] ?? "", record.text);
    else if (record.name === "ERROR") yield state.writer.warning("skipped", record.at, record.text);
    else if (record.name === "NETBIOS_HOSTNAME" && host !== undefined) host.netbios = record.text;
    else if (host !== undefined && typeOf[record.name] !== undefined)
      yield* tell(state, host, record);
  },
  *close(state, name) {
    if (name !== "IP" || state.host === undefined) return;
    yield* subjectOf(state, state.host);
    state.host = undefined;
  },
  *end({ writer, header }, at) {
    const status = header.get("STATUS") ?? "FINISHED";
    if (status === "FINISHED") yield* writer.conclude();
    else yield writer.warning("skipped", at, `STATUS ${status}: the run as a whole says nothing`);
  },
});
