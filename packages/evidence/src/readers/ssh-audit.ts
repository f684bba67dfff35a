/** Reads the JSON of ssh-audit: algorithms and known vulnerabilities of SSH services. */

import { identifierRef, ownRef, severityOfScore } from "../finding-refs.ts";
import { jsonReader } from "../json-report.ts";
import {
  firstRecord,
  recordPlace,
  recordTaker,
  selectRecords,
  type JsonRecord,
  type RecordTaker,
} from "../json-records.ts";
import type { JsonPath, JsonValue } from "../json-select.ts";
import { jsonPointer, listAt, numberAt, textAt, valueAt } from "../json-value.ts";
import type { ObservationResult, Severity } from "../observation.ts";
import { siteOf, siteReports, type Site, type SiteReports } from "../site-reports.ts";

interface SshAuditState {
  readonly reports: SiteReports;
  readonly records: RecordTaker;
  /** Where the first algorithm stands that the file gives no judgement of, as before version 2.9. */
  unjudgedAt: string | undefined;
}

const groups = ["kex", "key", "enc", "mac"] as const;

/** `host`, `host:port`, `[address]:port`; a bare IPv6 address has more than one colon. */
const siteNamed = (target: string): Site => {
  const found = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(target);
  return siteOf({ host: found?.[1] ?? target, port: found?.[2] ?? 22 });
};

/** ssh-audit's own two levels of objection; without one, an algorithm that it has notes on is fine. */
const judged = (notes: JsonValue | undefined): readonly [ObservationResult, Severity | null] => {
  if (notes === undefined) return ["info", null];
  if (listAt(notes, "fail").length > 0) return ["fail", "high"];
  return listAt(notes, "warn").length > 0 ? ["fail", "medium"] : ["pass", null];
};

const wordsOf = (notes: JsonValue | undefined): string =>
  ["fail", "warn", "info"]
    .flatMap((level) => listAt(notes, level).map((each) => `${level}: ${textAt(each) ?? ""}`))
    .join("; ");

function* tellAlgorithms(state: SshAuditState, site: Site, { value, path }: JsonRecord) {
  const { reports } = state;
  for (const group of groups)
    for (const [index, entry] of listAt(value, group).entries()) {
      const name = textAt(entry) ?? textAt(entry, "algorithm");
      const at = jsonPointer([...path, group, index]);
      if (name === undefined) {
        yield reports.warning("id-missing", at, "algorithm");
        continue;
      }
      const notes = valueAt(entry, "notes");
      const [result, severity] = judged(notes);
      if (notes === undefined) state.unjudgedAt ??= at;
      const bits = numberAt(entry, "keysize");
      yield* reports.finding(site, {
        check: ownRef("ssh-audit", `${group}/${name}`),
        title: `${group}: ${name}${bits === undefined ? "" : ` (${bits} bit)`}`,
        result,
        severity,
        at,
        message: wordsOf(notes),
      });
    }
}

/** Version 2 scores end at 10 without a critical class. */
const severityOfV2 = (score: number | undefined): Severity | null => {
  const severity = severityOfScore(score);
  return severity === "critical" ? "high" : severity;
};

function* tellVulnerabilities(reports: SiteReports, site: Site, { value, path }: JsonRecord) {
  for (const [index, entry] of listAt(value, "cves").entries()) {
    const name = textAt(entry, "name");
    const at = jsonPointer([...path, "cves", index]);
    if (name === undefined) yield reports.warning("id-missing", at, "name");
    else
      yield* reports.finding(site, {
        check: identifierRef(name) ?? ownRef("ssh-audit", name),
        title: `${name}: ${textAt(value, "banner", "software") ?? "SSH"}`,
        kinds: ["host-vulnerability"],
        result: "fail",
        severity: severityOfV2(numberAt(entry, "cvssv2")),
        at,
        message: textAt(entry, "description") ?? null,
      });
  }
}

/** Protocol 1 is announced as 1.5, or as 1.99 by a server that speaks both. */
function* tellProtocol(reports: SiteReports, site: Site, { value, path }: JsonRecord) {
  const protocol =
    textAt(value, "banner", "protocol") ??
    listAt(value, "banner", "protocol")
      .map((part) => numberAt(part) ?? "")
      .join(".");
  if (!/^\d/.test(protocol)) return;
  yield* reports.finding(site, {
    check: "ssh-audit:protocol",
    title: textAt(value, "banner", "raw") ?? null,
    result: protocol.startsWith("1") ? "fail" : "pass",
    at: jsonPointer([...path, "banner"]),
    message: protocol,
  });
}

const basePath = (path: JsonPath): JsonPath => (path.length > 1 ? recordPlace(path) : []);

function* tellRecord(state: SshAuditState, { value, path }: JsonRecord) {
  const { reports } = state;
  const record = { value, path: basePath(path) };
  const target = textAt(value, "target");
  if (target === undefined || valueAt(value, "kex") === undefined) {
    yield reports.warning("skipped", jsonPointer(record.path), textAt(value, "target") ?? "target");
    return;
  }
  const site = siteNamed(target);
  yield* reports.covered(site, jsonPointer([...record.path, "target"]));
  yield* tellProtocol(reports, site, record);
  yield* tellAlgorithms(state, site, record);
  yield* tellVulnerabilities(reports, site, record);
}

export const sshAuditReader = jsonReader<SshAuditState>({
  format: "ssh-audit",
  name: { zh: "ssh-audit（SSH 服务）", en: "ssh-audit (SSH services)" },
  versions: ["2", "3"],
  sequence: true,
  detect: (root) => {
    const record = firstRecord(root);
    return (
      Array.isArray(valueAt(record, "kex")) &&
      Array.isArray(valueAt(record, "enc")) &&
      valueAt(record, "banner") !== undefined
    );
  },
  select: selectRecords(new Set(["recommendations", "fingerprints"])),
  start: (context) => ({
    reports: siteReports(
      {
        tool: { name: "ssh-audit", version: null },
        family: "ssh-audit",
        scope: "ssh-audit",
        kinds: ["weak-transport"],
      },
      context,
    ),
    records: recordTaker(),
    unjudgedAt: undefined,
  }),
  *take(state, event) {
    const record = state.records.take(event);
    if (record !== undefined) yield* tellRecord(state, record);
  },
  *end({ reports, unjudgedAt }) {
    if (unjudgedAt === undefined) yield* reports.conclude();
    else yield reports.warning("skipped", unjudgedAt, "notes");
  },
});
