/** InSpec and HDF: controls with their results, waivers, overlays, controls line by line. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const result = (status: string): object => ({
  status,
  code_desc: "File /etc/shadow mode is expected to eq 0",
  message: status === "failed" ? "got 0640" : undefined,
  start_time: "2026-03-02T08:00:00+08:00",
});

const control = (statuses: readonly string[], more: object = {}): object => ({
  id: "SV-204439",
  title: "Shadow must be protected",
  desc: "long",
  impact: 0.7,
  tags: { nist: ["AC-6 (2)", "Rev_4"], cci: ["CCI-000366"], gid: "V-204439", stig_id: "RHEL-07-1" },
  code: "control 'SV-204439' do",
  results: statuses.map(result),
  ...more,
});

const report = (controls: readonly object[], more: object = {}): string =>
  JSON.stringify({
    platform: { name: "redhat", release: "8.5", target_id: "6b6f0a1c-0000-4000-8000-000000000001" },
    profiles: [{ name: "rhel8-stig", version: "1.2.0", controls }],
    statistics: { duration: 1 },
    version: "5.22.3",
    ...more,
  });

test("a failed control of the host with its catalogues, time and place", async () => {
  const { format, observations, warnings } = await readAll(
    report([control(["passed", "failed"])]),
    [7],
  );
  expect(format).toBe("inspec");
  expect(warnings).toEqual([]);
  expect(observations[0]).toEqual({
    subject: {
      kind: "host",
      id: "machine:6b6f0a1c-0000-4000-8000-000000000001",
      identifiers: { machine: "6b6f0a1c-0000-4000-8000-000000000001" },
    },
    check: "inspec:SV-204439",
    revision: "1.2.0",
    title: "Shadow must be protected",
    refs: [
      "stig:SV-204439",
      "stig:V-204439",
      "cci:CCI-000366",
      "stig:RHEL-07-1",
      "nist:AC-6(2)",
      "finding:misconfiguration",
    ],
    result: "fail",
    severity: "high",
    observedAt: "2026-03-02T00:00:00.000Z",
    at: "/profiles/0/controls/0",
    message: "File /etc/shadow mode is expected to eq 0: got 0640",
  });
});

test("results of a control are taken together, and a waived failure neither proves nor contradicts", async () => {
  const waiver_data = { justification: "isolated cell", run: true };
  const { observations, warnings } = await readAll(
    report([
      control(["passed"]),
      control(["skipped"]),
      control(["skipped"], { impact: 0 }),
      control(["error", "passed"]),
      control(["failed"], { waiver_data }),
      control(["failed"], { waiver_data: { ...waiver_data, message: "Waiver expired on 2025" } }),
      control([]),
      control(["passed"], { id: null }),
    ]),
  );
  expect(observations.slice(0, 6).map(({ result: said, severity }) => [said, severity])).toEqual([
    ["pass", "high"],
    ["info", "high"],
    ["notApplicable", "none"],
    ["error", "high"],
    ["info", "high"],
    ["fail", "high"],
  ]);
  expect(observations[4]?.message).toMatch(/^waived: isolated cell/);
  expect(warnings).toEqual(["id-missing /profiles/0/controls/7", "skipped /profiles/0/controls/6"]);
});

test("a platform that the file names last still names the host; what other tools found keeps their family", async () => {
  const late = JSON.stringify({
    profiles: [{ controls: [control(["passed"])], name: "Nikto Scan" }],
    platform: { name: "Heimdall Tools", target_id: "web-1.plant.example" },
  });
  const { observations, events } = await readAll(late);
  expect(observations[0]?.subject.id).toBe("fqdn:web-1.plant.example");
  expect(events[0]).toMatchObject({ kind: "tool", family: "nikto-scan" });
  const nameless = await readAll(report([control(["passed"])], { platform: {} }));
  expect(nameless.warnings).toEqual(["subject-unclear /platform"]);
  const clean = await readAll(report([control(["passed"])]));
  expect(clean.observations.at(-1)).toMatchObject({
    check: "scan-run:inspec/misconfiguration",
    result: "pass",
  });
});

const line = (more: object = {}): string =>
  JSON.stringify({
    ...control(["failed"]),
    tags: undefined,
    control_tags: { cis: "distribution-independent-linux:2.2.1.1" },
    platform: { name: "redhat", target_id: "log-1.plant.example" },
    profile: { name: "cis-dil", version: "0.3.0" },
    ...more,
  });

test("controls line by line, each with its host and profile", async () => {
  const { format, observations, warnings, failure } = await readAll(
    `\n${line()}\n${line({ results: [result("passed")] })}\n${line({ id: 7 })}\n`,
    [7],
  );
  expect(format).toBe("inspec-lines");
  expect(failure).toBeNull();
  expect(observations[0]).toMatchObject({
    subject: { id: "fqdn:log-1.plant.example" },
    revision: "0.3.0",
    refs: [
      "stig:SV-204439",
      "cis:distribution-independent-linux/2.2.1.1",
      "finding:misconfiguration",
    ],
    result: "fail",
    at: "/0",
  });
  expect(observations[1]).toMatchObject({ result: "pass", at: "/1" });
  expect(warnings).toEqual(["id-missing /2"]);
});
