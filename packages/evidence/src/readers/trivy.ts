/** Reads Trivy's JSON: of images, file systems, repositories and configuration, in the present form and the old one that is a list. */

import {
  listReader,
  type Around,
  type FindingList,
  type Listed,
  type ListedRun,
} from "../list-report.ts";
import type { JsonValue } from "../json-select.ts";
import { numberAt, objectIn, textAt, valueAt } from "../json-value.ts";
import type { Subject } from "../observation.ts";
import { folderSubject, imageSubject, repositorySubject, unnamedRepository } from "../subjects.ts";
import {
  endOfLife,
  trivyIgnored,
  trivyLicence,
  trivyParts,
  trivySecret,
  trivySetting,
  trivyVulnerability,
  type TrivyPart,
} from "./trivy-finding.ts";
import { wordTable } from "../word-table.ts";

const partsByClass = wordTable<TrivyPart>({
  "os-pkgs": "vuln",
  "lang-pkgs": "vuln",
  config: "misconfig",
  secret: "secret",
  license: "license",
  "license-file": "license",
});

const listsUnder = (result: string): FindingList[] => {
  const list = (
    name: string,
    tell: (found: JsonValue, target: string | undefined) => Listed,
  ): FindingList => ({
    at: `${result}/${name}/#`,
    take: (found, around) => [tell(found, textAt(around(`${result}/Target`)))],
  });
  return [
    list("Vulnerabilities", trivyVulnerability),
    list("Misconfigurations", trivySetting),
    list("Secrets", trivySecret),
    list("Licenses", trivyLicence),
    list("ExperimentalModifiedFindings", trivyIgnored),
    {
      at: `${result}/Class`,
      take: (name) => {
        const part = partsByClass[textAt(name) ?? ""];
        return part === undefined ? [] : [{ covers: part }];
      },
    },
  ];
};

const leftUnder = (result: string): string[] => [
  `${result}/Vulnerabilities/#/References`,
  `${result}/Misconfigurations/#/CauseMetadata/Code`,
  `${result}/Misconfigurations/#/References`,
  `${result}/Secrets/#/Match`,
  `${result}/Secrets/#/Code`,
  `${result}/Licenses/#/Text`,
  `${result}/ExperimentalModifiedFindings/#/Finding/References`,
  `${result}/ExperimentalModifiedFindings/#/Finding/Match`,
  `${result}/ExperimentalModifiedFindings/#/Finding/Code`,
];

/** Of an image the digest of its configuration, which other tools give too; else the repository or the folder. */
const subjectOf = (around: Around): Subject => {
  const name = textAt(around("/ArtifactName"));
  const digest = textAt(around("/Metadata/ImageID"));
  const pulled = textAt(around("/Metadata/RepoDigests"), 0);
  const manifest = pulled?.slice(pulled.indexOf("@") + 1);
  if (textAt(around("/ArtifactType")) === "container_image" && name !== undefined)
    return imageSubject({
      name,
      digest: digest ?? manifest,
      more: manifest === undefined ? {} : { manifest },
    });
  const repository = textAt(around("/Metadata/RepoURL"));
  if (repository === undefined) return folderSubject("trivy", name);
  const commit = textAt(around("/Metadata/Commit"));
  return repositorySubject(repository, commit === undefined ? {} : { revision: commit });
};

const head = (version: string | undefined): ListedRun["head"] => ({
  tool: { name: "trivy", version: version ?? null },
  family: "trivy",
  scope: "trivy",
  kinds: [],
});

export const trivyReader = listReader({
  format: "trivy",
  name: { zh: "Trivy（镜像、代码与配置）", en: "Trivy (images, code and configuration)" },
  versions: ["2"],
  detect: (root) =>
    numberAt(root, "SchemaVersion") !== undefined &&
    (textAt(root, "ArtifactName") !== undefined || textAt(root, "ArtifactType") !== undefined),
  heads: [
    "/CreatedAt",
    "/ArtifactName",
    "/ArtifactType",
    "/Trivy/Version",
    "/Metadata/ImageID",
    "/Metadata/RepoDigests",
    "/Metadata/RepoURL",
    "/Metadata/Commit",
    "/Results/#/Target",
  ],
  lists: [{ at: "/Metadata/OS", take: endOfLife }, ...listsUnder("/Results/#")],
  left: leftUnder("/Results/#"),
  run: (around, { parts }): ListedRun => {
    const subject = subjectOf(around);
    return {
      head: head(textAt(around("/Trivy/Version"))),
      parts: trivyParts,
      subject,
      unclear: subject.id.startsWith("unnamed:") ? "ArtifactName" : null,
      observedAt: textAt(around("/CreatedAt")) ?? null,
      // Trivy does not write which scanners ran; one that left no result cannot be told from one that was off.
      warnings:
        parts.size === 0 ? [{ warning: "no-results", at: "/Results", detail: "Results" }] : [],
    };
  },
});

/** `debian (debian 10.8)`: the image as it was named, then its system. */
const imageOfTarget = (target: string | undefined): string | undefined => {
  const end = target?.lastIndexOf(" (") ?? -1;
  return target === undefined || end <= 0 ? undefined : target.slice(0, end);
};

/** The old form is the list of results alone: the image is named in the target of its system packages, or nowhere. */
export const trivyListReader = listReader({
  format: "trivy-list",
  name: { zh: "Trivy（旧格式）", en: "Trivy (old form)" },
  versions: ["1"],
  detect: (root) =>
    textAt(root, 0, "Target") !== undefined &&
    (objectIn(valueAt(root, 0, "Vulnerabilities", 0)) !== undefined ||
      textAt(root, 0, "Type") !== undefined),
  heads: ["/0/Target", "/#/Target"],
  lists: [
    ...listsUnder("/#"),
    { at: "/#/Type", take: () => [{ covers: "vuln" satisfies TrivyPart }] },
  ],
  left: leftUnder("/#"),
  run: (around): ListedRun => {
    const image = imageOfTarget(textAt(around("/0/Target")));
    return {
      head: head(undefined),
      parts: trivyParts,
      subject: image === undefined ? unnamedRepository("trivy") : imageSubject({ name: image }),
      unclear: textAt(around("/0/Target")) ?? "Target",
    };
  },
});
