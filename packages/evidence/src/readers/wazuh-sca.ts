/** Reads Wazuh's Security Configuration Assessment: answers of its interface, hits of its indexer, alerts line by line. */

import { labelledRef } from "../compliance-refs.ts";
import { ownRef } from "../finding-refs.ts";
import { hostSubject } from "../host-subject.ts";
import { jsonItems, type JsonItem, type JsonItems } from "../json-items.ts";
import { jsonReader } from "../json-report.ts";
import type { JsonValue } from "../json-select.ts";
import { listAt, numberAt, objectIn, textAt, valueAt } from "../json-value.ts";
import type { CheckRef, ObservationResult } from "../observation.ts";
import type { ReadEvent } from "../reader.ts";
import type { HeldFinding } from "../report-writer.ts";
import { reportWriters, type ReportWriters } from "../report-writers.ts";
import { slug } from "../tool-words.ts";
import { wazuhSubject } from "./wazuh-agent.ts";
import { wordTable } from "../word-table.ts";

interface ScaState {
  readonly writers: ReportWriters;
  readonly items: JsonItems;
  total: number | undefined;
  count: number;
  alerts: boolean;
  unclear: boolean;
  others: number;
  lastOther: string;
}

const lists = [
  ["data", "affected_items"],
  ["hits", "hits"],
];

const results = wordTable<ObservationResult>({
  passed: "pass",
  failed: "fail",
  "not applicable": "notApplicable",
  "not run": "error",
});

/** An alert carries the check under `data.sca`, a state under `check` and `policy`; the interface gives it bare. */
const checkIn = (
  source: JsonValue,
): { readonly check: JsonValue; readonly policy: string | undefined } | undefined => {
  const sca = valueAt(source, "data", "sca");
  if (objectIn(valueAt(sca, "check")) !== undefined)
    return {
      check: valueAt(sca, "check") ?? null,
      policy: textAt(sca, "policy_id") ?? textAt(sca, "policy"),
    };
  if (objectIn(valueAt(source, "check")) !== undefined)
    return {
      check: valueAt(source, "check") ?? null,
      policy: textAt(source, "policy", "id") ?? textAt(source, "policy", "name"),
    };
  const policy = textAt(source, "policy_id");
  return policy === undefined ? undefined : { check: source, policy };
};

/** `[{key, value}]` from the interface, `{key: value}` in alerts, `["cis:1.1.1"]` in states. */
const complianceOf = (check: JsonValue): (readonly [string, string])[] => {
  const compliance = valueAt(check, "compliance");
  const pairs = Object.entries(objectIn(compliance) ?? {}).map(
    ([key, value]) => [key, textAt(value) ?? ""] as const,
  );
  const listed = listAt(compliance).map((one) => {
    const text = textAt(one);
    const colon = text?.indexOf(":") ?? -1;
    if (text !== undefined && colon > 0)
      return [text.slice(0, colon), text.slice(colon + 1)] as const;
    return [textAt(one, "key") ?? "", textAt(one, "value") ?? ""] as const;
  });
  return [...pairs, ...listed].slice(0, 100);
};

const refsOf = (check: JsonValue, policy: string, id: string): CheckRef[] => [
  ownRef("wazuh-sca", id),
  ...complianceOf(check).flatMap(([label, values]) =>
    values
      .split(",")
      .slice(0, 30)
      .flatMap((value) => labelledRef(label, value.trim(), policy) ?? []),
  ),
];

const findingOf = (
  at: string,
  { check, policy }: { readonly check: JsonValue; readonly policy: string },
): HeldFinding | { readonly warning: "id-missing" | "result-unknown"; readonly detail: string } => {
  const id = (numberAt(check, "id") ?? textAt(check, "id"))?.toString();
  if (id === undefined) return { warning: "id-missing", detail: "id" };
  const word = (textAt(check, "result") ?? textAt(check, "status") ?? "").toLowerCase();
  const result = results[word];
  if (result === undefined) return { warning: "result-unknown", detail: `${id}: ${word}` };
  const where = ["file", "command", "registry", "process", "directory"].flatMap(
    (key) => textAt(check, key) ?? [],
  );
  return {
    check: ownRef("wazuh-sca", `${policy}/${id}`),
    title: textAt(check, "title") ?? textAt(check, "name") ?? null,
    refs: refsOf(check, policy, id),
    result,
    severity: null,
    at,
    message: [
      textAt(check, "reason"),
      ...where,
      result === "pass" ? undefined : textAt(check, "remediation"),
    ]
      .flatMap((part) => part ?? [])
      .join("\n"),
  };
};

