/** Reads the JSON report of ZAP: alerts of web applications, site by site. */

import { jsonReader } from "../json-report.ts";
import type { JsonPath, JsonValue } from "../json-select.ts";
import { jsonPointer, listAt, numberAt, textAt, valueAt } from "../json-value.ts";
import { siteOf, siteReports, type SiteReports } from "../site-reports.ts";
import { writtenTime } from "../written-time.ts";
import { zapFinding, zapHead } from "./zap-alert.ts";

interface ZapState {
  readonly reports: SiteReports;
  observedAt: string | null;
  version: string | null;
  /** Members of the site that is open, but its alerts. */
  site: Record<string, string>;
  /** Alerts that came before the site had been named whole. */
  alerts: { readonly value: JsonValue; readonly path: JsonPath }[];
}

/** Alerts of one site that are held until it has ended: ZAP writes one for each of its rules. */
const maxAlerts = 5_000;

function* tellSite(state: ZapState, path: JsonPath) {
  const { reports, observedAt, alerts } = state;
  const { "@name": url, "@host": host, "@port": port } = state.site;
  reports.setTool({ name: "zap", version: state.version });
  const site = siteOf({ url, host, port });
  yield* reports.covered(site, jsonPointer(path), observedAt);
  for (const alert of alerts) {
    const at = jsonPointer(alert.path);
    const finding = zapFinding({
      text: (name) => textAt(alert.value, name) ?? numberAt(alert.value, name)?.toString(),
      instances: listAt(alert.value, "instances").map((instance) => ({
        uri: textAt(instance, "uri") ?? "",
        method: textAt(instance, "method") ?? "",
        param: textAt(instance, "param") ?? "",
      })),
      at,
      observedAt,
    });
    if (finding === undefined) yield reports.warning("id-missing", at, "pluginid");
    else yield* reports.finding(site, finding);
  }
}

export const zapJsonReader = jsonReader<ZapState>({
  format: "zap-json",
  name: { zh: "ZAP（Web 应用，JSON）", en: "ZAP (web applications, JSON)" },
  versions: ["2"],
  detect: (root) =>
    Array.isArray(valueAt(root, "site")) &&
    (textAt(root, "@programName") === "ZAP" ||
      textAt(root, "@generated") !== undefined ||
      textAt(root, "site", 0, "@name") !== undefined),
  select: (path) => {
    const [top, site, member, , inside] = path;
    if (top === undefined) return "enter";
    if (top !== "site")
      return top === "@generated" || top === "@version" || top === "created" ? "value" : "skip";
    if (site === undefined || member === undefined) return "enter";
    if (member !== "alerts") return "value";
    if (path.length === 3) return "enter";
    return inside === "desc" || inside === "solution" || inside === "otherinfo" ? "skip" : "value";
  },
  start: (context) => ({
    reports: siteReports(zapHead, context),
    observedAt: null,
    version: null,
    site: {},
    alerts: [],
  }),
  *take(state, event) {
    const [top, , member] = event.path;
    if (top === "site" && event.path.length === 2) {
      if (event.kind === "open") [state.site, state.alerts] = [{}, []];
      else if (event.kind === "close") yield* tellSite(state, event.path);
    } else if (event.kind === "value" && top === "site") {
      if (member !== "alerts")
        state.site[String(member)] = typeof event.value === "object" ? "" : String(event.value);
      else if (state.alerts.length < maxAlerts) state.alerts.push(event);
      else yield state.reports.warning("skipped", jsonPointer(event.path), `> ${maxAlerts} alerts`);
    } else if (event.kind === "value" && typeof event.value === "string") {
      if (top === "@version") state.version = event.value;
      else if (top === "created") state.observedAt = event.value;
      else state.observedAt ??= writtenTime(event.value);
    }
  },
  *end({ reports }) {
    yield* reports.conclude();
  },
});
