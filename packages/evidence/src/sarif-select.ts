/** Says which parts of a SARIF log are read; everything else is only checked for syntax. */

import type { Choice, JsonPath } from "./json-select.ts";
import { wordTable } from "./word-table.ts";

const runMembers = wordTable<Choice>({
  tool: "enter",
  results: "enter",
  artifacts: "enter",
  taxonomies: "enter",
  invocations: "enter",
  versionControlProvenance: "value",
  originalUriBaseIds: "value",
  automationDetails: "value",
  externalPropertyFileReferences: "value",
});

const componentMembers = wordTable<Choice>({
  name: "value",
  guid: "value",
  version: "value",
  semanticVersion: "value",
  rules: "enter",
});

const ruleMembers = new Set([
  "id",
  "name",
  "shortDescription",
  "fullDescription",
  "defaultConfiguration",
  "properties",
  "relationships",
  "messageStrings",
]);

const resultMembers = new Set([
  "ruleId",
  "ruleIndex",
  "rule",
  "kind",
  "level",
  "message",
  "locations",
  "suppressions",
  "baselineState",
  "taxa",
  "properties",
  "guid",
]);

const invocationMembers = new Set(["endTimeUtc", "startTimeUtc", "executionSuccessful"]);

/** Bulky members that no observation needs, wherever they stand inside a kept value. */
const bulky = new Set([
  "markdown",
  "snippet",
  "contextRegion",
  "relatedLocations",
  "fixes",
  "help",
]);

/** Paths: `version`, `runs/N/…`; see section 3.13 and 3.14 of SARIF 2.1.0. */
export const selectSarif = (path: JsonPath): Choice => {
  const [, run, member] = path;
  switch (path.length) {
    case 0:
      return "enter";
    case 1:
      return path[0] === "runs" ? "enter" : path[0] === "version" ? "value" : "skip";
    case 2:
      return path[0] === "runs" && typeof run === "number" ? "enter" : "skip";
    case 3:
      return typeof member === "string" ? own(runMembers, member) : "skip";
    default:
      return selectInRun(path.slice(2));
  }
};

const own = (table: Readonly<Record<string, Choice>>, name: string): Choice =>
  table[name] ?? "skip";

/** `path` from the run on: `results/N/…`, `tool/driver/rules/N/…` and so on. */
const selectInRun = (path: JsonPath): Choice => {
  const last = path.at(-1);
  const [part = ""] = path;
  switch (part) {
    case "results":
      return selectInResult(path, last);
    case "tool":
      return selectInTool(path, last);
    case "artifacts":
      return selectSteps(path, ["location", "uri"]);
    case "taxonomies":
      return path.length === 2 ? "enter" : last === "name" || last === "guid" ? "value" : "skip";
    case "invocations":
      return path.length === 2 || (typeof last === "string" && invocationMembers.has(last))
        ? "value"
        : "skip";
    default:
      return "value";
  }
};

/** Of several locations the first is kept; so many findings have hundreds of steps. */
const selectInResult = (path: JsonPath, last: string | number | undefined): Choice => {
  if (path.length === 2) return "value";
  if (path.length === 3)
    return typeof last === "string" && resultMembers.has(last) ? "value" : "skip";
  if (path[2] === "locations" && path.length === 4) return last === 0 ? "value" : "skip";
  return typeof last === "string" && bulky.has(last) ? "skip" : "value";
};

/** `tool/driver/…` and `tool/extensions/N/…`. */
const selectInTool = (path: JsonPath, last: string | number | undefined): Choice => {
  const part = path[1];
  if (part !== "driver" && part !== "extensions") return "skip";
  const inside = path.slice(part === "driver" ? 2 : 3);
  if (path.length === 2 || inside.length === 0) return "enter";
  if (inside.length === 1) return typeof last === "string" ? own(componentMembers, last) : "skip";
  if (inside.length === 2) return "value";
  if (inside.length === 3)
    return typeof last === "string" && ruleMembers.has(last) ? "value" : "skip";
  return typeof last === "string" && bulky.has(last) ? "skip" : "value";
};

/** Enters `N/a/b` and keeps what stands at its end. */
const selectSteps = (path: JsonPath, steps: readonly string[]): Choice => {
  const depth = path.length - 2;
  if (depth === 0) return "enter";
  if (path[path.length - 1] !== steps[depth - 1]) return "skip";
  return depth === steps.length ? "value" : "enter";
};
