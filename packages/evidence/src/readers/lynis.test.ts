/** Lynis: warnings and suggestions with their test, tests that ran clean, and reports that broke off. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const report = (finish = "finish=true"): string => `# Lynis Report
report_version_major=1
report_version_minor=0
report_datetime_start=2026-03-02 08:00:00
lynis_version=3.1.4
hostname=hist-01
domainname=plant.example
network_ipv4_address[]=127.0.0.1
network_ipv4_address[]=10.3.0.7
network_mac_address[]=00:1b:1b:01:02:03
suggestion[]=LYNIS|This release is old.|-|-|
suggestion[]=SSH-7408|Consider hardening SSH configuration|AllowTcpForwarding (set YES to NO)|-|
warning[]=PKGS-7392|Found one or more vulnerable packages.|-|-|
suggestion[]=no-id
report_datetime_end=2026-03-02 08:01:30
hardening_index=57
tests_executed=SSH-7408|PKGS-7392|AUTH-9204|AUTH-9204|
tests_skipped=MACF-6242|CONT-8104|
${finish}
`;

test("a suggestion is a failed check of the host with Lynis' words, time and line", async () => {
  const { format, observations, warnings } = await readAll(report(), [7]);
  expect(format).toBe("lynis");
  expect(warnings).toEqual(["id-missing line:14", "time-missing line:6", "skipped line:18"]);
  expect(observations[1]).toEqual({
    subject: {
      kind: "host",
      id: "mac:00:1b:1b:01:02:03",
      identifiers: {
        mac: "00:1b:1b:01:02:03",
        fqdn: "hist-01.plant.example",
        ipv4: "10.3.0.7",
        hostname: "hist-01",
      },
    },
    check: "lynis:SSH-7408",
    revision: null,
    title: "Consider hardening SSH configuration",
    refs: ["finding:misconfiguration"],
    result: "fail",
    severity: "low",
    observedAt: "2026-03-02T08:01:30.000Z",
    at: "line:12",
    message: "suggestion: AllowTcpForwarding (set YES to NO)",
  });
});

test("warnings weigh more, tests that ran without a word pass, Lynis' remarks on itself are facts", async () => {
  const { observations } = await readAll(report());
  expect(
    observations.map(({ check, result, severity, at }) => [check, result, severity, at]),
  ).toEqual([
    ["lynis:LYNIS", "info", "low", "line:11"],
    ["lynis:SSH-7408", "fail", "low", "line:12"],
    ["lynis:PKGS-7392", "fail", "medium", "line:13"],
    ["lynis:hardening-index", "info", null, "line:16"],
    ["lynis:AUTH-9204", "pass", null, "line:17"],
    ["scan-run:lynis/misconfiguration", "fail", "low", "line:6"],
  ]);
});

test("a report that broke off says what it found and no more", async () => {
  const { observations, warnings } = await readAll(report(""));
  expect(observations.some(({ check }) => check.startsWith("scan-run"))).toBe(false);
  expect(warnings.at(-1)).toBe("skipped line:19");
  const clean = await readAll(
    "report_version_major=1\nlynis_version=3.1.4\nhostid2=ABCDEF\nreport_datetime_end=2026-03-02 08:00:00\nfinish=true\n",
  );
  expect(clean.observations).toMatchObject([
    { check: "scan-run:lynis/misconfiguration", result: "pass", subject: { id: "machine:abcdef" } },
  ]);
});
