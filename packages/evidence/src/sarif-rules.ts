/** Keeps what SARIF says about rules: title, severity, and the weakness ids that name the same check. */

import type { CheckRef, Severity } from "./observation.ts";
import type { JsonValue } from "./json-select.ts";
import { listAt, numberAt, objectIn, textAt, valueAt } from "./json-value.ts";
import { toolWords } from "./tool-words.ts";

export interface SarifRule {
  readonly id: string | null;
  readonly title: string | null;
  readonly level: string | null;
  /** `security-severity`: a CVSS-like score from 0 to 10. */
  readonly score: number | null;
  readonly refs: readonly CheckRef[];
  readonly messages: Readonly<Record<string, string>>;
}

/** A tool component (driver or extension): what it calls itself and its rules by number and by id. */
export interface SarifComponent {
  name: string | null;
  guid: string | null;
  version: string | null;
  readonly rules: SarifRule[];
  readonly byId: Map<string, SarifRule>;
}

export const emptyComponent = (): SarifComponent => ({
  name: null,
  guid: null,
  version: null,
  rules: [],
  byId: new Map(),
});

/** A reportingDescriptor (SARIF 2.1.0 section 3.49). The copy shares no memory with the text it came from. */
export const readRule = (value: JsonValue, taxonomies: Taxonomies): SarifRule => {
  const rule: SarifRule = {
    id: textAt(value, "id") ?? null,
    title: titleOf(value),
    level: textAt(value, "defaultConfiguration", "level") ?? null,
    score: numberAt(value, "properties", "security-severity") ?? null,
    refs: [...new Set([...propertyRefs(value), ...relationRefs(value, taxonomies)])].slice(0, 50),
    messages: messagesOf(value),
  };
  return JSON.parse(JSON.stringify(rule));
};

const titleOf = (value: JsonValue): string | null => {
  const title =
    textAt(value, "shortDescription", "text") ??
    textAt(value, "name") ??
    textAt(value, "fullDescription", "text");
  return title === undefined ? null : toolWords(title, 300);
};

const messagesOf = (value: JsonValue): Record<string, string> => {
  const strings = Object.entries(objectIn(valueAt(value, "messageStrings")) ?? {}).slice(0, 50);
  return Object.fromEntries(
    strings.map(([id, message]) => [id, toolWords(textAt(message, "text") ?? "", 500)]),
  );
};

/** Names of taxonomies by guid, for references that give no name (section 3.54). */
export type Taxonomies = ReadonlyMap<string, string>;

/** Weaknesses and vulnerabilities named in `properties.tags`, `properties.cwe` and in the id itself. */
export const propertyRefs = (value: JsonValue): CheckRef[] => {
  const cwe = valueAt(value, "properties", "cwe");
  const texts = [
    textAt(value, "id"),
    ...listAt(value, "properties", "tags"),
    ...(Array.isArray(cwe) ? cwe : [typeof cwe === "number" ? `CWE-${cwe}` : cwe]),
  ];
  return texts.flatMap((text) => (typeof text === "string" ? refsIn(text) : []));
};

/** `CWE-79: …`, `external/cwe/cwe-079`, `CVE-2021-44228`. */
const refsIn = (text: string): CheckRef[] => [
  ...[...text.matchAll(/\bcwe[-_: ]?0*(\d{1,5})\b/gi)].map((match) => `cwe:${match[1]}`),
  ...[...text.matchAll(/\bcve-(\d{4}-\d{4,7})\b/gi)].map((match) => `cve:CVE-${match[1]}`),
];

const relationRefs = (value: JsonValue, taxonomies: Taxonomies): CheckRef[] =>
  listAt(value, "relationships").flatMap((relation) =>
    taxonRefs(valueAt(relation, "target"), taxonomies),
  );

/** A reportingDescriptorReference into CWE, by the component's name or guid, or by an id that says CWE itself. */
export const taxonRefs = (reference: JsonValue | undefined, taxonomies: Taxonomies): CheckRef[] => {
  const id = textAt(reference, "id");
  if (id === undefined) return [];
  const guid = textAt(reference, "toolComponent", "guid");
  const name =
    textAt(reference, "toolComponent", "name") ?? taxonomies.get(guid?.toLowerCase() ?? "");
  if (name?.toUpperCase() === "CWE" && /^0*\d{1,5}$/.test(id)) return [`cwe:${Number(id)}`];
  return refsIn(id);
};

/** `security-severity` by CVSS's qualitative bands, else the level (section 3.27.10). */
export const severityOf = (score: number | null, level: string): Severity => {
  if (score !== null) {
    return score >= 9
      ? "critical"
      : score >= 7
        ? "high"
        : score >= 4
          ? "medium"
          : score > 0
            ? "low"
            : "none";
  }
  return level === "error"
    ? "high"
    : level === "warning"
      ? "medium"
      : level === "note"
        ? "low"
        : "none";
};
