/** Reads the JSON of SSLyze: protocols, ciphers, certificates and known attacks of TLS services. */

import { AppError } from "@fenji/kernel";
import { jsonReader } from "../json-report.ts";
import type { JsonPath, JsonValue } from "../json-select.ts";
import { jsonPointer, numberAt, textAt, valueAt } from "../json-value.ts";
import { reportLimits } from "../report-writer.ts";
import { siteOf, siteReports, type Site, type SiteReports } from "../site-reports.ts";
import { sslyzeFinding, sslyzeHead, type SslyzeSaid } from "./sslyze-checks.ts";
import { commandSays } from "./sslyze-commands.ts";

interface SaidAt {
  readonly said: SslyzeSaid;
  readonly at: string;
}

interface Server {
  site: Site | undefined;
  readonly at: string;
  readonly said: SaidAt[];
}

interface SslyzeState {
  readonly reports: SiteReports;
  /** SSLyze sorts its members: time and version come after all servers. */
  readonly servers: Server[];
  readonly warnings: { readonly at: string; readonly detail: string }[];
  observedAt: string | null;
  version: string | null;
  held: number;
}

/** Version 5 calls the member `scan_result`, version 4 `scan_commands_results`. */
const results = new Set(["scan_result", "scan_commands_results"]);

/** Large members that nothing is told of. */
const skipped = new Set([
  "rejected_cipher_suites",
  "cipher_suites_rejected_by_server",
  "received_certificate_chain",
  "received_chain",
  "verified_certificate_chain",
  "verified_chain",
  "ocsp_response",
  "error_trace",
]);

const takeCommand = (state: SslyzeState, path: JsonPath, value: JsonValue): void => {
  const server = state.servers.at(-1);
  const command = String(path[3]);
  const base = jsonPointer(path);
  const status = textAt(value, "status");
  if (server === undefined || status === "NOT_SCHEDULED" || value === null) return;
  const at = status === undefined ? base : `${base}/result`;
  const said: SslyzeSaid[] =
    status === "ERROR"
      ? [{ id: command, result: "error", message: textAt(value, "error_reason") }]
      : commandSays(command, status === undefined ? value : (valueAt(value, "result") ?? null));
  state.held += said.length;
  if (state.held > reportLimits.maxHeld)
    throw new AppError("evidence.too-many-observations", { at, limit: reportLimits.maxHeld });
  for (const each of said) server.said.push({ said: each, at });
};

const takeMember = (state: SslyzeState, path: JsonPath, value: JsonValue): void => {
  const server = state.servers.at(-1);
  const member = path[2];
  const location = member === "server_info" ? valueAt(value, "server_location") : value;
  if (server === undefined) return;
  if (member === "connectivity_status" || member === "scan_status") {
    if (typeof value === "string" && value.startsWith("ERROR"))
      state.warnings.push({ at: jsonPointer(path), detail: value });
  } else if (member === "server_location" || member === "server_info")
    server.site = siteOf({
      host: textAt(location, "hostname"),
      address: textAt(location, "ip_address"),
      port: numberAt(location, "port"),
    });
};

function* tellAll({ reports, servers, observedAt, version, warnings }: SslyzeState) {
  reports.setTool({ name: "sslyze", version });
  for (const { at, detail } of warnings) yield reports.warning("skipped", at, detail);
  for (const server of servers) {
    const site = server.site ?? siteOf({});
    if (server.said.length === 0) continue;
    yield* reports.covered(site, server.at, observedAt);
    for (const { said, at } of server.said)
      yield* reports.finding(site, sslyzeFinding(said, { at, observedAt }));
  }
}

export const sslyzeJsonReader = jsonReader<SslyzeState>({
  format: "sslyze-json",
  name: { zh: "SSLyze（传输加密，JSON）", en: "SSLyze (transport encryption, JSON)" },
  versions: ["4", "5", "6"],
  detect: (root) =>
    Array.isArray(valueAt(root, "server_scan_results")) ||
    textAt(root, "sslyze_version") !== undefined,
  select: (path) => {
    const [top, , member] = path;
    if (top === "date_scans_completed" || top === "sslyze_version") return "value";
    if (top === undefined) return "enter";
    if (top !== "server_scan_results") return "skip";
    if (path.length < 3) return "enter";
    const last = path.at(-1);
    if (typeof last === "string" && skipped.has(last)) return "skip";
    if (results.has(String(member))) return path.length === 3 ? "enter" : "value";
    return ["server_location", "server_info", "connectivity_status", "scan_status"].includes(
      String(member),
    )
      ? "value"
      : "skip";
  },
  start: (context) => ({
    reports: siteReports(sslyzeHead, context),
    servers: [],
    warnings: [],
    observedAt: null,
    version: null,
    held: 0,
  }),
  take: (state, event) => {
    const [top, , member] = event.path;
    if (event.kind === "open" && event.path.length === 2)
      state.servers.push({ site: undefined, at: jsonPointer(event.path), said: [] });
    if (event.kind !== "value") return [];
    if (top === "sslyze_version") state.version = textAt(event.value) ?? null;
    else if (top === "date_scans_completed") state.observedAt = textAt(event.value) ?? null;
    else if (results.has(String(member))) takeCommand(state, event.path, event.value);
    else takeMember(state, event.path, event.value);
    return [];
  },
  *end(state) {
    yield* tellAll(state);
    yield* state.reports.conclude();
  },
});
