/** Reads the findings of Dependency-Track, as its packaging format (FPF) and its API give them, with what analysts decided. */

import { componentFinding } from "../component-finding.ts";
import { listReader, type ListedFinding, type ListedWarning } from "../list-report.ts";
import type { JsonValue } from "../json-select.ts";
import { listAt, numberAt, objectIn, textAt, valueAt } from "../json-value.ts";
import { projectSubject } from "../subjects.ts";
import { codeRun } from "./code-run.ts";
import { wordTable } from "../word-table.ts";

/** Decisions after which a finding is no trouble; in the other states it stands. */
const settled = wordTable<string>({
  NOT_AFFECTED: "not affected",
  FALSE_POSITIVE: "false positive",
  RESOLVED: "resolved",
});

const decisionOf = (analysis: JsonValue | undefined): string | null => {
  const decided = settled[textAt(analysis, "state") ?? ""];
  if (valueAt(analysis, "isSuppressed") === true)
    return `suppressed: ${decided ?? "no reason given"}`;
  return decided ?? null;
};

const aliasesOf = (vulnerability: JsonValue | undefined): string[] => [
  ...listAt(vulnerability, "aliases").flatMap((alias) =>
    ["cveId", "ghsaId", "osvId"].flatMap((name) => textAt(alias, name) ?? []),
  ),
  ...listAt(vulnerability, "cwes").flatMap((cwe) => {
    const id = numberAt(cwe, "cweId");
    return id === undefined ? [] : `CWE-${id}`;
  }),
];

const findingOf = (found: JsonValue): ListedFinding | ListedWarning => {
  const vulnerability = valueAt(found, "vulnerability");
  const id = textAt(vulnerability, "vulnId");
  if (id === undefined) return { warning: "id-missing", detail: "vulnerability.vulnId" };
  const component = valueAt(found, "component");
  const group = textAt(component, "group");
  const name = textAt(component, "name") ?? "?";
  const cwe = numberAt(vulnerability, "cweId");
  return componentFinding({
    scheme: "dependency-track",
    id,
    aliases: [...aliasesOf(vulnerability), ...(cwe === undefined ? [] : [`CWE-${cwe}`])],
    component: group === undefined ? name : `${group}/${name}`,
    version: textAt(component, "version"),
    purl: textAt(component, "purl"),
    severity: textAt(vulnerability, "severity"),
    score: numberAt(vulnerability, "cvssV3BaseScore") ?? numberAt(vulnerability, "cvssV2BaseScore"),
    title: textAt(vulnerability, "title"),
    description: textAt(vulnerability, "description"),
    suppressed: decisionOf(valueAt(found, "analysis")),
  });
};

/** The API's findings name the project in each component. */
const listed = (found: JsonValue): ListedFinding | ListedWarning => {
  const finding = findingOf(found);
  const project = textAt(found, "component", "project");
  return project === undefined || "warning" in finding
    ? finding
    : { ...finding, subject: projectSubject("dependency-track", project) };
};

const isFinding = (found: JsonValue | undefined): boolean =>
  objectIn(valueAt(found, "component")) !== undefined &&
  objectIn(valueAt(found, "vulnerability")) !== undefined;

export const dependencyTrackReader = listReader({
  format: "dependency-track",
  name: { zh: "Dependency-Track（软件成分漏洞）", en: "Dependency-Track (vulnerable components)" },
  versions: ["4"],
  detect: (root) =>
    isFinding(valueAt(root, 0)) ||
    (Array.isArray(valueAt(root, "findings")) &&
      textAt(root, "meta", "application") === "Dependency-Track"),
  heads: ["/meta", "/project"],
  lists: [
    { at: "/findings/#", take: (found) => [findingOf(found)] },
    { at: "/#", take: (found) => [listed(found)] },
  ],
  run: (around) => {
    const project = around("/project");
    const id = textAt(project, "uuid");
    const [name, version] = [textAt(project, "name"), textAt(project, "version")];
    return codeRun(
      {
        tool: "dependency-track",
        version: textAt(around("/meta"), "version"),
        kinds: ["vulnerable-component"],
      },
      {
        observedAt: textAt(around("/meta"), "timestamp") ?? null,
        ...(id === undefined
          ? {}
          : {
              subject: projectSubject("dependency-track", id, {
                ...(name === undefined ? {} : { name }),
                ...(version === undefined ? {} : { version }),
              }),
            }),
      },
    );
  },
});
