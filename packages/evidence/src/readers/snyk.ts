/** Reads Snyk's JSON: vulnerable packages of projects and images, and issues of infrastructure code; one project or several. */

import { componentFinding } from "../component-finding.ts";
import type { FindingKind } from "../finding-kinds.ts";
import { identifierRefs, ownRef, severityOf } from "../finding-refs.ts";
import {
  listReader,
  type Around,
  type FindingList,
  type ListedFinding,
  type ListedRun,
  type ListedWarning,
} from "../list-report.ts";
import type { JsonPath, JsonValue } from "../json-select.ts";
import {
  jsonPointer,
  listAt,
  numberAt,
  objectIn,
  textAt,
  textsAt,
  valueAt,
} from "../json-value.ts";
import type { Subject } from "../observation.ts";
import { slug } from "../tool-words.ts";
import { imageSubject, projectSubject } from "../subjects.ts";
import { codePlace, codeRun, placed } from "./code-run.ts";

const ignoredBecause = (found: JsonValue): string =>
  listAt(found, "filtered", "ignored")
    .flatMap((one) => textAt(one, "reason") ?? [])
    .join(", ") || "no reason given";

const packageOf = (found: JsonValue, ignored: boolean): ListedFinding | ListedWarning => {
  const id = textAt(found, "id");
  if (id === undefined) return { warning: "id-missing", detail: "id" };
  const component = textAt(found, "packageName") ?? textAt(found, "name") ?? "?";
  const severity = textAt(found, "severity");
  // A licence is no vulnerability: told, but no trouble of this kind.
  if (textAt(found, "type") === "license" || id.startsWith("snyk:lic:"))
    return {
      check: ownRef("snyk", id),
      title: `${textAt(found, "title") ?? id}: ${component}`,
      kinds: [],
      result: "info",
      severity: severityOf(severity),
      message: textAt(found, "license") ?? null,
    };
  return componentFinding({
    scheme: "snyk",
    id,
    aliases: ["CVE", "CWE", "GHSA"].flatMap((name) => textsAt(found, "identifiers", name)),
    component,
    version: textAt(found, "version"),
    severity,
    score: numberAt(found, "cvssScore"),
    title: textAt(found, "title"),
    fixed: textsAt(found, "fixedIn"),
    description: textsAt(found, "from").join(" > "),
    suppressed: ignored ? `ignored: ${ignoredBecause(found)}` : null,
  });
};

const infrastructureOf = (issue: JsonValue): ListedFinding | ListedWarning => {
  const id = textAt(issue, "id") ?? textAt(issue, "publicId");
  if (id === undefined) return { warning: "id-missing", detail: "id" };
  const ignored = valueAt(issue, "isIgnored") === true;
  const kinds: FindingKind[] = ["misconfiguration"];
  return {
    check: ownRef("snyk", id),
    title: textAt(issue, "title") ?? id,
    refs: identifierRefs(listAt(issue, "compliance").flatMap((one) => textAt(one, 0) ?? [])),
    kinds,
    result: ignored ? "info" : "fail",
    severity: severityOf(textAt(issue, "severity")),
    message: placed(
      ignored ? "ignored" : undefined,
      textsAt(issue, "path").join("."),
      codePlace(undefined, numberAt(issue, "lineNumber")),
      textAt(issue, "iacDescription", "impact") ?? textAt(issue, "impact"),
    ),
  };
};

const under = (base: string): FindingList[] => [
  { at: `${base}/vulnerabilities/#`, take: (found) => [packageOf(found, false)] },
  { at: `${base}/filtered/ignore/#`, take: (found) => [packageOf(found, true)] },
  { at: `${base}/applications/#/vulnerabilities/#`, take: (found) => [packageOf(found, false)] },
  { at: `${base}/infrastructureAsCodeIssues/#`, take: (issue) => [infrastructureOf(issue)] },
];

const names = [
  "ok",
  "error",
  "projectName",
  "path",
  "displayTargetFile",
  "targetFile",
  "packageManager",
  "docker",
  "projectType",
] as const;

const bases = ["", "/#"] as const;

/** Findings stand before `ok`, which a long report has beyond what a first look sees. */
const isFinding = (found: JsonValue | undefined): boolean =>
  textAt(found, "id") !== undefined &&
  Array.isArray(valueAt(found, "from")) &&
  (textAt(found, "packageName") ?? textAt(found, "name")) !== undefined;

const isReport = (root: JsonValue | undefined): boolean =>
  isFinding(valueAt(root, "vulnerabilities", 0)) ||
  (typeof valueAt(root, "ok") === "boolean" &&
    (Array.isArray(valueAt(root, "vulnerabilities")) ||
      Array.isArray(valueAt(root, "infrastructureAsCodeIssues")) ||
      (textAt(root, "error") !== undefined && textAt(root, "path") !== undefined)));

/** Of an image its name, of code the project as Snyk calls it, else the folder. */
const subjectOf = (
  said: (name: (typeof names)[number]) => JsonValue | undefined,
): Subject | undefined => {
  const [project, path] = [textAt(said("projectName")), textAt(said("path"))];
  if (objectIn(said("docker")) !== undefined && path !== undefined)
    return imageSubject({ name: path });
  const name = project ?? path;
  return name === undefined ? undefined : projectSubject("snyk", name);
};

const runOf = (around: Around, path: JsonPath): ListedRun | undefined => {
  const base = path.length === 0 ? "" : "/#";
  const said = (name: (typeof names)[number]): JsonValue | undefined => around(`${base}/${name}`);
  if (typeof said("ok") !== "boolean") return undefined;
  const subject = subjectOf(said);
  const error = textAt(said("error"));
  const code = /k8sconfig|terraform|cloudformation|arm|helm|serverless/.test(
    `${textAt(said("packageManager"))} ${textAt(said("projectType"))}`,
  );
  const target = textAt(said("displayTargetFile")) ?? textAt(said("targetFile"));
  const kind: FindingKind = code ? "misconfiguration" : "vulnerable-component";
  return codeRun(
    {
      tool: "snyk",
      kinds: [kind],
      scope: `snyk:${code ? "iac" : "open-source"}${target === undefined ? "" : `:${slug(target)}`}`,
    },
    {
      ...(subject === undefined ? {} : { subject }),
      complete: error === undefined,
      warnings:
        error === undefined
          ? []
          : [{ warning: "skipped", at: `${jsonPointer(path)}/error`, detail: error }],
    },
  );
};

export const snykReader = listReader({
  format: "snyk",
  name: {
    zh: "Snyk（依赖、镜像与基础设施代码）",
    en: "Snyk (dependencies, images, infrastructure code)",
  },
  versions: ["1"],
  detect: (root) => isReport(root) || isReport(valueAt(root, 0)),
  heads: bases.flatMap((base) => names.map((name) => `${base}/${name}`)),
  lists: bases.flatMap(under),
  left: bases.flatMap((base) => [
    `${base}/docker/baseImageRemediation`,
    `${base}/vulnerabilities/#/description`,
    `${base}/vulnerabilities/#/semver`,
    `${base}/vulnerabilities/#/references`,
    `${base}/filtered/ignore/#/description`,
    `${base}/applications/#/vulnerabilities/#/description`,
  ]),
  groups: bases,
  run: (around, { path }) => runOf(around, path),
});
