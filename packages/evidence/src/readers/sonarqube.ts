/** Reads what SonarQube and SonarCloud export: issues and security hotspots of the API, and the report of sonar-report. */

import type { WarningCode } from "@fenji/kernel";
import { identifierRefs, ownRef, severityOf } from "../finding-refs.ts";
import {
  listReader,
  type Around,
  type ListedFinding,
  type ListedGroup,
  type ListedRun,
  type ListedWarning,
} from "../list-report.ts";
import type { JsonValue } from "../json-select.ts";
import { listAt, numberAt, objectIn, textAt, textsAt, valueAt } from "../json-value.ts";
import type { ObservationResult, Subject } from "../observation.ts";
import { projectSubject } from "../subjects.ts";
import { codePlace, codeRun, placed } from "./code-run.ts";

const projectOf = (found: JsonValue): { readonly subject?: Subject } => {
  const project = textAt(found, "project") ?? textAt(found, "project", "key");
  return project === undefined ? {} : { subject: projectSubject("sonarqube", project) };
};

const decided: ReadonlySet<string> = new Set([
  "FALSE-POSITIVE",
  "FALSE_POSITIVE",
  "WONTFIX",
  "ACCEPTED",
  "SAFE",
  "ACKNOWLEDGED",
]);
const fixed: ReadonlySet<string> = new Set(["FIXED", "REMOVED", "CLOSED"]);

/** What reviewers settled is told but neither proves nor contradicts; only what SonarQube saw fixed passes. */
const resultOf = (found: JsonValue, security: boolean): ObservationResult | undefined => {
  const status = textAt(found, "issueStatus") ?? textAt(found, "status");
  const resolution = textAt(found, "resolution") ?? status;
  if (resolution !== undefined && decided.has(resolution)) return "info";
  if (resolution !== undefined && fixed.has(resolution)) return "pass";
  if (status !== undefined && !known.has(status)) return undefined;
  return security ? "fail" : "info";
};

const known: ReadonlySet<string> = new Set([
  "OPEN",
  "CONFIRMED",
  "REOPENED",
  "TO_REVIEW",
  "REVIEWED",
  "RESOLVED",
]);

/** A bug or a smell is no weakness, unless SonarQube says that security suffers from it. */
const isSecurity = (issue: JsonValue): boolean => {
  const impacts = listAt(issue, "impacts");
  if (impacts.length > 0)
    return impacts.some((impact) => textAt(impact, "softwareQuality") === "SECURITY");
  const type = textAt(issue, "type");
  return type === undefined || type === "VULNERABILITY" || type === "SECURITY_HOTSPOT";
};

const tell = (
  found: JsonValue,
  words: {
    readonly rule: string;
    readonly security: boolean;
    readonly severity: string | undefined;
  },
): ListedFinding | ListedWarning => {
  const result = resultOf(found, words.security);
  const state =
    textAt(found, "resolution") ?? textAt(found, "issueStatus") ?? textAt(found, "status");
  if (result === undefined) return { warning: "result-unknown", detail: state ?? "status" };
  return {
    ...projectOf(found),
    check: ownRef("sonarqube", words.rule),
    title: textAt(found, "message") ?? words.rule,
    refs: identifierRefs(textsAt(found, "tags")),
    kinds: words.security ? ["code-weakness"] : [],
    result,
    severity: severityOf(words.severity),
    message: placed(
      codePlace(textAt(found, "component"), numberAt(found, "line")),
      state?.toLowerCase().replaceAll("_", " "),
      textAt(found, "type")?.toLowerCase().replaceAll("_", " "),
    ),
  };
};

const issueOf = (issue: JsonValue): ListedFinding | ListedWarning => {
  const rule = textAt(issue, "rule");
  if (rule === undefined) return { warning: "id-missing", detail: "rule" };
  return tell(issue, {
    rule,
    security: isSecurity(issue),
    severity:
      textAt(issue, "severity") ??
      textAt(
        listAt(issue, "impacts").find((one) => textAt(one, "softwareQuality") === "SECURITY"),
        "severity",
      ),
  });
};

const hotspotOf = (hotspot: JsonValue): ListedFinding | ListedWarning => {
  const rule = textAt(hotspot, "ruleKey") ?? textAt(hotspot, "securityCategory");
  if (rule === undefined) return { warning: "id-missing", detail: "ruleKey" };
  return tell(hotspot, {
    rule,
    security: true,
    severity: textAt(hotspot, "vulnerabilityProbability"),
  });
};

const isIssue = (issue: JsonValue | undefined): boolean =>
  textAt(issue, "rule") !== undefined && textAt(issue, "component") !== undefined;

/** The API answers page by page; one page of several says nothing of the rest. */
const runOf =
  (scope: string) =>
  (around: Around, { findings }: ListedGroup): ListedRun => {
    const [total = 0, size = 0] = ["total", "pageSize"].map((name) =>
      numberAt(around("/paging"), name),
    );
    const page = total > findings && total > size ? `${findings} / ${total}` : null;
    const project = textAt(around("/sonarComponent")) ?? textAt(around("/projectName"));
    const date = textAt(around("/date"));
    return codeRun(
      { tool: "sonarqube", kinds: ["code-weakness"], scope: page === null ? scope : null },
      {
        ...(project === undefined ? {} : { subject: projectSubject("sonarqube", project) }),
        complete: page === null,
        warnings: [
          ...warningOf("skipped", "/paging", page ?? undefined),
          // A day without a time of day.
          ...warningOf("time-missing", "/date", date),
        ],
      },
    );
  };

const warningOf = (
  warning: WarningCode,
  at: string,
  detail: string | undefined,
): NonNullable<ListedRun["warnings"]> => (detail === undefined ? [] : [{ warning, at, detail }]);

export const sonarqubeReader = listReader({
  format: "sonarqube",
  name: { zh: "SonarQube（源代码检查）", en: "SonarQube (source code)" },
  versions: ["7", "8", "9", "10", "2025"],
  detect: (root) =>
    (objectIn(valueAt(root, "paging")) !== undefined && Array.isArray(valueAt(root, "issues"))) ||
    (textAt(root, "sonarComponent") !== undefined && textAt(root, "sonarBaseURL") !== undefined) ||
    isIssue(valueAt(root, "issues", 0)),
  heads: ["/paging", "/sonarComponent", "/projectName", "/date"],
  lists: [{ at: "/issues/#", take: (issue) => [issueOf(issue)] }],
  left: ["/issues/#/flows", "/issues/#/comments"],
  run: runOf("sonarqube:issues"),
});

export const sonarqubeHotspotsReader = listReader({
  format: "sonarqube-hotspots",
  name: { zh: "SonarQube 安全热点", en: "SonarQube security hotspots" },
  versions: ["8", "9", "10", "2025"],
  detect: (root) =>
    objectIn(valueAt(root, "paging")) !== undefined && Array.isArray(valueAt(root, "hotspots")),
  heads: ["/paging"],
  lists: [{ at: "/hotspots/#", take: (hotspot) => [hotspotOf(hotspot)] }],
  left: ["/hotspots/#/flows"],
  run: runOf("sonarqube:hotspots"),
});
