/** Reads the JSON of xray (webscan and servicescan), as a list or line by line: what its plugins found on services. */

import { identifierRefs, ownRef, severityOf } from "../finding-refs.ts";
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
import { jsonPointer, numberAt, objectIn, textAt, valueAt } from "../json-value.ts";
import { siteOf, siteReports, type SiteReports } from "../site-reports.ts";
import { epochTime } from "../written-time.ts";

interface XrayState {
  readonly reports: SiteReports;
  readonly records: RecordTaker;
}

/** Sent to a web hook, a finding is wrapped: `{"type": "web_vuln", "data": {…}}`. */
const inner = (record: JsonValue | undefined): JsonValue | undefined =>
  objectIn(valueAt(record, "data")) ?? record;

/** A plugin that tests one vulnerability carries its number in its name: `poc-yaml-struts2-cve-2017-5638`. */
const identifiersIn = (plugin: string): string[] =>
  [...plugin.slice(0, 200).matchAll(/(?:cve-\d{4}|cnvd-\d{4}|cnnvd-\d{6})-\d{1,12}/gi)].map(
    ([identifier]) => identifier,
  );

function* tellRecord({ reports }: XrayState, { value: record, path }: JsonRecord) {
  const at = jsonPointer(recordPlace(path));
  const type = textAt(record, "type");
  if (type === "web_statistic") return;
  const value = inner(record);
  const plugin = textAt(value, "plugin");
  if (plugin === undefined) {
    yield reports.warning("id-missing", at, "plugin");
    return;
  }
  const address = textAt(value, "detail", "addr") ?? textAt(value, "detail", "url");
  const site = siteOf({
    url: textAt(value, "target", "url") ?? address,
    host: textAt(value, "detail", "host"),
    port: numberAt(value, "detail", "port"),
  });
  const payload = textAt(value, "detail", "payload");
  const parameter =
    textAt(value, "detail", "extra", "param", "key") ?? textAt(value, "detail", "param", "key");
  const severity = severityOf(
    textAt(value, "severity") ?? textAt(value, "detail", "extra", "level")?.toLowerCase(),
  );
  yield* reports.finding(site, {
    check: ownRef("xray", plugin),
    title: textAt(value, "vuln_class") ?? plugin,
    refs: identifierRefs(identifiersIn(plugin)),
    result: "fail",
    severity,
    observedAt: epochTime(numberAt(value, "create_time")) ?? null,
    at,
    message: [address, parameter === undefined ? undefined : `[${parameter}]`, payload]
      .filter((part) => part !== undefined)
      .join(" "),
  });
}

export const xrayReader = jsonReader<XrayState>({
  format: "xray",
  name: { zh: "xray（Web 应用与服务）", en: "xray (web applications and services)" },
  versions: ["1"],
  media: ["application/json", "application/x-ndjson"],
  sequence: true,
  detect: (root) => {
    const record = inner(firstRecord(root));
    // A long exchange in `detail` may hide what stands behind it from a first look.
    return (
      objectIn(valueAt(record, "detail")) !== undefined &&
      (textAt(record, "plugin") === undefined
        ? numberAt(record, "create_time") !== undefined &&
          textAt(record, "detail", "addr") !== undefined
        : objectIn(valueAt(record, "target")) !== undefined)
    );
  },
  select: selectRecords(new Set(["snapshot", "request", "response"])),
  start: (context) => ({
    reports: siteReports(
      {
        tool: { name: "xray", version: null },
        family: "xray",
        // The file lists findings; it does not name what else was looked at.
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
  // A file of findings cannot say whether the scan ran to its end.
  end: () => [],
});
