/** Reads the XML of Wapiti: weaknesses of a web application. */

import { siteOf, siteReports, type Site, type SiteReports } from "../site-reports.ts";
import { writtenTime } from "../written-time.ts";
import { childrenOf, childText, type XmlRecord } from "../xml-record.ts";
import { xmlReader } from "../xml-report.ts";
import { wapitiFinding, wapitiHead, wapitiVersion, type WapitiGroup } from "./wapiti-entry.ts";
import { wordTable } from "../word-table.ts";

interface WapitiState {
  readonly reports: SiteReports;
  /** `target`, `dateOfScan` and so on. */
  readonly infos: Map<string, string>;
  site: Site | undefined;
  observedAt: string | null;
  group: WapitiGroup;
  category: string;
  references: readonly string[];
}

const groups = wordTable<WapitiGroup>({
  vulnerability: "vulnerability",
  anomaly: "anomaly",
  additional: "additional",
});

const walked = new Set([
  "report",
  "report_infos",
  "vulnerabilities",
  "anomalies",
  "additionals",
  "entries",
]);

function* tellInfos(state: WapitiState, at: string) {
  const { infos, reports } = state;
  const date = infos.get("dateOfScan");
  state.observedAt = date === undefined ? null : writtenTime(date);
  state.site = siteOf({ url: infos.get("target") });
  reports.setTool({ name: "wapiti", version: wapitiVersion(infos.get("generatorVersion")) });
  yield* reports.covered(state.site, at, state.observedAt);
}

function* tellEntry(state: WapitiState, entry: XmlRecord) {
  if (state.site === undefined) yield* tellInfos(state, entry.at);
  const { reports, site, observedAt, group, category, references } = state;
  if (site === undefined) return;
  yield* reports.finding(site, {
    ...wapitiFinding({
      group,
      category,
      references,
      text: (name) => childText(entry, name),
      level: levelOf(childText(entry, "level")),
      at: entry.at,
    }),
    observedAt,
  });
}

const levelOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d$/.test(text) ? Number(text) : undefined;

export const wapitiXmlReader = xmlReader<WapitiState>({
  format: "wapiti-xml",
  name: { zh: "Wapiti（Web 应用，XML）", en: "Wapiti (web applications, XML)" },
  versions: ["2", "3"],
  roots: ["report"],
  detect: (_tag, head) => head.includes("<report_infos") && /wapiti/i.test(head.slice(0, 4_000)),
  start: (context) => ({
    reports: siteReports(wapitiHead, context),
    infos: new Map(),
    site: undefined,
    observedAt: null,
    group: "vulnerability",
    category: "",
    references: [],
  }),
  open: (state, { name, attributes }) => {
    const group = groups[name];
    if (group !== undefined) {
      state.group = group;
      state.category = attributes["name"] ?? "";
      state.references = [];
      return "enter";
    }
    if (walked.has(name)) return "enter";
    return name === "info" || name === "references" || name === "entry" ? "record" : "skip";
  },
  *take(state, record) {
    if (record.name === "info") state.infos.set(record.attributes["name"] ?? "", record.text);
    else if (record.name === "references")
      state.references = childrenOf(record, "reference").flatMap(
        (reference) => childText(reference, "title") ?? [],
      );
    else yield* tellEntry(state, record);
  },
  *close(state, name) {
    if (name === "report_infos" && state.site === undefined) yield* tellInfos(state, "1:1");
  },
  *end({ reports }) {
    yield* reports.conclude();
  },
});
