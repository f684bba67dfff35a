/** Reads Kubescape's JSON (format v2): controls of security frameworks over a cluster or its manifests. */

import { cisRef } from "../compliance-refs.ts";
import { ownRef } from "../finding-refs.ts";
import { jsonReader } from "../json-report.ts";
import type { JsonValue } from "../json-select.ts";
import { jsonPointer, listAt, numberAt, objectIn, textAt, valueAt } from "../json-value.ts";
import type { ObservationResult, Severity, Subject } from "../observation.ts";
import type { ReadContext, ReadEvent } from "../reader.ts";
import { reportWriter, type HeldFinding } from "../report-writer.ts";
import { clusterSubject, repositorySubject, unnamedRepository } from "../subjects.ts";
import { slug, toolWords } from "../tool-words.ts";

interface KubescapeState {
  readonly context: ReadContext;
  /** Kubescape names the cluster, itself and the frameworks after its results. */
  readonly controls: { readonly at: string; readonly id: string; readonly control: JsonValue }[];
  /** By control, the resources on which it failed. */
  readonly failed: Map<string, { count: number; readonly names: string[] }>;
  cluster: string | undefined;
  time: string | null;
  metadata: JsonValue;
}

const maxControls = 5_000;
const maxNames = 10;

const subjectOf = ({ cluster, metadata }: KubescapeState): Subject => {
  const target = valueAt(metadata, "targetMetadata") ?? valueAt(metadata, "contextMetadata");
  const name =
    cluster ??
    textAt(target, "clusterContextMetadata", "contextName") ??
    textAt(metadata, "clusterMetadata", "contextName");
  if (name !== undefined) return clusterSubject(name);
  const places = [
    textAt(target, "gitRepoContextMetadata", "remoteURL"),
    textAt(target, "gitRepoContextMetadata", "repo")?.replace(/^file@/, ""),
    textAt(target, "fileContextMetadata", "filePath"),
    textAt(target, "directoryContextMetadata", "basePath"),
    textAt(target, "helmContextMetadata", "chartName"),
  ];
  const place = places.find((one) => one !== undefined);
  return place === undefined ? unnamedRepository("kubescape") : repositorySubject(place);
};

/** Passed with exceptions is a person's decision; irrelevant is a control without a resource to look at. */
const judged = (
  control: JsonValue,
): readonly [ObservationResult, string | undefined] | undefined => {
  const status = (
    textAt(control, "statusInfo", "status") ??
    textAt(control, "status") ??
    ""
  ).toLowerCase();
  const more = textAt(control, "statusInfo", "subStatus");
  if (status === "failed") return ["fail", more];
  if (status === "skipped") return ["info", `skipped: ${more ?? "no reason given"}`];
  if (status === "error") return ["error", more];
  if (status !== "passed") return undefined;
  if (more === "irrelevant") return ["notApplicable", more];
  return more?.includes("exception") === true ? ["info", `passed ${more}`] : ["pass", undefined];
};

/** Kubescape's own bands of a control's weight, 1 to 10. */
const severityOf = (factor: number | undefined): Severity | null => {
  if (factor === undefined || factor < 1) return null;
  if (factor < 4) return "low";
  if (factor < 7) return "medium";
  return factor < 9 ? "high" : "critical";
};

const findingOf = (
  state: KubescapeState,
  { at, id, control }: KubescapeState["controls"][number],
): HeldFinding | undefined => {
  const said = judged(control);
  if (said === undefined) return undefined;
  const [result, note] = said;
  const name = textAt(control, "name") ?? "";
  const counters = valueAt(control, "ResourceCounters") ?? valueAt(control, "resourceCounters");
  const counts = ["failed", "passed", "skipped", "excluded"].flatMap((word) => {
    const count = numberAt(counters, `${word}Resources`) ?? 0;
    return count === 0 ? [] : `${count} resources ${word}`;
  });
  const number = /^CIS-(\d[\d.]{0,20})\b/.exec(name)?.[1];
  const cis = number === undefined ? undefined : cisRef("kubernetes", number);
  return {
    check: ownRef("kubescape", id),
    title: name,
    refs: cis === undefined ? [] : [cis],
    result,
    severity: severityOf(numberAt(control, "scoreFactor")),
    at,
    message: [note, counts.join(", "), state.failed.get(id)?.names.join("\n")]
      .flatMap((part) => (part === undefined || part === "" ? [] : part))
      .join("\n"),
  };
};

