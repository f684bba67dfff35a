/** kube-bench: checks of the CIS benchmark on a node that the file does not name, and counts that do not fit. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const check = (number: string, status: string): object => ({
  test_number: number,
  test_desc: "Ensure that anonymous access is off",
  remediation: "Set --anonymous-auth=false",
  status,
  actual_value: "--anonymous-auth=true",
  scored: true,
});

const control = (results: readonly object[], more: object = {}): object => ({
  id: "4",
  version: "cis-1.23",
  node_type: "node",
  tests: [{ section: "4.2", desc: "Kubelet", results }],
  total_pass: 0,
  ...more,
});

test("a failed check names its benchmark, section and place", async () => {
  const file = JSON.stringify([control([check("4.2.1", "FAIL")], { total_fail: 1 })]);
  const { format, observations, warnings } = await readAll(file, [7]);
  expect(format).toBe("kube-bench");
  expect(warnings).toEqual(["subject-unclear /0"]);
  expect(observations[0]).toEqual({
    subject: { kind: "host", id: "host:unnamed", identifiers: {} },
    check: "kube-bench:4.2.1",
    revision: "cis-1.23",
    title: "Ensure that anonymous access is off",
    refs: ["cis:kubernetes/4.2.1", "finding:misconfiguration"],
    result: "fail",
    severity: null,
    observedAt: null,
    at: "/0/tests/0/results/0",
    message: "node: Kubelet\n--anonymous-auth=true\nSet --anonymous-auth=false",
  });
});

test("what is left to a person proves nothing; distributions have benchmarks of their own", async () => {
  const results = [check("3.1.1", "PASS"), check("3.1.2", "WARN")];
  const file = JSON.stringify({ Controls: [control(results, { version: "eks-1.0.1" })] });
  const { observations } = await readAll(file);
  expect(observations.map(({ check: id, result, refs }) => [id, result, refs[0]])).toEqual([
    ["kube-bench:3.1.1", "pass", "cis:eks/3.1.1"],
    ["kube-bench:3.1.2", "info", "cis:eks/3.1.2"],
  ]);
  const clean = await readAll(JSON.stringify(control([check("4.2.1", "PASS")])));
  expect(clean.observations.map(({ result }) => result)).toEqual(["pass", "pass"]);
});

test("unknown words are passed over by place, and a total that hides failures clears nothing", async () => {
  const results = [check("x y", "PASS"), check("4.2.2", "PERHAPS"), check("4.2.3", "PASS")];
  const { observations, warnings } = await readAll(
    JSON.stringify([control(results, { total_fail: 1 })]),
  );
  expect(observations.map(({ check: id }) => id)).toEqual(["kube-bench:4.2.3"]);
  expect(warnings).toEqual([
    "id-missing /0/tests/0/results/0",
    "result-unknown /0/tests/0/results/1",
    "subject-unclear /0",
    "counts-differ /0/total_fail",
  ]);
  expect((await readAll(JSON.stringify([control([])]))).warnings).toEqual(["no-results /"]);
});
