/** CKLB: verdicts of the JSON checklist, whose host is named after its rules. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const rule = {
  group_id: "V-257777",
  rule_id: "SV-257777r925318",
  rule_id_src: "SV-257777r925318_rule",
  rule_version: "RHEL-09-211010",
  rule_title: "The release must be supported.",
  group_title: "SRG-OS-000480-GPOS-00227",
  severity: "medium",
  check_content: "long text ".repeat(500),
  ccis: ["CCI-000366"],
  legacy_ids: ["V-71989"],
  status: "open",
  finding_details: "Release 9.1 found.",
  comments: "",
  overrides: {},
};

const file = (rules: readonly object[]): string =>
  JSON.stringify({
    title: "hist-01",
    stigs: [
      { stig_id: "RHEL_9_STIG", release_info: "Release: 3 Benchmark Date: 24 Apr 2024", rules },
    ],
    target_data: { host_name: "hist-01", ip_address: "10.3.0.7", mac_address: "", fqdn: "" },
    cklb_version: "1.0",
  });

test("an open rule is a failed check of the host that the end of the file names", async () => {
  const { format, observations, warnings } = await readAll(file([rule]), [7]);
  expect(format).toBe("cklb");
  expect(warnings).toEqual(["time-missing /target_data"]);
  expect(observations[0]).toEqual({
    subject: {
      kind: "host",
      id: "ipv4:10.3.0.7",
      identifiers: { ipv4: "10.3.0.7", hostname: "hist-01" },
    },
    check: "stig:V-257777",
    revision: "R3",
    title: "The release must be supported.",
    refs: [
      "stig:SV-257777",
      "cci:CCI-000366",
      "stig:V-71989",
      "stig:RHEL-09-211010",
      "srg:SRG-OS-000480-GPOS-00227",
      "finding:misconfiguration",
    ],
    result: "fail",
    severity: "medium",
    observedAt: null,
    at: "/stigs/0/rules/0",
    message: "Release 9.1 found.",
  });
});

test("overrides, statuses and what nobody reviewed", async () => {
  const overrides = { severity: { severity: "low", reason: "isolated cell" } };
  const { observations, warnings } = await readAll(
    file([
      { ...rule, overrides },
      { ...rule, status: "not_a_finding" },
      { ...rule, status: "not_applicable" },
      { ...rule, status: "not_reviewed" },
      { ...rule, status: "perhaps" },
      { ...rule, group_id: "", rule_id_src: 7 },
    ]),
  );
  expect(observations.map(({ result, severity }) => [result, severity])).toEqual([
    ["fail", "low"],
    ["pass", "medium"],
    ["notApplicable", "medium"],
    ["info", "medium"],
    ["fail", "medium"],
    ["fail", null],
  ]);
  expect(warnings).toEqual([
    "time-missing /target_data",
    "result-unknown /stigs/0/rules/4",
    "unanswered /stigs/0/rules",
  ]);
});

test("a clean checklist passes as a whole; one without rules says nothing; one that breaks off is refused", async () => {
  const clean = await readAll(file([{ ...rule, status: "not_a_finding" }]));
  expect(clean.observations.map(({ check, result }) => [check, result])).toEqual([
    ["stig:V-257777", "pass"],
    ["scan-run:stig-viewer/misconfiguration", "pass"],
  ]);
  const empty = await readAll(file([]));
  expect(empty.observations).toEqual([]);
  expect(empty.warnings).toEqual(["time-missing /target_data", "no-results /stigs/0"]);
  expect((await readAll(file([rule]).slice(0, -40))).failure).toMatch(/^evidence\.json-truncated/);
});
