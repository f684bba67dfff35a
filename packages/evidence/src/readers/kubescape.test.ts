/** Kubescape: controls over a cluster, with the resources that failed, exceptions and controls that do not apply. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const control = (status: string, more: object = {}): object => ({
  name: "CIS-5.2.1 Privileged container",
  status,
  statusInfo: { status },
  scoreFactor: 8,
  ResourceCounters: { passedResources: 3, failedResources: status === "failed" ? 1 : 0 },
  resourceIDs: { "a/b": "failed" },
  ...more,
});

const report = (controls: object, clusterName = "plant-edge"): string =>
  JSON.stringify({
    generationTime: "2026-03-02T08:00:00Z",
    clusterName: "",
    summaryDetails: { controls, frameworks: [{ controls }] },
    resources: [{ resourceID: "a/b", object: { spec: {} } }],
    results: [
      {
        resourceID: "apps/v1/line3/Deployment/hmi",
        controls: [{ controlID: "C-0057", status: { status: "failed" } }],
      },
    ],
    metadata: {
      contextMetadata: { clusterContextMetadata: { contextName: clusterName } },
      scanMetadata: { kubescapeVersion: "v3.0.3", targetNames: ["nsa", "mitre"] },
    },
  });

test("a failed control of the cluster names its resources, time and place", async () => {
  const { format, observations, warnings, events } = await readAll(
    report({ "C-0057": control("failed") }),
    [7],
  );
  expect(format).toBe("kubescape");
  expect(warnings).toEqual([]);
  expect(observations[0]).toEqual({
    subject: {
      kind: "network",
      id: "cluster:plant-edge",
      identifiers: { cluster: "plant-edge" },
    },
    check: "kubescape:C-0057",
    revision: null,
    title: "CIS-5.2.1 Privileged container",
    refs: ["cis:kubernetes/5.2.1", "finding:misconfiguration"],
    result: "fail",
    severity: "high",
    observedAt: "2026-03-02T08:00:00.000Z",
    at: "/summaryDetails/controls/C-0057",
    message: "1 resources failed, 3 resources passed\napps/v1/line3/Deployment/hmi",
  });
  expect(events.find(({ kind }) => kind === "scope")).toMatchObject({
    scope: "kubescape:mitre+nsa",
  });
});

test("controls that do not apply, were skipped or passed by exception are no passes", async () => {
  const told = (status: string, subStatus: string): object =>
    control(status, { statusInfo: { status, subStatus } });
  const { observations, warnings } = await readAll(
    report({
      "C-0001": told("passed", "irrelevant"),
      "C-0002": told("passed", "w/exceptions"),
      "C-0003": told("skipped", "manual review"),
      "C-0004": control("passed"),
      "C-0005": control("perhaps"),
    }),
  );
  expect(observations.map(({ check, result }) => [check, result])).toEqual([
    ["kubescape:C-0001", "notApplicable"],
    ["kubescape:C-0002", "info"],
    ["kubescape:C-0003", "info"],
    ["kubescape:C-0004", "pass"],
  ]);
  expect(warnings).toEqual(["result-unknown /summaryDetails/controls/C-0005"]);
});

test("a clean cluster passes as a whole; counts that differ and a scan without a name are noticed", async () => {
  const clean = await readAll(report({ "C-0004": control("passed") }));
  expect(clean.observations.at(-1)).toMatchObject({
    check: "scan-run:kubescape/misconfiguration",
    result: "pass",
  });
  const { warnings } = await readAll(
    report({ "C-0009": control("failed", { statusInfo: { status: "failed" } }) }, ""),
  );
  expect(warnings).toEqual([
    "subject-unclear /clusterName",
    "counts-differ /summaryDetails/controls/C-0009",
  ]);
  expect((await readAll(report({}))).warnings).toEqual(["no-results /summaryDetails/controls"]);
});
