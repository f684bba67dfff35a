/** Reads the XML reports of OpenVAS and Greenbone: results of vulnerability tests on the hosts of a scan. */

import type { FindingKind } from "../finding-kinds.ts";
import { identifierRefs, severityOf, severityOfScore } from "../finding-refs.ts";
import { hostSubject } from "../host-subject.ts";
import type { ObservationResult, Severity, Subject } from "../observation.ts";
import { ownCopy } from "../own-copy.ts";
import type { ReadEvent } from "../reader.ts";
import { reportWriter, type Finding, type ReportWriter } from "../report-writer.ts";
import { childOf, childrenOf, childText, type XmlRecord } from "../xml-record.ts";
import { xmlReader } from "../xml-report.ts";

interface OpenvasHost {
  readonly at: string;
  readonly names: string[];
  readonly macs: string[];
  ip: string;
  end: string | null;
  details: number;
  loggedIn: boolean;
}

interface OpenvasState {
  readonly writer: ReportWriter;
  /** By address: a later result that leaves out the name speaks of the same host. */
  readonly hosts: Map<string, Subject>;
  status: string | undefined;
  host: OpenvasHost | undefined;
  withoutLogin: number;
}

function* subjectAt(
  state: OpenvasState,
  found: {
    readonly ip: string;
    readonly names: readonly string[];
    readonly macs: readonly string[];
  },
  at: string,
): Generator<ReadEvent, Subject> {
  const known = state.hosts.get(found.ip);
  if (known !== undefined) return known;
  const { subject, unclear } = hostSubject({
    machineIds: [],
    macs: found.macs,
    names: [...found.names, found.ip],
    addresses: [found.ip],
  });
  if (unclear !== null) yield state.writer.warning("subject-unclear", at, unclear);
  yield* state.writer.covered(subject, at);
  state.hosts.set(ownCopy(found.ip), ownCopy(subject));
  return subject;
}

/** `Log` is a fact, `False Positive` a person's word, `Error` a test that could not run. */
const judged = (
  threat: string,
  score: number | undefined,
): { readonly result: ObservationResult; readonly severity: Severity | null } | undefined => {
  const word = threat.toLowerCase();
  if (word === "false positive" || score === -1) return { result: "info", severity: null };
  if (word === "error" || score === -3) return { result: "error", severity: null };
  if (word === "log" || word === "debug" || (word === "" && score === 0))
    return { result: "info", severity: "none" };
  const severity = severityOf(word) ?? severityOfScore(score);
  return severity === null || severity === "none" ? undefined : { result: "fail", severity };
};

const kindsOf = (name: string, family: string): FindingKind[] => {
  if (/default (account|credential|password)|default accounts/i.test(`${name} ${family}`))
    return ["default-credential", "host-vulnerability"];
  if (/end of life|\bEOL\b/i.test(name)) return ["unsupported-software", "host-vulnerability"];
  if (family === "SSL and TLS") return ["weak-transport", "host-vulnerability"];
  if (family.startsWith("Web application")) return ["web-weakness", "host-vulnerability"];
  return ["host-vulnerability"];
};

const numberOf = (text: string | undefined): number | undefined => {
  const number = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
};

const findingOf = (
  result: XmlRecord,
):
  | Omit<Finding, "subject">
  | { readonly warning: "id-missing" | "result-unknown"; readonly detail: string } => {
  const nvt = childOf(result, "nvt");
  const oid = nvt?.attributes["oid"] ?? "";
  const cveTest = /^CVE-\d{4}-\d{4,12}$/.test(oid);
  if (!cveTest && !/^\d{1,10}(\.\d{1,10}){2,20}$/.test(oid))
    return { warning: "id-missing", detail: `nvt oid ${oid}` };
  const threat = childText(result, "threat") ?? "";
  const score = numberOf(childText(result, "severity"));
  const said = judged(threat, score);
  if (said === undefined)
    return { warning: "result-unknown", detail: `threat ${threat}, severity ${score ?? ""}` };
  const name = childText(nvt, "name") ?? childText(result, "name") ?? "";
  const refs = [
    ...childrenOf(childOf(nvt, "refs"), "ref").map((ref) => ref.attributes["id"] ?? ""),
    ...(childText(nvt, "cve") ?? "").split(/[,\s]+/),
  ];
  return {
    check: cveTest ? `cve:${oid}` : `openvas:${oid}`,
    revision: childText(result, "scan_nvt_version") ?? null,
    title: name,
    refs: identifierRefs(refs),
    kinds: said.result === "fail" ? kindsOf(name, childText(nvt, "family") ?? "") : [],
    ...said,
    observedAt:
      childText(result, "creation_time") ?? childText(result, "modification_time") ?? null,
    at: result.at,
    message: messageOf(result, threat),
  };
};

const messageOf = (result: XmlRecord, threat: string): string => {
  const quality = childText(childOf(result, "qod"), "value");
  const before = childText(result, "original_threat");
  const facts = [
    childText(result, "port"),
    quality === undefined ? undefined : `quality of detection ${quality} %`,
    before === undefined || before === threat ? undefined : `${before} overridden to ${threat}`,
  ];
  const said =
    childText(result, "description") ?? summaryOf(childText(childOf(result, "nvt"), "tags"));
  return [facts.flatMap((fact) => fact ?? []).join(" · "), said ?? ""].join("\n").trim();
};

