/** Reads kube-bench's JSON: the CIS benchmarks of Kubernetes and its distributions on one node. */

import { ownRef } from "../finding-refs.ts";
import { hostSubject } from "../host-subject.ts";
import { jsonReader } from "../json-report.ts";
import type { JsonPath, JsonValue } from "../json-select.ts";
import { jsonPointer, numberAt, textAt, valueAt } from "../json-value.ts";
import type { ObservationResult } from "../observation.ts";
import { reportWriter, type HeldFinding, type ReportWriter } from "../report-writer.ts";
import { wordTable } from "../word-table.ts";

interface KubeBenchState {
  readonly writer: ReportWriter;
  version: string | null;
  node: string;
  section: string;
  declared: number;
  declaredAt: string | null;
  tests: number;
  unsettled: number;
}

/** A warning is a check that kube-bench leaves to a person or could not run. */
const results = wordTable<ObservationResult>({
  PASS: "pass",
  FAIL: "fail",
  WARN: "info",
  INFO: "info",
});

/** `cis-1.23` and `1.5` are the benchmark of Kubernetes; `gke-1.2.0`, `eks-1.0`, `rh-1.0` those of its distributions. */
const benchmarkOf = (version: string | null): string => {
  const own = /^([a-z][a-z0-9]*)-(?!\d*$)/.exec(version ?? "")?.[1];
  return own === undefined || own === "cis" ? "kubernetes" : own;
};

const findingOf = (
  state: KubeBenchState,
  path: JsonPath,
  test: JsonValue,
): HeldFinding | string => {
  const number = textAt(test, "test_number") ?? "";
  if (!/^[A-Za-z]?\d{1,3}(\.\d{1,3}){0,5}$/.test(number)) return "test_number";
  const status = textAt(test, "status") ?? "";
  const result = results[status];
  if (result === undefined) return `status ${status}`;
  const words = [
    status === "WARN" ? "left to a person, or could not run" : undefined,
    [state.node, state.section].filter((part) => part !== "").join(": ") || undefined,
    textAt(test, "reason"),
    textAt(test, "actual_value"),
    result === "pass" ? undefined : textAt(test, "remediation"),
  ];
  return {
    check: ownRef("kube-bench", number),
    revision: state.version,
    title: textAt(test, "test_desc") ?? null,
    refs: [`cis:${benchmarkOf(state.version)}/${number}`],
    result,
    severity: null,
    at: jsonPointer(path),
    message: words.flatMap((part) => part ?? []).join("\n"),
  };
};

const isControl = (root: JsonValue | undefined): boolean => {
  const test = valueAt(root, "tests", 0);
  return (
    textAt(root, "node_type") !== undefined &&
    (test === undefined
      ? numberAt(root, "total_pass") !== undefined
      : Array.isArray(valueAt(test, "results")) && textAt(test, "section") !== undefined)
  );
};

const scalars = new Set(["version", "node_type", "desc", "total_fail"]);

export const kubeBenchReader = jsonReader<KubeBenchState>({
  format: "kube-bench",
  name: { zh: "kube-bench（Kubernetes CIS 基准）", en: "kube-bench (CIS Kubernetes)" },
  versions: ["0"],
  detect: (root) =>
    isControl(root) || isControl(valueAt(root, 0)) || isControl(valueAt(root, "Controls", 0)),
  select: (path) => {
    const last = path.at(-1);
    const inside = path.indexOf("results");
    if (inside >= 0) return path.length === inside + 1 ? "enter" : "value";
    if (last === undefined || typeof last === "number" || last === "Controls" || last === "tests")
      return "enter";
    return scalars.has(last) ? "value" : "skip";
  },
  start: (context) => ({
    writer: reportWriter(
      {
        tool: { name: "kube-bench", version: null },
        family: "kube-bench",
        scope: "kube-bench",
        kinds: ["misconfiguration"],
      },
      context,
    ),
    version: null,
    node: "",
    section: "",
    declared: 0,
    declaredAt: null,
    tests: 0,
    unsettled: 0,
  }),
  *take(state, event) {
    if (event.kind !== "value") return;
    const key = event.path.at(-1);
    if (typeof key === "number" && event.path.at(-2) === "results") {
      const finding = findingOf(state, event.path, event.value);
      if (typeof finding === "string") {
        const code = finding === "test_number" ? "id-missing" : "result-unknown";
        yield state.writer.warning(code, jsonPointer(event.path), finding);
        return;
      }
      state.tests += 1;
      if (finding.result === "info") state.unsettled += 1;
      state.writer.hold(finding);
    } else if (key === "version") state.version = textAt(event.value) ?? null;
    else if (key === "node_type") state.node = textAt(event.value) ?? "";
    else if (key === "desc") state.section = textAt(event.value) ?? "";
    else if (key === "total_fail") {
      state.declared += numberAt(event.value) ?? 0;
      state.declaredAt ??= jsonPointer(event.path);
    }
  },
  *end(state) {
    const { writer } = state;
    if (state.tests === 0) {
      yield writer.warning("no-results", "/", "tests");
      return;
    }
    const { subject } = hostSubject({ machineIds: [], macs: [], names: [], addresses: [] });
    yield writer.warning("subject-unclear", "/0", "kube-bench does not name the node it ran on");
    yield* writer.release(subject);
    // What is left to a person is not proved.
    if (state.unsettled > 0) writer.unfinished(subject, "/0");
    if (state.declaredAt !== null) writer.declared(state.declared, state.declaredAt);
    yield* writer.conclude();
  },
});
