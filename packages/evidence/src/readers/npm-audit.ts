/** Reads `npm audit --json`, as npm 6 (`advisories`) and npm 7 and later (`vulnerabilities`) write it. */

import { componentFinding } from "../component-finding.ts";
import { identifierRef } from "../finding-refs.ts";
import { listReader, type ListedFinding, type ListedWarning } from "../list-report.ts";
import type { JsonValue } from "../json-select.ts";
import { listAt, numberAt, objectIn, textAt, textsAt, valueAt } from "../json-value.ts";
import { codeRun } from "./code-run.ts";

/** An advisory page of GitHub ends in its GHSA id. */
const ghsaOf = (url: string | undefined): string | undefined => {
  const last = url?.split("/").at(-1);
  return last !== undefined && last.startsWith("GHSA-") ? last : undefined;
};

const idOf = (advisory: JsonValue, member: string): string | undefined => {
  const ghsa = ghsaOf(textAt(advisory, "url")) ?? textAt(advisory, "github_advisory_id");
  if (ghsa !== undefined && identifierRef(ghsa) !== undefined) return ghsa;
  const number = numberAt(advisory, member);
  return number === undefined ? undefined : String(number);
};

/** npm 6: one advisory with every version of the package that it was found in. */
const sixth = (advisory: JsonValue): readonly (ListedFinding | ListedWarning)[] => {
  const id = idOf(advisory, "id");
  if (id === undefined) return [{ warning: "id-missing", detail: "id" }];
  const patched = textAt(advisory, "patched_versions");
  const findings = listAt(advisory, "findings");
  return (findings.length === 0 ? [null] : findings).map((found, index) => ({
    ...(findings.length === 0 ? {} : { within: `/findings/${index}` }),
    ...componentFinding({
      scheme: "npm-advisory",
      id,
      aliases: [
        ...textsAt(advisory, "cves"),
        ...textsAt(advisory, "cwe"),
        textAt(advisory, "cwe") ?? "",
      ],
      component: textAt(advisory, "module_name") ?? "?",
      version: textAt(found, "version"),
      severity: textAt(advisory, "severity"),
      score: numberAt(advisory, "cvss", "score"),
      title: textAt(advisory, "title"),
      fixed: patched === undefined || patched === "<0.0.0" ? [] : [patched],
      description: textAt(advisory, "overview"),
    }),
  }));
};

/** npm 7: a package with its advisories; a name alone in `via` is a package that brings the trouble in, told of there. */
const seventh = (found: JsonValue): readonly (ListedFinding | ListedWarning)[] =>
  listAt(found, "via").flatMap((advisory, index): (ListedFinding | ListedWarning)[] => {
    if (objectIn(advisory) === undefined) return [];
    const id = idOf(advisory, "source");
    if (id === undefined) return [{ warning: "id-missing", detail: `via/${index}/source` }];
    const range = textAt(advisory, "range");
    return [
      {
        within: `/via/${index}`,
        ...componentFinding({
          scheme: "npm-advisory",
          id,
          aliases: textsAt(advisory, "cwe"),
          component: textAt(advisory, "name") ?? textAt(found, "name") ?? "?",
          version: range,
          severity: textAt(advisory, "severity"),
          score: numberAt(advisory, "cvss", "score"),
          title: textAt(advisory, "title"),
          description: textsAt(found, "nodes").slice(0, 20).join(", "),
        }),
      },
    ];
  });

export const npmAuditReader = listReader({
  format: "npm-audit",
  name: { zh: "npm audit（依赖漏洞）", en: "npm audit (vulnerable dependencies)" },
  versions: ["6", "7"],
  detect: (root) =>
    (numberAt(root, "auditReportVersion") !== undefined &&
      objectIn(valueAt(root, "vulnerabilities")) !== undefined) ||
    (objectIn(valueAt(root, "advisories")) !== undefined &&
      (Array.isArray(valueAt(root, "actions")) || valueAt(root, "metadata") !== undefined)),
  heads: [],
  lists: [
    { at: "/advisories/*", take: sixth },
    { at: "/vulnerabilities/*", take: seventh },
  ],
  left: ["/vulnerabilities/*/effects", "/advisories/*/findings/*/paths"],
  run: () => codeRun({ tool: "npm-audit", kinds: ["vulnerable-component"] }),
});
