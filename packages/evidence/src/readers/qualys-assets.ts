/** Reads Qualys' lists of hosts with their detections: `ASSET_DATA_REPORT` and the interface's `HOST_LIST_VM_DETECTION_OUTPUT`. */

import { AppError } from "@fenji/kernel";
import { hostSubject } from "../host-subject.ts";
import type { Subject } from "../observation.ts";
import { ownCopy } from "../own-copy.ts";
import type { ReadEvent } from "../reader.ts";
import { reportLimits, reportWriter, type ReportWriter } from "../report-writer.ts";
import { toolWords } from "../tool-words.ts";
import { childOf, childrenOf, childText, type XmlRecord } from "../xml-record.ts";
import { xmlReader } from "../xml-report.ts";
import { isQid, qualysFinding, qualysHead, type QualysDetection } from "./qualys-finding.ts";

/** What a glossary at the end of the file says of a QID. */
interface Known {
  readonly title: string | undefined;
  readonly category: string;
  readonly level: string;
  readonly cves: readonly string[];
  readonly threat: string | undefined;
}

interface AssetState {
  readonly writer: ReportWriter;
  /** `ASSET_DATA_REPORT` explains its QIDs after the hosts. */
  readonly held: { readonly subject: Subject; readonly detection: QualysDetection }[];
  readonly known: Map<string, Known>;
  host:
    | { readonly at: string; readonly texts: Map<string, string>; subject: Subject | undefined }
    | undefined;
  glossary: boolean;
}

const hostTexts = new Set([
  "IP",
  "IPV6",
  "DNS",
  "NETBIOS",
  "QG_HOSTID",
  "LAST_VULN_SCAN_DATETIME",
  "LAST_SCAN_DATETIME",
]);

function* subjectOf(
  state: AssetState,
  host: NonNullable<AssetState["host"]>,
): Generator<ReadEvent, Subject> {
  if (host.subject !== undefined) return host.subject;
  const of = (...names: readonly string[]): string[] =>
    names.flatMap((name) => host.texts.get(name) ?? []);
  const { subject, unclear } = hostSubject({
    machineIds: of("QG_HOSTID"),
    macs: [],
    names: of("DNS", "NETBIOS"),
    addresses: of("IP", "IPV6"),
  });
  host.subject = ownCopy(subject);
  const [time = null] = of("LAST_VULN_SCAN_DATETIME", "LAST_SCAN_DATETIME");
  yield* state.writer.covered(host.subject, host.at, time);
  if (unclear !== null) yield state.writer.warning("subject-unclear", host.at, unclear);
  return host.subject;
}

const detectionOf = (record: XmlRecord, qid: string): QualysDetection => {
  const port = childText(record, "PORT");
  const flagged = (name: string): boolean => childText(record, name) === "1";
  return {
    at: record.at,
    qid,
    type: childText(record, "TYPE") ?? "",
    status: childText(record, "VULN_STATUS") ?? childText(record, "STATUS") ?? "",
    ignored: flagged("IS_IGNORED") || flagged("IS_DISABLED"),
    level: childText(record, "SEVERITY") ?? "",
    title: undefined,
    category: "",
    cves: [],
    port: port === undefined ? "" : `${childText(record, "PROTOCOL") ?? ""}/${port}`,
    observedAt:
      childText(record, "LAST_FOUND") ??
      childText(record, "LAST_FOUND_DATETIME") ??
      childText(record, "LAST_TEST_DATETIME") ??
      null,
    words: [childText(record, "RESULT") ?? childText(record, "RESULTS")],
  };
};

function* takeDetection(state: AssetState, record: XmlRecord): Generator<ReadEvent> {
  const qid = childText(record, "QID") ?? "";
  if (state.host === undefined || !isQid(qid)) {
    yield state.writer.warning("id-missing", record.at, "QID");
    return;
  }
  const subject = yield* subjectOf(state, state.host);
  const detection = detectionOf(record, qid);
  if (!state.glossary) {
    yield* state.writer.finding({ ...qualysFinding(detection), subject });
    return;
  }
  if (state.held.length >= reportLimits.maxHeld)
    throw new AppError("evidence.too-many-observations", {
      at: record.at,
      limit: reportLimits.maxHeld,
    });
  const words = detection.words.map((text) =>
    text === undefined ? undefined : toolWords(text, 300),
  );
  state.held.push({ subject, detection: { ...ownCopy(detection), words } });
}

const explain = (state: AssetState, record: XmlRecord): void => {
  const qid = childText(record, "QID") ?? "";
  if (state.known.size >= reportLimits.maxHeld) return;
  state.known.set(
    qid,
    ownCopy({
      title: childText(record, "TITLE"),
      category: childText(record, "CATEGORY") ?? "",
      level: childText(record, "SEVERITY") ?? "",
      cves: childrenOf(childOf(record, "CVE_ID_LIST"), "CVE_ID").flatMap(
        (cve) => childText(cve, "ID") ?? [],
      ),
      threat: toolWords(childText(record, "THREAT") ?? "", 500),
    }),
  );
};

function* release(state: AssetState): Generator<ReadEvent> {
  for (const { subject, detection } of state.held.splice(0)) {
    const known = state.known.get(detection.qid);
    const { title, category = "", cves = [], threat } = known ?? {};
    const level = detection.level || (known?.level ?? "");
    const words = [...detection.words, threat];
    const whole = { ...detection, title, category, cves, level, words };
    yield* state.writer.finding({ ...qualysFinding(whole), subject });
  }
}

const entered = new Set([
  "RESPONSE",
  "HOST_LIST",
  "VULN_INFO_LIST",
  "DETECTION_LIST",
  "GLOSSARY",
  "VULN_DETAILS_LIST",
]);

export const qualysAssetsReader = xmlReader<AssetState>({
  format: "qualys-hosts",
  name: { zh: "Qualys 主机清单（XML）", en: "Qualys host lists (XML)" },
  versions: ["*"],
  roots: ["ASSET_DATA_REPORT", "HOST_LIST_VM_DETECTION_OUTPUT"],
  start: (context) => ({
    writer: reportWriter(qualysHead, context),
    held: [],
    known: new Map(),
    host: undefined,
    glossary: false,
  }),
  open: (state, { name, parent, at }) => {
    if (parent === "") {
      state.glossary = name === "ASSET_DATA_REPORT";
      return "enter";
    }
    if (name === "HOST" && parent === "HOST_LIST") {
      state.host = { at: at(), texts: new Map(), subject: undefined };
      return "enter";
    }
    if (parent === "HOST" && hostTexts.has(name)) return "record";
    if (name === "VULN_INFO" || name === "DETECTION" || name === "VULN_DETAILS") return "record";
    return entered.has(name) ? "enter" : "skip";
  },
  *take(state, record) {
    if (record.name === "VULN_INFO" || record.name === "DETECTION")
      yield* takeDetection(state, record);
    else if (record.name === "VULN_DETAILS") explain(state, record);
    else if (state.host !== undefined && record.text !== "")
      state.host.texts.set(record.name, record.text);
  },
  *close(state, name) {
    if (name !== "HOST" || state.host === undefined) return;
    yield* subjectOf(state, state.host);
    state.host = undefined;
  },
  *end(state) {
    yield* release(state);
    yield* state.writer.conclude();
  },
});
