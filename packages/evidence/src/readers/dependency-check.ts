/** Reads the JSON of OWASP Dependency-Check: known vulnerabilities of libraries, and those that its users suppressed. */

import { listReader, type Around, type FindingList } from "../list-report.ts";
import { listAt, numberAt, objectIn, textAt, textsAt, valueAt } from "../json-value.ts";
import { projectSubject } from "../subjects.ts";
import { codeRun } from "./code-run.ts";
import { libraryFinding } from "./dependency-check-finding.ts";

const dependency = "/dependencies/#";

const purlOf = (around: Around): string | undefined =>
  listAt(around(`${dependency}/packages`))
    .flatMap((one) => textAt(one, "id") ?? [])
    .find((id) => id.startsWith("pkg:"));

const listOf = (name: string, suppressed: boolean): FindingList => ({
  at: `${dependency}/${name}/#`,
  take: (found, around) => {
    const id = textAt(found, "name");
    if (id === undefined) return [{ warning: "id-missing", detail: "name" }];
    return [
      libraryFinding({
        id,
        library: textAt(around(`${dependency}/fileName`)) ?? "?",
        purl: purlOf(around),
        cwes: [...textsAt(found, "cwes"), textAt(found, "cwe") ?? ""],
        severity:
          textAt(found, "severity") ??
          textAt(found, "cvssv3", "baseSeverity") ??
          textAt(found, "cvssv4", "baseSeverity"),
        score:
          numberAt(found, "cvssv3", "baseScore") ??
          numberAt(found, "cvssv4", "baseScore") ??
          numberAt(found, "cvssv2", "score"),
        description: textAt(found, "description"),
        suppressed: suppressed ? (textAt(found, "notes") ?? "") : null,
      }),
    ];
  },
});

export const dependencyCheckJsonReader = listReader({
  format: "dependency-check-json",
  name: { zh: "Dependency-Check（JSON）", en: "Dependency-Check (JSON)" },
  versions: ["1.0", "1.1"],
  detect: (root) =>
    textAt(root, "reportSchema") !== undefined && objectIn(valueAt(root, "scanInfo")) !== undefined,
  heads: [
    "/scanInfo/engineVersion",
    "/scanInfo/analysisExceptions",
    "/projectInfo",
    `${dependency}/fileName`,
    `${dependency}/packages`,
  ],
  lists: [listOf("vulnerabilities", false), listOf("suppressedVulnerabilities", true)],
  left: ["vulnerabilities", "suppressedVulnerabilities"].flatMap((name) => [
    `${dependency}/${name}/#/references`,
    `${dependency}/${name}/#/vulnerableSoftware`,
  ]),
  run: (around) => {
    const broken = listAt(around("/scanInfo/analysisExceptions")).length;
    const project = textAt(around("/projectInfo"), "name");
    return codeRun(
      {
        tool: "dependency-check",
        version: textAt(around("/scanInfo/engineVersion")),
        kinds: ["vulnerable-component"],
      },
      {
        ...(project === undefined ? {} : { subject: projectSubject("dependency-check", project) }),
        observedAt: textAt(around("/projectInfo"), "reportDate") ?? null,
        complete: broken === 0,
        warnings:
          broken === 0
            ? []
            : [{ warning: "skipped", at: "/scanInfo/analysisExceptions", detail: String(broken) }],
      },
    );
  },
});
