/** ASFF: checks of an account, vulnerabilities of an instance, and what someone suppressed or archived. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const finding = (more: object = {}): object => ({
  SchemaVersion: "2018-10-08",
  ProductArn: "arn:aws:securityhub:eu-west-1::product/aws/securityhub",
  ProductName: "Security Hub",
  GeneratorId: "security-control/IAM.1",
  AwsAccountId: "123456789012",
  UpdatedAt: "2026-03-02T08:00:00.000Z",
  Severity: { Label: "HIGH" },
  Title: "Root has MFA",
  Description: "Root has no MFA",
  Resources: [{ Type: "AwsAccount", Id: "AWS::::Account:123456789012" }],
  Compliance: {
    Status: "FAILED",
    SecurityControlId: "IAM.1",
    RelatedRequirements: ["NIST.800-53.r5 AC-3(7)", "CIS AWS Foundations Benchmark v1.4.0/1.20"],
  },
  Workflow: { Status: "NEW" },
  RecordState: "ACTIVE",
  ...more,
});

test("a failed check of the account with its catalogues, time and place", async () => {
  const file = JSON.stringify({ Findings: [finding()] });
  const { format, observations, warnings } = await readAll(file, [7]);
  expect(format).toBe("asff");
  expect(warnings).toEqual([]);
  expect(observations).toEqual([
    {
      subject: {
        kind: "organisation",
        id: "aws:123456789012",
        identifiers: { provider: "aws", account: "123456789012" },
      },
      check: "asff:security-control/IAM.1",
      revision: null,
      title: "Root has MFA",
      refs: [
        "asff-control:IAM.1",
        "nist:AC-3(7)",
        "cis:aws-foundations-1.4.0/1.20",
        "finding:misconfiguration",
      ],
      result: "fail",
      severity: "high",
      observedAt: "2026-03-02T08:00:00.000Z",
      at: "/Findings/0",
      message: "AWS::::Account:123456789012\nRoot has no MFA",
    },
  ]);
});

test("a vulnerability of an instance is the host's; products keep their own families", async () => {
  const vulnerable = finding({
    ProductName: "Inspector",
    Compliance: undefined,
    Severity: { Normalized: 95 },
    Vulnerabilities: [{ Id: "CVE-2025-0001" }],
    Resources: [
      {
        Type: "AwsEc2Instance",
        Id: "arn:aws:ec2:eu-west-1:1:instance/i-1",
        Details: { AwsEc2Instance: { IpV4Addresses: ["10.3.0.7"] } },
      },
    ],
  });
  const lines = [finding(), vulnerable, finding()].map((one) => JSON.stringify(one)).join("\n");
  const { observations, events } = await readAll(lines, [7]);
  expect(observations[1]).toMatchObject({
    subject: {
      kind: "host",
      id: "machine:arn:aws:ec2:eu-west-1:1:instance/i-1",
      identifiers: { ipv4: "10.3.0.7" },
    },
    refs: ["cve:CVE-2025-0001", "finding:host-vulnerability"],
    severity: "critical",
    at: "/1",
  });
  expect(events.map((event) => (event.kind === "tool" ? event.family : event.kind))).toEqual([
    "security-hub",
    "observation",
    "inspector",
    "observation",
    "security-hub",
    "observation",
  ]);
});

test("passes, suppressed, archived and undecided ones; what cannot be used is named", async () => {
  const { observations, warnings } = await readAll(
    JSON.stringify([
      finding({ Compliance: { Status: "PASSED" } }),
      finding({ Workflow: { Status: "SUPPRESSED" } }),
      finding({ RecordState: "ARCHIVED" }),
      finding({ Compliance: { Status: "NOT_AVAILABLE" } }),
      finding({ Compliance: { Status: "ODD" } }),
      finding({ GeneratorId: "" }),
      finding({ AwsAccountId: 7 }),
    ]),
  );
  expect(observations.map(({ result }) => result)).toEqual([
    "pass",
    "info",
    "info",
    "error",
    "fail",
  ]);
  expect(warnings).toEqual(["result-unknown /4", "id-missing /5", "subject-unclear /6"]);
});
