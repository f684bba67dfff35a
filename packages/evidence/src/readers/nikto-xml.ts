/** Reads the XML of Nikto: what it holds against a web server. */

import { siteOf, siteReports, type Site, type SiteReports } from "../site-reports.ts";
import { writtenTime } from "../written-time.ts";
import { childText } from "../xml-record.ts";
import { xmlReader } from "../xml-report.ts";
import type { XmlElement } from "../xml-stream.ts";
import { niktoFinding, niktoHead } from "./nikto-item.ts";

interface NiktoState {
  readonly reports: SiteReports;
  site: Site | undefined;
  siteAt: string;
  observedAt: string | null;
  items: number;
  declared: number | undefined;
  finished: number;
  sites: number;
}

const beginSite = (state: NiktoState, { attributes, at }: XmlElement): void => {
  const start = attributes["starttime"];
  state.site = siteOf({
    url: attributes["sitename"],
    host: attributes["targethostname"],
    address: attributes["targetip"],
    port: attributes["targetport"],
  });
  state.siteAt = at();
  state.observedAt = start === undefined ? null : writtenTime(start);
  state.items = 0;
  state.declared = undefined;
  state.sites += 1;
};

function* endSite(state: NiktoState) {
  const { site, reports, declared, items, siteAt } = state;
  if (site !== undefined) yield* reports.covered(site, siteAt, state.observedAt);
  if (declared !== undefined && declared !== items)
    yield reports.warning("counts-differ", siteAt, `${declared} ≠ ${items}`);
}

export const niktoXmlReader = xmlReader<NiktoState>({
  format: "nikto-xml",
  name: { zh: "Nikto（Web 服务器，XML）", en: "Nikto (web servers, XML)" },
  versions: ["2"],
  roots: ["niktoscan", "niktoscans"],
  start: (context) => ({
    reports: siteReports(niktoHead, context),
    site: undefined,
    siteAt: "1:1",
    observedAt: null,
    items: 0,
    declared: undefined,
    finished: 0,
    sites: 0,
  }),
  open: (state, element) => {
    const { name, attributes } = element;
    if (name === "niktoscan" || name === "niktoscans") {
      const version = attributes["version"];
      if (version !== undefined) state.reports.setTool({ name: "nikto", version });
      return "enter";
    }
    if (name === "scandetails") {
      beginSite(state, element);
      return "enter";
    }
    return name === "item" || name === "statistics" ? "record" : "skip";
  },
  *take(state, record) {
    if (record.name === "statistics") {
      // The file's last such element sums up all hosts; only that of a host counts its items.
      const found = record.attributes["itemsfound"];
      if (found !== undefined && state.site !== undefined) state.declared = Number(found);
      if (record.attributes["endtime"] !== undefined) state.finished += 1;
      return;
    }
    const id = record.attributes["id"] ?? "";
    state.items += 1;
    if (id === "") yield state.reports.warning("id-missing", record.at, "id");
    else if (state.site !== undefined)
      yield* state.reports.finding(
        state.site,
        niktoFinding({
          id,
          method: record.attributes["method"] ?? "",
          path: childText(record, "uri") ?? "",
          words: childText(record, "description") ?? "",
          references: childText(record, "references") ?? "",
          at: record.at,
          observedAt: state.observedAt,
        }),
      );
  },
  *close(state, name) {
    if (name !== "scandetails") return;
    yield* endSite(state);
    state.site = undefined;
  },
  *end(state) {
    if (state.finished >= state.sites) yield* state.reports.conclude();
    else yield state.reports.warning("no-results", state.siteAt, "statistics");
  },
});
