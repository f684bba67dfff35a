/** Reads Nuclei's JSON, as a list or line by line: what its templates matched on services. */

import { identifierRefs, ownRef, severityOf, severityOfScore } from "../finding-refs.ts";
import { jsonReader } from "../json-report.ts";
import {
  firstRecord,
  recordPlace,
  recordTaker,
  selectRecords,
  type JsonRecord,
  type RecordTaker,
} from "../json-records.ts";
import type { JsonValue } from "../json-select.ts";
import { jsonPointer, listAt, numberAt, objectIn, textAt, valueAt } from "../json-value.ts";
import { siteOf, siteReports, type SiteReports } from "../site-reports.ts";

interface NucleiState {
  readonly reports: SiteReports;
  readonly records: RecordTaker;
}

/** Classification members are a text or a list of texts. */
const textsAt = (value: JsonValue, ...path: readonly string[]): string[] => {
  const one = textAt(value, ...path);
  return one === undefined ? listAt(value, ...path).flatMap((each) => textAt(each) ?? []) : [one];
};

const templateOf = (record: JsonValue | undefined): string | undefined =>
  textAt(record, "template-id") ?? textAt(record, "templateID");

/** Lines that say that a template did not match are written only on request; they are passes of that template. */
const resultOf = (record: JsonValue, isFact: boolean): "pass" | "fail" | "info" | "error" => {
  if (textAt(record, "error") !== undefined) return "error";
  if (isFact) return "info";
  return valueAt(record, "matcher-status") === false ? "pass" : "fail";
};

function* tellRecord({ reports }: NucleiState, { value, path }: JsonRecord) {
  const at = jsonPointer(recordPlace(path));
  const template = templateOf(value);
  if (template === undefined) {
    yield reports.warning("id-missing", at, "template-id");
    return;
  }
  const matched = textAt(value, "matched-at") ?? textAt(value, "matched") ?? textAt(value, "url");
  const host = textAt(value, "host");
  const site = siteOf({
    url: host?.includes("://") === true ? host : matched,
    host: host?.includes("://") === true ? undefined : host?.replace(/:\d+$/, ""),
    address: textAt(value, "ip"),
    port: textAt(value, "port") ?? /:(\d{1,5})$/.exec(host ?? "")?.[1],
  });
  const word = textAt(value, "info", "severity")?.toLowerCase();
  const matcher = textAt(value, "matcher-name");
  yield* reports.finding(site, {
    check: ownRef("nuclei", template),
    title: textAt(value, "info", "name") ?? template,
    refs: [
      ...(matcher === undefined ? [] : [ownRef("nuclei", `${template}:${matcher}`)]),
      ...identifierRefs([
        ...textsAt(value, "info", "classification", "cve-id"),
        ...textsAt(value, "info", "classification", "cwe-id"),
        template,
      ]),
    ],
    result: resultOf(value, word === "info"),
    severity:
      severityOf(word) ?? severityOfScore(numberAt(value, "info", "classification", "cvss-score")),
    observedAt: textAt(value, "timestamp") ?? null,
    at,
    message: [textAt(value, "error"), matcher, matched]
      .filter((part) => part !== undefined)
      .join(" "),
  });
}

export const nucleiReader = jsonReader<NucleiState>({
  format: "nuclei",
  name: { zh: "Nuclei（模板扫描）", en: "Nuclei (templates)" },
  versions: ["2", "3"],
  media: ["application/json", "application/x-ndjson"],
  sequence: true,
  detect: (root) => {
    const record = firstRecord(root);
    return templateOf(record) !== undefined && objectIn(valueAt(record, "info")) !== undefined;
  },
  select: selectRecords(
    new Set([
      "request",
      "response",
      "curl-command",
      "template-encoded",
      "interaction",
      "description",
      "remediation",
    ]),
  ),
  start: (context) => ({
    reports: siteReports(
      {
        tool: { name: "nuclei", version: null },
        family: "nuclei",
        // Only matches are written: of hosts without one, and of templates that ran, the file says nothing.
        scope: null,
        kinds: ["web-weakness"],
      },
      context,
    ),
    records: recordTaker(),
  }),
  *take(state, event) {
    const record = state.records.take(event);
    if (record !== undefined) yield* tellRecord(state, record);
  },
  // A file of matches cannot say whether the scan ran to its end.
  end: () => [],
});
