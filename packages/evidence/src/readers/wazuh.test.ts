/** Wazuh: configuration checks and vulnerabilities from its interface, its indexer and its alerts. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const check = (id: number, result: string): object => ({
  id,
  policy_id: "cis_ubuntu22-04",
  title: "Ensure cramfs is disabled",
  remediation: "Remove the module",
  command: "modprobe -n -v cramfs",
  result,
  compliance: [
    { key: "cis", value: "1.1.1.1" },
    { key: "nist_sp_800-53", value: "CM-7,AC-6(2)" },
    { key: "pci_dss", value: "2.2" },
  ],
});

const answer = (items: readonly object[], total = items.length): string =>
  JSON.stringify({
    data: { affected_items: items, total_affected_items: total, failed_items: [] },
    message: "All selected sca/policy information was returned",
    error: 0,
  });

test("the interface's checks do not name their agent, and are told with policy, catalogues and place", async () => {
  const { format, observations, warnings } = await readAll(answer([check(28500, "failed")]), [7]);
  expect(format).toBe("wazuh-sca");
  expect(warnings).toEqual(["subject-unclear /data/affected_items/0"]);
  expect(observations[0]).toEqual({
    subject: { kind: "host", id: "host:unnamed", identifiers: {} },
    check: "wazuh-sca:cis_ubuntu22-04/28500",
    revision: null,
    title: "Ensure cramfs is disabled",
    refs: [
      "wazuh-sca:28500",
      "cis:ubuntu22-04/1.1.1.1",
      "nist:CM-7",
      "nist:AC-6(2)",
      "finding:misconfiguration",
    ],
    result: "fail",
    severity: null,
    observedAt: null,
    at: "/data/affected_items/0",
    message: "modprobe -n -v cramfs\nRemove the module",
  });
});

test("passes are kept, a page of an answer proves nothing as a whole, odd results are named", async () => {
  const clean = await readAll(answer([check(1, "passed"), check(2, "not applicable")]));
  expect(clean.observations.map(({ result }) => result)).toEqual(["pass", "notApplicable", "pass"]);
  const page = await readAll(answer([check(1, "passed"), check(2, "odd")], 500));
  expect(page.observations.map(({ result }) => result)).toEqual(["pass"]);
  expect(page.warnings).toEqual([
    "subject-unclear /data/affected_items/0",
    "result-unknown /data/affected_items/1",
    "counts-differ /data",
  ]);
});

test("alerts tell only what changed, each with its agent and time; summaries are counted", async () => {
  const alert = (sca: object): string =>
    JSON.stringify({
      timestamp: "2026-03-02T08:00:00.000+0800",
      rule: { groups: ["sca"] },
      agent: { id: "001", name: "hist-01", ip: "10.3.0.7" },
      data: { sca },
    });
  const text = [
    alert({
      type: "check",
      policy_id: "cis_debian",
      check: { id: "7", title: "t", result: "failed", compliance: { cis: "5.2.1" } },
    }),
    alert({ type: "summary", score: "60" }),
  ].join("\n");
  const { observations, warnings, events } = await readAll(text, [7]);
  expect(observations).toMatchObject([
    {
      subject: { id: "ipv4:10.3.0.7" },
      check: "wazuh-sca:cis_debian/7",
      refs: ["wazuh-sca:7", "cis:debian/5.2.1", "finding:misconfiguration"],
      observedAt: "2026-03-02T00:00:00.000Z",
      at: "/0",
    },
  ]);
  expect(warnings).toEqual(["skipped /1"]);
  expect(events.some(({ kind }) => kind === "scope")).toBe(false);
});

const hit = (vulnerability: object): object => ({
  _source: {
    agent: { id: "001", name: "hist-01" },
    wazuh: { cluster: { name: "plant" } },
    package: { name: "openssl", version: "3.0.1" },
    vulnerability: {
      id: "CVE-2025-0001",
      severity: "Critical",
      score: { base: 9.1 },
      detected_at: "2026-03-02T08:00:00.000Z",
      description: "Bad",
      ...vulnerability,
    },
  },
});

const hits = (list: readonly object[], value = list.length): string =>
  JSON.stringify({ took: 8, hits: { total: { value, relation: "eq" }, hits: list } });

test("a vulnerability of the indexer is a failed check of its agent, two agents of one name stay two", async () => {
  const { format, observations, warnings } = await readAll(hits([hit({})]), [7]);
  expect(format).toBe("wazuh-vulnerabilities");
  expect(warnings).toEqual([]);
  expect(observations[0]).toEqual({
    subject: {
      kind: "host",
      id: "machine:wazuh/plant/001",
      identifiers: { machine: "wazuh/plant/001", hostname: "hist-01" },
    },
    check: "cve:CVE-2025-0001",
    revision: null,
    title: "CVE-2025-0001: openssl 3.0.1",
    refs: ["finding:host-vulnerability"],
    result: "fail",
    severity: "critical",
    observedAt: "2026-03-02T08:00:00.000Z",
    at: "/hits/hits/0",
    message: "Bad",
  });
  expect(observations).toHaveLength(2);
});

test("a part of the hits claims nothing about the rest; ids that are none are named", async () => {
  const { observations, warnings, events } = await readAll(
    hits([hit({}), hit({ id: "", severity: "Untriaged" })], 125),
  );
  expect(observations).toHaveLength(1);
  expect(events.some(({ kind }) => kind === "scope")).toBe(false);
  expect(warnings).toEqual(["id-missing /hits/hits/1", "counts-differ /hits"]);
});

test("the interface's list, with what is solved, and an empty answer that names no agent", async () => {
  const item = (status: string): object => ({
    cve: "CVE-2025-0002",
    name: "curl",
    version: "8",
    severity: "Untriaged",
    cvss3_score: 5.5,
    status,
    detection_time: "2026-03-02T08:00:00Z",
    agent_id: "002",
    agent_name: "gw.plant.example",
  });
  const { observations } = await readAll(answer([item("VALID"), item("Solved")]));
  expect(observations.slice(0, 2)).toMatchObject([
    { subject: { id: "fqdn:gw.plant.example" }, result: "fail", severity: "medium" },
    { result: "pass" },
  ]);
  const empty = await readAll(
    JSON.stringify({
      data: { affected_items: [], total_affected_items: 0 },
      message: "All selected vulnerabilities were returned",
    }),
  );
  expect(empty).toMatchObject({
    format: "wazuh-vulnerabilities",
    observations: [],
    warnings: ["no-results /"],
  });
});
