/** Turns identifiers as tools write them into refs: one spelling each, so that crosswalks meet them. */

import type { CheckRef, Severity } from "./observation.ts";
import { toolWords } from "./tool-words.ts";

/** More of one finding are not kept. */
const maxRefs = 60;

const patterns: readonly (readonly [RegExp, (match: RegExpExecArray) => CheckRef])[] = [
  [/^CVE-(\d{4})-(\d{4,12})$/i, ([, year, number]) => `cve:CVE-${year}-${number}`],
  [/^CWE[-:\s]?(\d{1,6})$/i, ([, number]) => `cwe:${Number(number)}`],
  [/^CCE-(\d{1,8}-\d)$/i, ([, number]) => `cce:CCE-${number}`],
  [/^CCI-(\d{6})$/i, ([, number]) => `cci:CCI-${number}`],
  [/^CNNVD-(\d{6}-\d{1,6})$/i, ([, number]) => `cnnvd:CNNVD-${number}`],
  [/^CNVD-(\d{4}-\d{1,7})$/i, ([, number]) => `cnvd:CNVD-${number}`],
  [/^NVDB-CNVDB-(\d{1,12})$/i, ([, number]) => `nvdb:NVDB-CNVDB-${number}`],
  [
    /^GHSA(-[23456789cfghjmpqrvwx]{4}){3}$/i,
    ([whole]) => `ghsa:GHSA${whole.slice(4).toLowerCase()}`,
  ],
  [/^SV-(\d{1,9})(?:r\d+)?(?:_rule)?$/i, ([, number]) => `stig:SV-${number}`],
  [/^V-(\d{1,9})$/i, ([, number]) => `stig:V-${number}`],
];

/** The ref of an identifier whose spelling tells its kind (CVE, CWE, CCE, CCI, CNNVD, CNVD, NVDB, GHSA, STIG); else undefined. */
export const identifierRef = (identifier: string): CheckRef | undefined => {
  const text = identifier.trim();
  if (text.length > 60) return undefined;
  for (const [pattern, write] of patterns) {
    const match = pattern.exec(text);
    if (match !== null) return write(match);
  }
  return undefined;
};

/** Refs of all identifiers that are known by their spelling, each once. */
export const identifierRefs = (identifiers: Iterable<string>): CheckRef[] => {
  const refs = new Set<CheckRef>();
  for (const identifier of identifiers) {
    const ref = identifierRef(identifier);
    if (ref !== undefined) refs.add(ref);
    if (refs.size >= maxRefs) break;
  }
  return [...refs];
};

/** `scheme:value` of a tool's own id, without white space or controls, at most 200 characters. */
export const ownRef = (scheme: string, value: string): CheckRef =>
  `${scheme}:${toolWords(value, 200).replaceAll(/\s+/g, "-") || "unnamed"}`;

const severityWords: ReadonlyMap<string, Severity> = new Map(
  Object.entries<Severity>({
    none: "none",
    info: "none",
    information: "none",
    informational: "none",
    note: "none",
    log: "none",
    negligible: "low",
    low: "low",
    minor: "low",
    style: "low",
    medium: "medium",
    moderate: "medium",
    warning: "medium",
    warn: "medium",
    major: "medium",
    high: "high",
    error: "high",
    serious: "high",
    important: "high",
    critical: "critical",
    severe: "critical",
    blocker: "critical",
    urgent: "critical",
    fatal: "critical",
  }),
);

/** A tool's word for how bad it is; null for a word that is not known ("unknown" is one of these). */
export const severityOf = (word: string | undefined): Severity | null =>
  word === undefined ? null : (severityWords.get(word.trim().toLowerCase()) ?? null);

/** The qualitative rating of a CVSS v3 or v4 base score, 0.0 to 10.0 (FIRST, CVSS v3.1 section 5); null outside. */
export const severityOfScore = (score: number | undefined): Severity | null => {
  if (score === undefined || !(score >= 0 && score <= 10)) return null;
  if (score === 0) return "none";
  if (score < 4) return "low";
  if (score < 7) return "medium";
  return score < 9 ? "high" : "critical";
};
