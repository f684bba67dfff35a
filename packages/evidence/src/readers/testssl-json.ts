/** Reads the JSON of testssl.sh, flat or pretty: protocols, ciphers, certificates and known attacks of TLS services. */

import { jsonReader } from "../json-report.ts";
import type { JsonPath, JsonValue } from "../json-select.ts";
import { jsonPointer, numberAt, textAt, valueAt } from "../json-value.ts";
import { siteOf, siteReports } from "../site-reports.ts";
import { epochTime } from "../written-time.ts";
import { tellTestsslLine, testsslHead, type TestsslRun } from "./testssl-line.ts";

interface TestsslState extends TestsslRun {
  observedAt: string | null;
  /** Of the open target in a pretty report. */
  names: Record<string, string>;
}

function* tellLine(state: TestsslState, path: JsonPath, line: JsonValue) {
  const at = jsonPointer(path);
  const id = textAt(line, "id");
  const { targetHost = "", ip = "", port = "" } = state.names;
  if (id === undefined) yield state.reports.warning("id-missing", at, "id");
  else
    yield* tellTestsslLine(state, {
      id,
      severity: textAt(line, "severity") ?? "",
      finding: textAt(line, "finding") ?? "",
      cve: textAt(line, "cve") ?? "",
      cwe: textAt(line, "cwe") ?? "",
      target: textAt(line, "ip") ?? `${targetHost}/${ip}`,
      port: textAt(line, "port") ?? port,
      at,
      observedAt: state.observedAt,
    });
}

/** A target that could not be tested stands as a line of its own among the targets. */
function* endTarget(state: TestsslState, path: JsonPath) {
  const { targetHost, ip, port, id, finding } = state.names;
  if (targetHost !== undefined || ip !== undefined) {
    const site = siteOf({ host: targetHost, address: ip, port });
    yield* state.reports.covered(site, jsonPointer(path), state.observedAt);
  } else if (id !== undefined) {
    state.broken = true;
    yield state.reports.warning("skipped", jsonPointer(path), `${id}: ${finding ?? ""}`);
  }
}

/** What a target says of itself; its other members are lists of lines. */
const targetMembers = new Set([
  "targetHost",
  "ip",
  "port",
  "rDNS",
  "service",
  "id",
  "severity",
  "finding",
]);

/** `3.0.8  from ` names the version first. */
const versionOf = (text: string): string => text.trim().split(/\s/)[0] ?? "";

export const testsslJsonReader = jsonReader<TestsslState>({
  format: "testssl-json",
  name: { zh: "testssl.sh（传输加密，JSON）", en: "testssl.sh (transport encryption, JSON)" },
  versions: ["3"],
  detect: (root) =>
    (Array.isArray(valueAt(root, "scanResult")) && valueAt(root, "Invocation") !== undefined) ||
    (textAt(root, 0, "id") !== undefined &&
      textAt(root, 0, "severity") !== undefined &&
      textAt(root, 0, "finding") !== undefined &&
      textAt(root, 0, "ip") !== undefined),
  select: (path) => {
    const [top, , member] = path;
    if (top === undefined) return "enter";
    if (typeof top === "number" || top === "startTime" || top === "version") return "value";
    if (top.startsWith("clientProblem")) return path.length === 1 ? "enter" : "value";
    if (top !== "scanResult") return "skip";
    if (path.length === 3) return targetMembers.has(String(member)) ? "value" : "enter";
    return path.length < 3 ? "enter" : "value";
  },
  start: (context) => ({
    reports: siteReports(testsslHead, context),
    met: new Set(),
    finished: new Set(),
    broken: false,
    observedAt: null,
    names: {},
  }),
  *take(state, event) {
    const { path } = event;
    const isTarget = path[0] === "scanResult" && path.length === 2;
    if (event.kind !== "value") {
      if (isTarget && event.kind === "open") state.names = {};
      else if (isTarget) yield* endTarget(state, path);
    } else if (path[0] === "startTime") state.observedAt = epochTime(numberAt(event.value)) ?? null;
    else if (path[0] === "version")
      state.reports.setTool({ name: "testssl", version: versionOf(textAt(event.value) ?? "") });
    else if (typeof event.value === "string" && path.length === 3)
      state.names[String(path[2])] = event.value;
    else if (typeof event.value === "object") yield* tellLine(state, path, event.value);
  },
  *end({ reports, broken, met, finished }) {
    const isWhole = finished.size === 0 || finished.size === met.size;
    if (!broken && isWhole) yield* reports.conclude();
  },
});
