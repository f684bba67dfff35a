/** Trivy Operator: its kinds of report, alone, in a List and in an array; images by digest, workloads by name. */

import { expect, test } from "vitest";
import { readTold } from "../../testing/told.ts";

const digest = `sha256:${"c".repeat(64)}`;

const object = (kind: string, report: object): object => ({
  apiVersion: "aquasecurity.github.io/v1alpha1",
  kind,
  metadata: {
    name: "replicaset-hmi",
    namespace: "plant",
    labels: {
      "trivy-operator.resource.kind": "ReplicaSet",
      "trivy-operator.resource.name": "hmi-9658",
      "trivy-operator.resource.namespace": "plant",
    },
  },
  report: {
    artifact: { digest, repository: "line3/hmi", tag: "2.1" },
    registry: { server: "registry.example" },
    scanner: { name: "Trivy", version: "0.50.0" },
    updateTimestamp: "2026-03-02T08:00:00Z",
    ...report,
  },
});

const vulnerabilities = object("VulnerabilityReport", {
  vulnerabilities: [
    {
      vulnerabilityID: "CVE-2023-23914",
      resource: "curl",
      installedVersion: "7.87.0-r1",
      fixedVersion: "7.87.0-r2",
      severity: "CRITICAL",
      title: "HSTS ignored",
      links: ["https://a.example"],
    },
    { resource: "x" },
  ],
});

const check = (checkID: string, success: unknown): object => ({
  checkID,
  title: "Runs as root",
  severity: "MEDIUM",
  success,
  messages: ["set runAsNonRoot"],
});

const audit = object("ConfigAuditReport", {
  checks: [check("KSV012", false), check("KSV013", true), check("KSV014", "perhaps")],
});

const image = `image=${digest} 2026-03-02T08:00:00.000Z`;
const workload = "network=cluster:unnamed/plant/ReplicaSet/hmi-9658 2026-03-02T08:00:00.000Z";

test("a vulnerability report speaks of the image by its digest", async () => {
  const { format, lines, observations, warnings, scopes } = await readTold(vulnerabilities);
  expect(format).toBe("trivy-operator");
  expect(lines).toEqual([
    `fail cve:CVE-2023-23914 critical ${image} /report/vulnerabilities/0`,
    `fail scan-run:trivy/vulnerable-component critical ${image} 1:1`,
  ]);
  expect(observations[0]).toMatchObject({
    subject: { identifiers: { name: "registry.example/line3/hmi:2.1", digest } },
    title: "CVE-2023-23914: curl 7.87.0-r1: HSTS ignored",
    message: "fixed in 7.87.0-r2",
  });
  expect(scopes).toEqual([`trivy:vuln ${digest}`]);
  expect(warnings).toEqual(["id-missing /report/vulnerabilities/1"]);
});

test("an audit of settings speaks of the workload, in a cluster that nobody names; passes are kept", async () => {
  const list = { apiVersion: "v1", kind: "List", items: [audit, vulnerabilities] };
  const { format, lines, warnings } = await readTold(list);
  expect(format).toBe("trivy-operator");
  expect(lines.slice(0, 4)).toEqual([
    `fail trivy:KSV012 medium ${workload} /items/0/report/checks/0`,
    `pass trivy:KSV013 medium ${workload} /items/0/report/checks/1`,
    `fail scan-run:trivy/misconfiguration medium ${workload} /items/0`,
    `fail cve:CVE-2023-23914 critical ${image} /items/1/report/vulnerabilities/0`,
  ]);
  expect(warnings.slice(0, 2)).toEqual([
    "result-unknown /items/0/report/checks/2",
    "subject-unclear /items/0",
  ]);
});

test("an array mixes kinds: rights have a scope of their own, secrets are told by rule", async () => {
  const rights = object("RbacAssessmentReport", { checks: [check("KSV041", true)] });
  const secrets = object("ExposedSecretReport", {
    secrets: [{ ruleID: "aws-key", match: "AKIA", severity: "HIGH", target: "/a.env" }],
  });
  const { lines, scopes } = await readTold([rights, secrets]);
  expect(lines).toEqual([
    `pass trivy:KSV041 medium ${workload} /0/report/checks/0`,
    `pass scan-run:trivy/misconfiguration null ${workload} /0`,
    `fail trivy-secret:aws-key high ${image} /1/report/secrets/0`,
    `fail scan-run:trivy/exposed-secret high ${image} /1`,
  ]);
  expect(scopes).toEqual([
    "trivy:rbac cluster:unnamed/plant/ReplicaSet/hmi-9658",
    `trivy:secret ${digest}`,
  ]);
});