function* tellItem(state: ScaState, { at, value }: JsonItem): Generator<ReadEvent> {
  const source = valueAt(value, "_source") ?? value;
  const found = checkIn(source);
  state.count += 1;
  if (found === undefined) {
    state.others += 1;
    state.lastOther = at;
    return;
  }
  const alert = objectIn(valueAt(source, "rule")) !== undefined;
  state.alerts ||= alert;
  const policy = found.policy ?? "unnamed";
  const writer = state.writers.of(
    {
      tool: { name: "Wazuh", version: null },
      family: "wazuh",
      // Alerts tell only what changed.
      scope: alert ? null : `wazuh-sca:${slug(policy)}`,
      kinds: ["misconfiguration"],
    },
    at,
  );
  const named = wazuhSubject(source);
  if (named === undefined && !state.unclear) {
    state.unclear = true;
    yield writer.warning("subject-unclear", at, "the answer does not name its agent");
  }
  const finding = findingOf(at, { check: found.check, policy: slug(policy) });
  if ("warning" in finding) {
    yield writer.warning(finding.warning, at, finding.detail);
    return;
  }
  const subject =
    named ?? hostSubject({ machineIds: [], macs: [], names: [], addresses: [] }).subject;
  const observedAt = textAt(source, "timestamp") ?? textAt(source, "@timestamp") ?? null;
  yield* writer.finding({ ...finding, subject, observedAt });
  if (finding.result === "error") writer.unfinished(subject, at);
}

function* endReport(state: ScaState): Generator<ReadEvent> {
  if (state.others > 0)
    yield {
      kind: "warning",
      code: "skipped",
      at: state.lastOther,
      detail: `${state.others} records without a check, such as summaries`,
    };
  const partial = state.total !== undefined && state.total !== state.count;
  if (partial)
    yield {
      kind: "warning",
      code: "counts-differ",
      at: "/data",
      detail: `${state.total} ≠ ${state.count}`,
    };
  if (partial || state.alerts) return;
  for (const writer of state.writers.all()) yield* writer.conclude();
}

const { select } = jsonItems(lists);

const looksLikeOne = (item: JsonValue | undefined): boolean => {
  const source = valueAt(item, "_source") ?? item;
  if (objectIn(valueAt(source, "data", "sca")) !== undefined) return true;
  const found = source === undefined ? undefined : checkIn(source);
  return (
    found?.policy !== undefined &&
    textAt(found.check, "result") !== undefined &&
    textAt(found.check, "title") !== undefined
  );
};

export const wazuhScaReader = jsonReader<ScaState>({
  format: "wazuh-sca",
  name: { zh: "Wazuh 安全配置评估（SCA）", en: "Wazuh configuration assessment (SCA)" },
  versions: ["4"],
  media: ["application/json", "application/x-ndjson"],
  sequence: true,
  detect: (root) =>
    [
      valueAt(root, "hits", "hits", 0),
      valueAt(root, "data", "affected_items", 0),
      Array.isArray(root) ? root[0] : root,
    ].some(looksLikeOne),
  select,
  start: (context) => ({
    writers: reportWriters(context),
    items: jsonItems(lists),
    total: undefined,
    count: 0,
    alerts: false,
    unclear: false,
    others: 0,
    lastOther: "/",
  }),
  *take(state, event) {
    if (event.kind === "value" && event.path[2] === "total_affected_items")
      state.total = numberAt(event.value);
    if (event.kind === "value" && event.path[1] === "hits" && event.path[2] === "total")
      state.total = numberAt(event.value, "value") ?? numberAt(event.value);
    const item = state.items.take(event);
    if (item !== undefined) yield* tellItem(state, item);
  },
  end: endReport,
});
