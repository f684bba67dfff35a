/** Reads OSV-Scanner's JSON: known vulnerabilities of the packages in lock files, bills of materials and images. */

import { componentFinding } from "../component-finding.ts";
import type { FindingKind } from "../finding-kinds.ts";
import { listReader, type Around, type ListedFinding, type ListedWarning } from "../list-report.ts";
import type { JsonObject, JsonValue } from "../json-select.ts";
import { listAt, numberAt, objectIn, textAt, textsAt, valueAt } from "../json-value.ts";
import type { Subject } from "../observation.ts";
import { imageSubject, repositorySubject } from "../subjects.ts";
import { codeRun } from "./code-run.ts";

const source = "/results/*/source";
const inPackage = "/results/*/packages/*";

/** A lock file is named by its path, an image by its name. */
const subjectOf = (from: JsonValue | undefined): Subject | undefined => {
  const path = textAt(from, "path");
  if (path === undefined) return undefined;
  const kind = textAt(from, "type");
  return kind === "docker" || kind === "image"
    ? imageSubject({ name: path })
    : repositorySubject(path);
};

const groupOf = (groups: JsonValue | undefined, id: string): JsonObject | undefined =>
  objectIn(listAt(groups).find((group) => listAt(group, "ids").includes(id)));

/** Its own analysis may find that no code calls what is vulnerable. */
const uncalled = (group: JsonObject | undefined, id: string): string | null => {
  const analysis = valueAt(group, "experimentalAnalysis", id);
  if (valueAt(analysis, "called") === false) return "not called";
  return valueAt(analysis, "unimportant") === true ? "unimportant to its maker" : null;
};

/** One entry of the OSV schema: `aliases`, `affected`, `severity`, and what its database adds. */
const findingOf = (found: JsonValue, around: Around): ListedFinding | ListedWarning => {
  const id = textAt(found, "id");
  if (id === undefined) return { warning: "id-missing", detail: "id" };
  const subject = subjectOf(around(source));
  const component = around(`${inPackage}/package`);
  const group = groupOf(around(`${inPackage}/groups`), id);
  const cwes = listAt(found, "affected", 0, "database_specific", "cwes").flatMap(
    (cwe) => textAt(cwe, "cweId") ?? [],
  );
  const kinds: FindingKind[] = id.startsWith("MAL-")
    ? ["vulnerable-component", "malware"]
    : ["vulnerable-component"];
  return {
    ...(subject === undefined ? {} : { subject }),
    ...componentFinding({
      scheme: "osv",
      id,
      aliases: [
        ...textsAt(found, "aliases"),
        ...textsAt(found, "upstream"),
        ...textsAt(found, "database_specific", "cwe_ids"),
        ...cwes,
      ],
      component: textAt(component, "name") ?? "?",
      version: textAt(component, "version"),
      severity: textAt(found, "database_specific", "severity"),
      score: numberAt(group, "max_severity"),
      title: textAt(found, "summary"),
      description: textAt(found, "details"),
      suppressed: uncalled(group, id),
    }),
    kinds,
  };
};

export const osvScannerReader = listReader({
  format: "osv-scanner",
  name: { zh: "OSV-Scanner（依赖漏洞）", en: "OSV-Scanner (vulnerable dependencies)" },
  versions: ["1", "2"],
  detect: (root) =>
    Array.isArray(valueAt(root, "results")) &&
    (textAt(root, "results", 0, "source", "path") !== undefined ||
      valueAt(root, "experimental_config") !== undefined),
  heads: [source, `${inPackage}/package`, `${inPackage}/groups`],
  lists: [
    {
      at: `${inPackage}/vulnerabilities/*`,
      after: inPackage,
      take: (found, around) => [findingOf(found, around)],
    },
  ],
  left: [
    `${inPackage}/vulnerabilities/*/references`,
    `${inPackage}/vulnerabilities/*/affected/*/versions`,
    `${inPackage}/vulnerabilities/*/affected/*/ranges`,
  ],
  run: () => codeRun({ tool: "osv-scanner", kinds: ["vulnerable-component"] }),
});
