/** Reads the JSON of Wapiti: weaknesses of a web application. */

import { AppError } from "@fenji/kernel";
import { jsonReader } from "../json-report.ts";
import type { JsonPath, JsonValue } from "../json-select.ts";
import { jsonPointer, numberAt, objectIn, textAt, valueAt } from "../json-value.ts";
import { reportLimits } from "../report-writer.ts";
import { siteOf, siteReports, type SiteReports } from "../site-reports.ts";
import { writtenTime } from "../written-time.ts";
import { wapitiFinding, wapitiHead, wapitiVersion, type WapitiGroup } from "./wapiti-entry.ts";
import { wordTable } from "../word-table.ts";

interface WapitiState {
  readonly reports: SiteReports;
  /** Wapiti names target, time and itself after all entries. */
  infos: JsonValue;
  readonly references: Map<string, readonly string[]>;
  readonly entries: { readonly path: JsonPath; readonly value: JsonValue }[];
}

const groups = wordTable<WapitiGroup>({
  vulnerabilities: "vulnerability",
  anomalies: "anomaly",
  additionals: "additional",
});

/** Of an entry only what is told of it; requests and responses stay in the file. */
const isUsed = (member: unknown): boolean =>
  ["method", "path", "info", "level", "parameter"].includes(String(member));

export const wapitiJsonReader = jsonReader<WapitiState>({
  format: "wapiti-json",
  name: { zh: "Wapiti（Web 应用，JSON）", en: "Wapiti (web applications, JSON)" },
  versions: ["3"],
  detect: (root) =>
    objectIn(valueAt(root, "vulnerabilities")) !== undefined &&
    (objectIn(valueAt(root, "anomalies")) !== undefined ||
      objectIn(valueAt(root, "classifications")) !== undefined) &&
    (objectIn(valueAt(root, "infos")) !== undefined ||
      objectIn(valueAt(root, "classifications")) !== undefined),
  select: (path) => {
    const [top] = path;
    if (top === undefined) return "enter";
    if (top === "infos") return "value";
    if (top === "classifications") return path.length === 1 ? "enter" : "value";
    if (groups[String(top)] === undefined) return "skip";
    if (path.length < 3) return "enter";
    return path.length === 3 || isUsed(path[3]) ? "value" : "skip";
  },
  start: (context) => ({
    reports: siteReports(wapitiHead, context),
    infos: null,
    references: new Map(),
    entries: [],
  }),
  take: (state, event) => {
    if (event.kind !== "value") return [];
    const [top, category] = event.path;
    if (top === "infos") state.infos = event.value;
    else if (top === "classifications")
      state.references.set(
        String(category),
        Object.keys(objectIn(valueAt(event.value, "ref")) ?? {}),
      );
    else if (event.path.length === 3) {
      if (state.entries.length >= reportLimits.maxHeld)
        throw new AppError("evidence.too-many-observations", {
          at: jsonPointer(event.path),
          limit: reportLimits.maxHeld,
        });
      state.entries.push(event);
    }
    return [];
  },
  *end({ reports, infos, references, entries }) {
    const date = textAt(infos, "date");
    const observedAt = date === undefined ? null : writtenTime(date);
    const site = siteOf({ url: textAt(infos, "target") });
    reports.setTool({ name: "wapiti", version: wapitiVersion(textAt(infos, "version")) });
    yield* reports.covered(site, "/infos", observedAt);
    for (const { path, value } of entries) {
      const category = String(path[1]);
      yield* reports.finding(site, {
        ...wapitiFinding({
          group: groups[String(path[0])] ?? "additional",
          category,
          references: references.get(category) ?? [],
          text: (name) => textAt(value, name),
          level: numberAt(value, "level"),
          at: jsonPointer(path),
        }),
        observedAt,
      });
    }
    yield* reports.conclude();
  },
});
