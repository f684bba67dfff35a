/** Reads Wazuh's vulnerability findings: answers of its interface, hits of its indexer, alerts line by line. */

import { AppError } from "@fenji/kernel";
import {
  identifierRef,
  identifierRefs,
  ownRef,
  severityOf,
  severityOfScore,
} from "../finding-refs.ts";
import { hostSubject } from "../host-subject.ts";
import { jsonItems, type JsonItem, type JsonItems } from "../json-items.ts";
import { jsonReader } from "../json-report.ts";
import type { JsonPath, JsonValue } from "../json-select.ts";
import { numberAt, objectIn, textAt, valueAt } from "../json-value.ts";
import type { ReadContext, ReadEvent } from "../reader.ts";
import { reportLimits, reportWriter, type Finding, type HeldFinding } from "../report-writer.ts";
import { wazuhSubject } from "./wazuh-agent.ts";

interface WazuhState {
  readonly context: ReadContext;
  readonly items: JsonItems;
  /** Whether the answer is whole is only known at its end. */
  readonly held: Finding[];
  readonly warnings: {
    readonly code: "id-missing" | "subject-unclear";
    readonly at: string;
    readonly detail: string;
  }[];
  total: number | undefined;
  count: number;
  alerts: boolean;
  unclear: boolean;
}

const lists = [
  ["data", "affected_items"],
  ["hits", "hits"],
];

/** The item itself, or what the indexer wraps. */
const sourceOf = (item: JsonValue): JsonValue => valueAt(item, "_source") ?? item;

const vulnerabilityIn = (source: JsonValue): JsonValue =>
  objectIn(valueAt(source, "vulnerability")) ??
  objectIn(valueAt(source, "data", "vulnerability")) ??
  source;

const findingOf = (at: string, source: JsonValue): HeldFinding | undefined => {
  const one = vulnerabilityIn(source);
  const id = textAt(one, "id") ?? textAt(one, "cve");
  const ref = id === undefined ? undefined : (identifierRef(id) ?? ownRef("wazuh", id));
  if (id === undefined || ref === undefined) return undefined;
  const pack = objectIn(valueAt(source, "package")) ?? objectIn(valueAt(one, "package")) ?? one;
  const name = [textAt(pack, "name"), textAt(pack, "version")]
    .flatMap((part) => part ?? [])
    .join(" ");
  const score =
    numberAt(one, "score", "base") ??
    numberAt(one, "cvss3_score") ??
    numberAt(one, "cvss", "cvss3", "base_score");
  const solved = /^(solved|obsolete|fixed)$/i.test(textAt(one, "status") ?? "");
  return {
    check: ref,
    title: name === "" ? id : `${id}: ${name}`,
    refs: identifierRefs([id, textAt(one, "cwe_reference") ?? ""]),
    result: solved ? "pass" : "fail",
    severity: severityOf(textAt(one, "severity")) ?? severityOfScore(score),
    observedAt:
      textAt(one, "detected_at") ??
      textAt(one, "detection_time") ??
      textAt(source, "timestamp") ??
      textAt(source, "@timestamp") ??
      null,
    at,
    message: [
      textAt(one, "condition") ?? textAt(one, "scanner", "condition"),
      textAt(one, "description") ?? textAt(one, "title"),
    ]
      .flatMap((part) => part ?? [])
      .join("\n"),
  };
};

const keep = (state: WazuhState, { at, value }: JsonItem): void => {
  const source = sourceOf(value);
  state.count += 1;
  state.alerts ||= objectIn(valueAt(source, "rule")) !== undefined;
  const finding = findingOf(at, source);
  if (finding === undefined) {
    if (state.warnings.length < 1_000)
      state.warnings.push({ code: "id-missing", at, detail: "vulnerability.id" });
    return;
  }
  const named = wazuhSubject(source);
  if (named === undefined && !state.unclear) {
    state.unclear = true;
    state.warnings.push({ code: "subject-unclear", at, detail: "agent" });
  }
  const nobody = { machineIds: [], macs: [], names: [], addresses: [] };
  if (state.held.length >= reportLimits.maxHeld)
    throw new AppError("evidence.too-many-observations", { at, limit: reportLimits.maxHeld });
  state.held.push({ ...finding, subject: named ?? hostSubject(nobody).subject });
};

/** A page of an answer, and alerts, speak only for what they list. */
function* endReport(state: WazuhState): Generator<ReadEvent> {
  const whole = state.total !== undefined && state.total === state.count && !state.alerts;
  const writer = reportWriter(
    {
      tool: { name: "Wazuh", version: null },
      family: "wazuh",
      scope: whole ? "wazuh:vulnerabilities" : null,
      kinds: ["host-vulnerability"],
    },
    state.context,
  );
  for (const { code, at, detail } of state.warnings) yield writer.warning(code, at, detail);
  for (const finding of state.held) yield* writer.finding(finding);
  if (state.total !== undefined && state.total !== state.count)
    yield writer.warning("counts-differ", "/hits", `${state.total} ≠ ${state.count}`);
  if (whole && state.held.length > 0) yield* writer.conclude();
  if (state.held.length === 0)
    yield writer.warning("no-results", "/", "the answer is empty and names no agent");
}

const isTotal = (path: JsonPath): boolean =>
  (path[1] === "hits" && path[2] === "total") ||
  (path[1] === "data" && path[2] === "total_affected_items");

const { select } = jsonItems(lists);

const looksLikeOne = (item: JsonValue | undefined): boolean => {
  const source = valueAt(item, "_source") ?? item;
  const vulnerability =
    valueAt(source, "vulnerability") ?? valueAt(source, "data", "vulnerability");
  if (objectIn(vulnerability) !== undefined) return wazuhSubject(source ?? null) !== undefined;
  return textAt(source, "cve") !== undefined && textAt(source, "detection_time") !== undefined;
};

export const wazuhVulnerabilitiesReader = jsonReader<WazuhState>({
  format: "wazuh-vulnerabilities",
  name: { zh: "Wazuh 漏洞发现", en: "Wazuh vulnerability findings" },
  versions: ["4"],
  media: ["application/json", "application/x-ndjson"],
  sequence: true,
  detect: (root) =>
    [
      valueAt(root, "hits", "hits", 0),
      valueAt(root, "data", "affected_items", 0),
      Array.isArray(root) ? root[0] : root,
    ].some(looksLikeOne) ||
    (Array.isArray(valueAt(root, "data", "affected_items")) &&
      /vulnerabilit/i.test(textAt(root, "message") ?? "")),
  select,
  start: (context) => ({
    context,
    items: jsonItems(lists),
    held: [],
    warnings: [],
    total: undefined,
    count: 0,
    alerts: false,
    unclear: false,
  }),
  *take(state, event) {
    if (event.kind === "value" && isTotal(event.path))
      state.total = numberAt(event.value, "value") ?? numberAt(event.value);
    const item = state.items.take(event);
    if (item !== undefined) keep(state, item);
    yield* [];
  },
  end: endReport,
});
