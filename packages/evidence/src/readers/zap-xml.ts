/** Reads the XML report of ZAP: alerts of web applications, site by site. */

import { siteOf, siteReports, type Site, type SiteReports } from "../site-reports.ts";
import { writtenTime } from "../written-time.ts";
import { childOf, childrenOf, childText, type XmlRecord } from "../xml-record.ts";
import { xmlReader } from "../xml-report.ts";
import { zapFinding, zapHead } from "./zap-alert.ts";

interface ZapState {
  readonly reports: SiteReports;
  observedAt: string | null;
  site: Site | undefined;
  siteAt: string;
  met: boolean;
}

function* tellSite(state: ZapState) {
  if (state.site === undefined || state.met) return;
  state.met = true;
  yield* state.reports.covered(state.site, state.siteAt, state.observedAt);
}

function* tellAlert(state: ZapState, record: XmlRecord) {
  yield* tellSite(state);
  const instances = childrenOf(childOf(record, "instances"), "instance").map((instance) => ({
    uri: childText(instance, "uri") ?? "",
    method: childText(instance, "method") ?? "",
    param: childText(instance, "param") ?? "",
  }));
  const finding = zapFinding({
    text: (name) => childText(record, name),
    instances,
    at: record.at,
    observedAt: state.observedAt,
  });
  if (finding === undefined) yield state.reports.warning("id-missing", record.at, "pluginid");
  else if (state.site !== undefined) yield* state.reports.finding(state.site, finding);
}

export const zapXmlReader = xmlReader<ZapState>({
  format: "zap-xml",
  name: { zh: "ZAP（Web 应用，XML）", en: "ZAP (web applications, XML)" },
  versions: ["2"],
  roots: ["OWASPZAPReport"],
  start: (context) => ({
    reports: siteReports(zapHead, context),
    observedAt: null,
    site: undefined,
    siteAt: "1:1",
    met: true,
  }),
  open: (state, { name, attributes, at }) => {
    if (name === "OWASPZAPReport") {
      const generated = attributes["generated"];
      state.observedAt = generated === undefined ? null : writtenTime(generated);
      state.reports.setTool({ name: "zap", version: attributes["version"] ?? null });
      return "enter";
    }
    if (name === "site") {
      const { host, port } = attributes;
      state.site = siteOf({ url: attributes["name"], host, port });
      state.siteAt = at();
      state.met = false;
      return "enter";
    }
    if (name === "alerts") return "enter";
    return name === "alertitem" ? "record" : "skip";
  },
  take: tellAlert,
  *close(state, name) {
    if (name === "site") yield* tellSite(state);
  },
  *end({ reports }) {
    yield* reports.conclude();
  },
});
