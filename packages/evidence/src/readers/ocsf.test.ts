/** OCSF: compliance, vulnerability and detection findings of any product, as a list or line by line. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const base = {
  category_uid: 2,
  time: 1772438400000,
  metadata: { product: { name: "Plant Scanner", version: "2" } },
  severity_id: 4,
  device: { hostname: "hist-01.plant.example", ip: "10.3.0.7" },
  finding_info: { title: "Something", uid: "1", analytic: { uid: "R-7" } },
};

const compliance = (status: string, more: object = {}): object => ({
  ...base,
  class_uid: 2003,
  compliance: { control: "SSH-1", status, requirements: ["AC-6(2)", "CCI-000366", "other"] },
  ...more,
});

test("a compliance finding of a device, with time and place", async () => {
  const { format, observations, warnings } = await readAll(
    JSON.stringify([compliance("Fail")]),
    [7],
  );
  expect(format).toBe("ocsf");
  expect(warnings).toEqual([]);
  expect(observations).toEqual([
    {
      subject: {
        kind: "host",
        id: "fqdn:hist-01.plant.example",
        identifiers: { fqdn: "hist-01.plant.example", ipv4: "10.3.0.7" },
      },
      check: "ocsf:plant-scanner:SSH-1",
      revision: null,
      title: "Something",
      refs: ["nist:AC-6(2)", "cci:CCI-000366", "finding:misconfiguration"],
      result: "fail",
      severity: "high",
      observedAt: "2026-03-02T08:00:00.000Z",
      at: "/0",
      message: null,
    },
  ]);
});

test("a vulnerability finding is one check for each vulnerability; detections take their analytic", async () => {
  const vulnerability = {
    cve: { uid: "CVE-2025-0001", cvss: [{ base_score: 9.1 }], related_cwes: [{ uid: "CWE-79" }] },
    affected_packages: [{ name: "openssl", version: "3.0.1", purl: "pkg:deb/openssl@3.0.1" }],
  };
  const lines = [
    {
      ...base,
      class_uid: 2002,
      vulnerabilities: [vulnerability, { severity: "Low", title: "old" }],
    },
    { ...base, class_uid: 2004, malware: [{ name: "x" }] },
    { class_uid: 6003, category_uid: 6, metadata: {} },
  ];
  const { observations, warnings } = await readAll(
    lines.map((line) => JSON.stringify(line)).join("\n"),
    [7],
  );
  expect(observations.map(({ check, refs, severity, at }) => [check, refs, severity, at])).toEqual([
    [
      "cve:CVE-2025-0001",
      ["cwe:79", "purl:pkg:deb/openssl@3.0.1", "finding:host-vulnerability"],
      "critical",
      "/0/vulnerabilities/0",
    ],
    ["ocsf:old", ["finding:host-vulnerability"], "low", "/0/vulnerabilities/1"],
    ["ocsf:plant-scanner:R-7", ["finding:malware"], "high", "/1"],
  ]);
  expect(warnings).toEqual(["skipped /2"]);
});

test("suppressed, resolved and undecided findings, and those that cannot be used", async () => {
  const { observations, warnings } = await readAll(
    JSON.stringify([
      compliance("Fail", { status: "Suppressed" }),
      compliance("Pass"),
      compliance("Unknown"),
      compliance("Purple"),
      { ...base, class_uid: 2004, status: "Resolved", device: undefined },
      { ...base, class_uid: 2004, finding_info: {} },
    ]),
  );
  expect(observations.map(({ result }) => result)).toEqual(["info", "pass", "error", "pass"]);
  expect(warnings).toEqual(["result-unknown /3", "subject-unclear /4", "id-missing /5"]);
});
