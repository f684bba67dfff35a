/** Reads the JSON of Nikto: what it holds against a web server. */

import { jsonReader } from "../json-report.ts";
import type { JsonPath, JsonValue } from "../json-select.ts";
import { jsonPointer, numberAt, textAt, valueAt } from "../json-value.ts";
import { firstRecord } from "../json-records.ts";
import { siteOf, siteReports, type Site, type SiteReports } from "../site-reports.ts";
import { niktoFinding, niktoHead } from "./nikto-item.ts";

interface NiktoState {
  readonly reports: SiteReports;
  /** Members of the open host, but its list of items. */
  names: Record<string, string>;
  site: Site | undefined;
}

/** Nikto writes host, address and port before its items. */
const siteNamed = (state: NiktoState): Site => {
  const { host, ip, port } = state.names;
  state.site ??= siteOf({ host, address: ip, port });
  return state.site;
};

/** A host stands alone (path ``) or in a list (path `/0`); its members are one step below. */
const memberOf = (path: JsonPath): string | undefined => {
  const step = typeof path[0] === "number" ? path[1] : path[0];
  return typeof step === "string" ? step : undefined;
};

const hostPath = (path: JsonPath): JsonPath =>
  typeof path[0] === "number" ? path.slice(0, 1) : [];

const scalarText = (value: JsonValue): string => (typeof value === "object" ? "" : String(value));

function* tellItem(state: NiktoState, path: JsonPath, item: JsonValue) {
  const at = jsonPointer(path);
  const id = textAt(item, "id") ?? numberAt(item, "id")?.toString();
  if (id === undefined) {
    yield state.reports.warning("id-missing", at, "id");
    return;
  }
  yield* state.reports.finding(
    siteNamed(state),
    niktoFinding({
      id,
      method: textAt(item, "method") ?? "",
      path: textAt(item, "url") ?? "",
      words: textAt(item, "msg") ?? "",
      references: textAt(item, "references") ?? "",
      at,
      observedAt: null,
    }),
  );
}

export const niktoJsonReader = jsonReader<NiktoState>({
  format: "nikto-json",
  name: { zh: "Nikto（Web 服务器，JSON）", en: "Nikto (web servers, JSON)" },
  versions: ["2"],
  detect: (root) => {
    const host = firstRecord(root);
    return (
      Array.isArray(valueAt(host, "vulnerabilities")) &&
      textAt(host, "host") !== undefined &&
      valueAt(host, "port") !== undefined &&
      valueAt(host, "banner") !== undefined
    );
  },
  select: (path) => {
    const member = memberOf(path);
    if (member === undefined) return "enter";
    if (member !== "vulnerabilities")
      return path.length === hostPath(path).length + 1 ? "value" : "skip";
    return path.length === hostPath(path).length + 1 ? "enter" : "value";
  },
  start: (context) => ({ reports: siteReports(niktoHead, context), names: {}, site: undefined }),
  *take(state, event) {
    const member = memberOf(event.path);
    if (event.kind === "value") {
      if (member === "vulnerabilities") yield* tellItem(state, event.path, event.value);
      else if (member !== undefined) state.names[member] = scalarText(event.value);
    } else if (event.kind === "open" && !event.array && member === undefined) {
      [state.names, state.site] = [{}, undefined];
    } else if (event.kind === "close" && !event.array && member === undefined) {
      yield* state.reports.covered(siteNamed(state), jsonPointer(event.path));
    }
  },
  *end({ reports }) {
    yield* reports.conclude();
  },
});