/** Of `cvss_base_vector=…|summary=…|insight=…` the summary. */
const summaryOf = (tags: string | undefined): string | undefined =>
  tags
    ?.split("|")
    .find((tag) => tag.startsWith("summary="))
    ?.slice("summary=".length);

const tellCounts = (writer: ReportWriter, counts: XmlRecord): void => {
  const filtered = (name: string): number | undefined =>
    numberOf(childText(childOf(counts, name), "filtered"));
  const names = ["high", "medium", "low"].every((name) => filtered(name) !== undefined)
    ? ["critical", "high", "medium", "low"]
    : ["hole", "warning", "info"];
  if (names.slice(1).some((name) => filtered(name) === undefined)) return;
  writer.declared(
    names.reduce((sum, name) => sum + (filtered(name) ?? 0), 0),
    counts.at,
  );
};

/** Elements of a host that may be many are looked at one by one. */
const takeOfHost = (host: OpenvasHost, record: XmlRecord): void => {
  if (record.name === "ip") host.ip = record.text;
  else if (record.name === "end") host.end = record.text;
  else if (record.name === "detail") {
    const value = childText(record, "value");
    const name = childText(record, "name") ?? "";
    host.details += 1;
    if (/^Auth-[A-Z]{2,8}-Success$/.test(name)) host.loggedIn = true;
    if (value === undefined || host.names.length + host.macs.length >= 50) return;
    if (name === "hostname") host.names.push(value);
    if (name === "MAC") host.macs.push(value);
  }
};

/** Greenbone names a login that worked among the details of a host; a report without details does not say. */
function* endHost(state: OpenvasState, host: OpenvasHost): Generator<ReadEvent> {
  if (host.ip === "") return;
  const subject = yield* subjectAt(state, host, host.at);
  yield* state.writer.covered(subject, host.at, host.end);
  const withoutLogin = host.details > 0 && !host.loggedIn;
  if (withoutLogin) state.withoutLogin += 1;
  if (withoutLogin || (host.end ?? "") === "") state.writer.unfinished(subject, host.at);
}

export const openvasReader = xmlReader<OpenvasState>({
  format: "openvas",
  name: { zh: "OpenVAS / Greenbone（XML）", en: "OpenVAS / Greenbone (XML)" },
  versions: ["*"],
  roots: ["report", "get_reports_response"],
  detect: (tag, head) =>
    tag.startsWith("<get_reports_response") ||
    /<(?:gmp|omp|scan_run_status|report_format)[\s>]/.test(head),
  start: (context) => ({
    writer: reportWriter(
      {
        tool: { name: "OpenVAS", version: null },
        family: "openvas",
        scope: "openvas",
        kinds: ["host-vulnerability"],
      },
      context,
    ),
    hosts: new Map(),
    status: undefined,
    host: undefined,
    withoutLogin: 0,
  }),
  open: (state, { name, parent, at }) => {
    if (name === "result" && parent === "results") return "record";
    if (name === "host" && parent === "report") {
      state.host = {
        at: at(),
        ip: "",
        names: [],
        macs: [],
        end: null,
        details: 0,
        loggedIn: false,
      };
      return "enter";
    }
    if (parent === "host")
      return name === "ip" || name === "end" || name === "detail" ? "record" : "skip";
    if (name === "report" || name === "results" || parent === "") return "enter";
    return name === "scan_run_status" || name === "result_count" ? "record" : "skip";
  },
  *take(state, record) {
    const { writer } = state;
    if (state.host !== undefined) takeOfHost(state.host, record);
    else if (record.name === "scan_run_status") state.status = record.text;
    else if (record.name === "result_count") tellCounts(writer, record);
    else if (record.name === "result") {
      const host = childOf(record, "host");
      const finding = findingOf(record);
      if ("warning" in finding) {
        yield writer.warning(finding.warning, record.at, finding.detail);
        return;
      }
      const names = [childText(host, "hostname"), childText(record, "hostname")].flatMap(
        (n) => n ?? [],
      );
      const subject = yield* subjectAt(state, { ip: host?.text ?? "", names, macs: [] }, record.at);
      yield* writer.finding({ ...finding, subject });
    }
  },
  *close(state, name) {
    if (name !== "host" || state.host === undefined) return;
    const { host } = state;
    state.host = undefined;
    yield* endHost(state, host);
  },
  *end({ writer, status, withoutLogin }, at) {
    if (withoutLogin > 0)
      yield writer.warning(
        "skipped",
        at,
        `${withoutLogin} hosts were scanned without a login: what was not found there proves nothing`,
      );
    if (status !== undefined && status !== "Done") {
      yield writer.warning(
        "skipped",
        at,
        `scan_run_status ${status}: the run as a whole says nothing`,
      );
      return;
    }
    yield* writer.conclude();
  },
});
