/** Reads Grype's JSON: known vulnerabilities of the packages in an image or a folder. */

import { componentFinding } from "../component-finding.ts";
import { parseInstant } from "../instant.ts";
import { listReader, type Around, type Listed } from "../list-report.ts";
import type { JsonValue } from "../json-select.ts";
import { listAt, numberAt, objectIn, textAt, textsAt, valueAt } from "../json-value.ts";
import type { Subject } from "../observation.ts";
import { folderSubject, imageSubject } from "../subjects.ts";
import { codeRun, placed } from "./code-run.ts";

/** Of an image the digest of its configuration, which other tools give too, else of its manifest; of a folder its path. */
const subjectOf = (around: Around): Subject => {
  const target = around("/source/target");
  const name = textAt(target, "userInput");
  const manifest = textAt(target, "manifestDigest");
  if (textAt(around("/source/type")) === "image" && name !== undefined)
    return imageSubject({
      name,
      digest: textAt(target, "imageID") ?? manifest,
      more: manifest === undefined ? {} : { manifest },
    });
  return folderSubject("grype", textAt(target) ?? name);
};

/** What tells how pressing it is: exploited already, and how likely to be (EPSS, of FIRST). */
const pressureOf = (vulnerability: JsonValue | undefined): string => {
  const epss = numberAt(vulnerability, "epss", 0, "epss");
  return placed(
    listAt(vulnerability, "knownExploited").length > 0 ? "known to be exploited" : undefined,
    epss === undefined ? undefined : `EPSS ${epss}`,
  );
};

const findingOf = (match: JsonValue, ignored: boolean): Listed => {
  const vulnerability = valueAt(match, "vulnerability");
  const id = textAt(vulnerability, "id");
  if (id === undefined) return { warning: "id-missing", detail: "vulnerability.id" };
  const reasons = listAt(match, "appliedIgnoreRules").flatMap(
    (rule) => textAt(rule, "reason") ?? textAt(rule, "vex-justification") ?? [],
  );
  const related = listAt(match, "relatedVulnerabilities").flatMap((one) => textAt(one, "id") ?? []);
  const scores = listAt(vulnerability, "cvss").flatMap(
    (one) => numberAt(one, "metrics", "baseScore") ?? [],
  );
  return componentFinding({
    scheme: "grype",
    id,
    aliases: [
      ...related,
      ...listAt(vulnerability, "cwes").flatMap((one) => textAt(one, "cwe") ?? []),
    ],
    component: textAt(match, "artifact", "name") ?? "?",
    version: textAt(match, "artifact", "version"),
    purl: textAt(match, "artifact", "purl"),
    severity: textAt(vulnerability, "severity"),
    score: scores.length === 0 ? undefined : Math.max(...scores),
    fixed: textsAt(vulnerability, "fix", "versions"),
    description: placed(pressureOf(vulnerability), textAt(vulnerability, "description")),
    suppressed: ignored ? `ignored: ${reasons.join(", ") || "no reason given"}` : null,
  });
};

/** Grype's own default: vulnerability data older than five days at the time of the scan are stale. */
const staleAfterMs = 5 * 24 * 3600 * 1000;

/** When the data were made, where they were stale as Grype used them. */
const staleData = (around: Around): string | undefined => {
  const built =
    textAt(around("/descriptor/db/status/built")) ?? textAt(around("/descriptor/db/built"));
  const scanned = textAt(around("/descriptor/timestamp"));
  const [from, to] = [built, scanned].map((text) => parseInstant(text ?? "")?.iso);
  if (from === undefined || to === undefined) return undefined;
  return Date.parse(to) - Date.parse(from) > staleAfterMs ? from : undefined;
};

export const grypeReader = listReader({
  format: "grype",
  name: { zh: "Grype（软件成分漏洞）", en: "Grype (vulnerable components)" },
  versions: ["0"],
  detect: (root) =>
    Array.isArray(valueAt(root, "matches")) &&
    (textAt(root, "descriptor", "name") === "grype" ||
      objectIn(valueAt(root, "matches", 0, "vulnerability")) !== undefined),
  heads: [
    "/source/type",
    "/source/target",
    "/descriptor/version",
    "/descriptor/timestamp",
    "/descriptor/db/built",
    "/descriptor/db/status/built",
  ],
  lists: [
    { at: "/matches/#", take: (match) => [findingOf(match, false)] },
    { at: "/ignoredMatches/#", take: (match) => [findingOf(match, true)] },
  ],
  left: [
    "/source/target/layers",
    "/source/target/config",
    "/source/target/manifest",
    "/matches/#/matchDetails",
    "/ignoredMatches/#/matchDetails",
  ],
  run: (around) => {
    const subject = subjectOf(around);
    const stale = staleData(around);
    return codeRun(
      {
        tool: "grype",
        version: textAt(around("/descriptor/version")),
        kinds: ["vulnerable-component"],
      },
      {
        subject,
        unclear: subject.id.startsWith("unnamed:") ? "source.target" : null,
        observedAt: textAt(around("/descriptor/timestamp")) ?? null,
        warnings:
          stale === undefined
            ? []
            : [{ warning: "knowledge-old", at: "/descriptor/db", detail: stale }],
      },
    );
  },
});