const noteFailures = (state: KubescapeState, result: JsonValue): void => {
  const resource = textAt(result, "resourceID") ?? "?";
  for (const control of listAt(result, "controls")) {
    const id = textAt(control, "controlID");
    if (id === undefined || textAt(control, "status", "status") !== "failed") continue;
    const known = state.failed.get(id) ?? { count: 0, names: [] };
    known.count += 1;
    if (known.names.length < maxNames) known.names.push(toolWords(resource, 150));
    if (state.failed.size < maxControls) state.failed.set(id, known);
  }
};

function* endReport(state: KubescapeState): Generator<ReadEvent> {
  const scan = valueAt(state.metadata, "scanMetadata");
  const targets = listAt(scan, "targetNames").flatMap((one) => textAt(one) ?? []);
  const writer = reportWriter(
    {
      tool: { name: "Kubescape", version: textAt(scan, "kubescapeVersion") ?? null },
      family: "kubescape",
      scope: `kubescape:${targets.map(slug).toSorted().join("+") || "all"}`,
      kinds: ["misconfiguration"],
    },
    state.context,
  );
  const subject = subjectOf(state);
  yield* writer.covered(subject, "/clusterName", state.time);
  if (subject.id.startsWith("unnamed:"))
    yield writer.warning("subject-unclear", "/clusterName", "clusterName");
  let unsettled = false;
  for (const held of state.controls) {
    const finding = findingOf(state, held);
    if (finding === undefined) {
      yield writer.warning("result-unknown", held.at, textAt(held.control, "status") ?? "");
      continue;
    }
    unsettled ||= finding.result === "info" || finding.result === "error";
    yield* writer.finding({ ...finding, subject, observedAt: state.time });
    const declared = numberAt(held.control, "ResourceCounters", "failedResources");
    const found = state.failed.get(held.id)?.count ?? 0;
    if (declared !== undefined && state.failed.size > 0 && declared !== found)
      yield writer.warning("counts-differ", held.at, `${declared} ≠ ${found}`);
  }
  if (state.controls.length === 0) {
    yield writer.warning("no-results", "/summaryDetails/controls", "controls");
    return;
  }
  if (unsettled) writer.unfinished(subject, "/clusterName");
  yield* writer.conclude();
}

export const kubescapeReader = jsonReader<KubescapeState>({
  format: "kubescape",
  name: { zh: "Kubescape（Kubernetes 安全框架）", en: "Kubescape (Kubernetes frameworks)" },
  versions: ["2", "3"],
  detect: (root) => {
    const controls = objectIn(valueAt(root, "summaryDetails", "controls"));
    const [first] = Object.values(controls ?? {});
    return controls !== undefined && (first === undefined || objectIn(first) !== undefined);
  },
  select: ([top, second, third, fourth]) => {
    if (top === undefined) return "enter";
    if (top === "clusterName" || top === "generationTime") return "value";
    if (top === "metadata") return "value";
    if (top === "results")
      return second === undefined ? "enter" : third === "rawResource" ? "skip" : "value";
    if (top !== "summaryDetails") return "skip";
    if (second === undefined || (second === "controls" && third === undefined)) return "enter";
    return second === "controls" && fourth !== "resourceIDs" ? "value" : "skip";
  },
  start: (context) => ({
    context,
    controls: [],
    failed: new Map(),
    cluster: undefined,
    time: null,
    metadata: null,
  }),
  *take(state, event) {
    if (event.kind !== "value") return;
    const [top, , id] = event.path;
    const time = textAt(event.value);
    if (top === "clusterName") state.cluster = textAt(event.value);
    else if (top === "generationTime" && time !== undefined && !time.startsWith("0001"))
      state.time = time;
    else if (top === "metadata") state.metadata = event.value;
    else if (top === "results") noteFailures(state, event.value);
    else if (
      top === "summaryDetails" &&
      typeof id === "string" &&
      state.controls.length < maxControls
    )
      state.controls.push({ at: jsonPointer(event.path), id, control: event.value });
    yield* [];
  },
  end: endReport,
});
