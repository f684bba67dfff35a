/** Turns one SARIF result into an observation. */

import type { JsonValue } from "./json-select.ts";
import { listAt, numberAt, textAt, valueAt } from "./json-value.ts";
import type { Observation, ObservationResult, Subject } from "./observation.ts";
import {
  propertyRefs,
  severityOf,
  taxonRefs,
  type SarifComponent,
  type SarifRule,
  type Taxonomies,
} from "./sarif-rules.ts";
import { slug, toolWords } from "./tool-words.ts";

/** What is known of the run by the time its results are turned into observations. */
export interface ResultSetting {
  readonly driver: SarifComponent;
  readonly extensions: readonly SarifComponent[];
  readonly taxonomies: Taxonomies;
  /** Addresses of files by their number in `artifacts`. */
  readonly artifacts: ReadonlyMap<number, string>;
  readonly toolName: string;
  readonly subject: Subject;
  readonly observedAt: string | null;
}

/** `at` is the JSON pointer of the result. */
export const observationOf = (
  result: JsonValue,
  at: string,
  setting: ResultSetting,
): Observation => {
  const { rule, id, component } = ruleOf(result, setting);
  const level = textAt(result, "level") ?? rule?.level ?? "warning";
  const outcome = outcomeOf(result, level);
  const score = numberAt(result, "properties", "security-severity") ?? rule?.score ?? null;
  const refs = [
    ...(rule?.refs ?? []),
    ...propertyRefs(result),
    ...listAt(result, "taxa").flatMap((taxon) => taxonRefs(taxon, setting.taxonomies)),
  ];
  return {
    subject: setting.subject,
    check: `sarif:${slug(setting.toolName)}/${toolWords(id, 300)}`,
    revision: component.version,
    title: rule?.title ?? null,
    refs: [...new Set(refs)].slice(0, 50),
    result: outcome.result,
    severity: severityOf(score, level),
    observedAt: setting.observedAt,
    at,
    message: toolWords([outcome.note, placeOf(result, setting), messageOf(result, rule)].join("")),
  };
};

interface Outcome {
  readonly result: ObservationResult;
  /** SARIF's own word for what makes this no plain finding, in brackets. */
  readonly note: string;
}

/**
 * Kind and level (sections 3.27.9, 3.27.10). Suppressed results (3.35) and results that the baseline run had and this
 * one has not (3.27.24) are facts, not failures; "open" and "review" are no judgement yet.
 */
const outcomeOf = (result: JsonValue, level: string): Outcome => {
  const suppression = listAt(result, "suppressions").find(isAccepted);
  if (suppression !== undefined) {
    const why = textAt(suppression, "justification");
    const kind = textAt(suppression, "kind") ?? "suppressed";
    return {
      result: "info",
      note: `[suppressed: ${kind}${why === undefined ? "" : `, ${toolWords(why, 200)}`}] `,
    };
  }
  if (textAt(result, "baselineState") === "absent")
    return { result: "info", note: "[baseline: absent] " };
  const kind = textAt(result, "kind") ?? (level === "none" ? "informational" : "fail");
  switch (kind) {
    case "pass":
    case "notApplicable":
    case "fail":
      return { result: kind, note: "" };
    case "informational":
      return { result: "info", note: "" };
    default:
      return { result: "info", note: `[${toolWords(kind, 40)}] ` };
  }
};

/** A suppression without a status counts as accepted (section 3.35.3). */
const isAccepted = (suppression: JsonValue): boolean =>
  (textAt(suppression, "status") ?? "accepted") === "accepted";

interface FoundRule {
  readonly rule: SarifRule | undefined;
  readonly id: string;
  readonly component: SarifComponent;
}

/** By number first, then by id, then by the id's leading parts (`CA2101/1` is a case of rule `CA2101`, 3.27.5). */
const ruleOf = (result: JsonValue, setting: ResultSetting): FoundRule => {
  const component = componentOf(result, setting);
  const index = numberAt(result, "rule", "index") ?? numberAt(result, "ruleIndex") ?? -1;
  const named = textAt(result, "ruleId") ?? textAt(result, "rule", "id");
  const rule =
    component.rules[index] ?? (named === undefined ? undefined : ruleNamed(component, named));
  return { rule, id: rule?.id ?? named ?? "unnamed", component };
};

const ruleNamed = (component: SarifComponent, id: string): SarifRule | undefined => {
  const parts = id.slice(0, 1_000).split("/", 8);
  for (let count = parts.length; count > 0; count -= 1) {
    const rule = component.byId.get(parts.slice(0, count).join("/"));
    if (rule !== undefined) return rule;
  }
  return component.byId.get(id);
};

/** The driver, unless the result points into an extension (section 3.54). */
const componentOf = (result: JsonValue, setting: ResultSetting): SarifComponent => {
  const reference = valueAt(result, "rule", "toolComponent");
  const index = numberAt(reference, "index");
  const guid = textAt(reference, "guid");
  const name = textAt(reference, "name");
  const byIndex = index === undefined ? undefined : setting.extensions[index];
  const byName = setting.extensions.find(
    (extension) =>
      (guid !== undefined && extension.guid === guid) ||
      (name !== undefined && extension.name === name),
  );
  return byIndex ?? byName ?? setting.driver;
};

/** `src/gateway.c:12: ` or "". */
const placeOf = (result: JsonValue, setting: ResultSetting): string => {
  const physical = valueAt(result, "locations", 0, "physicalLocation");
  const index = numberAt(physical, "artifactLocation", "index") ?? -1;
  const uri = textAt(physical, "artifactLocation", "uri") ?? setting.artifacts.get(index);
  if (uri === undefined) return "";
  const line = numberAt(physical, "region", "startLine");
  return `${decodedUri(uri)}${line === undefined ? "" : `:${line}`}: `;
};

const decodedUri = (uri: string): string => {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
};

/** The text itself, or the rule's message string with its arguments put in (section 3.11.7). */
const messageOf = (result: JsonValue, rule: SarifRule | undefined): string => {
  const text = textAt(result, "message", "text");
  if (text !== undefined) return text;
  const id = textAt(result, "message", "id") ?? "";
  const template =
    (rule !== undefined && Object.hasOwn(rule.messages, id) ? rule.messages[id] : rule?.title) ??
    "";
  const values = listAt(result, "message", "arguments");
  return template.replace(/\{(\d{1,3})\}/g, (whole, number: string) => {
    const value = values[Number(number)];
    return typeof value === "string" ? value : whole;
  });
};
