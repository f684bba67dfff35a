/** Rootkit Hunter: checks that pass, warn, are skipped; explanations of warnings; logs that break off. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const log = (
  checks: string,
  end = "[05:04:51] Info: End date is Fri Jul 31 05:04:51 UTC 2026\n",
): string =>
  `[05:01:52] Running Rootkit Hunter version 1.4.6 on hist-01.plant.example
[05:01:52]
[05:01:52] Info: Start date is Fri Jul 31 05:01:52 UTC 2026
[05:02:59] Info: Starting test name 'known_rkts'
${checks}
${end}`;

test("each check is told with its test, a warning with what explains it", async () => {
  const { format, observations, warnings } = await readAll(
    log(`[05:02:59]   Checking for file '/tmp/.../r'                  [ Not found ]
[05:02:59] 55808 Trojan - Variant A                          [ Not found ]
[05:04:04]     Checking hard link count on '/sbin/init'      [ Warning ]
[05:04:04] Warning: Suckit Rootkit additional checks         [ Warning ]
[05:04:04]          Hard link count is 2
[05:04:04] Info: Starting test name 'system_configs_ssh'
[05:04:48]   Checking for an SSH configuration file          [ Not found ]
[05:04:50]   Checking for missing log files                  [ Skipped ]
[05:04:50]   Checking something new                          [ Puzzled ]`),
    [7],
  );
  expect(format).toBe("rkhunter");
  expect(observations.map(({ check, result, message }) => [check, result, message])).toEqual([
    ["rkhunter:known_rkts/file-'/tmp/.../r'", "pass", "Not found"],
    ["rkhunter:known_rkts/55808-Trojan---Variant-A", "pass", "Not found"],
    ["rkhunter:known_rkts/hard-link-count-on-'/sbin/init'", "fail", null],
    ["rkhunter:known_rkts/Suckit-Rootkit-additional-checks", "fail", "Hard link count is 2"],
    ["rkhunter:system_configs_ssh/an-SSH-configuration-file", "info", "Not found"],
    ["rkhunter:system_configs_ssh/missing-log-files", "notApplicable", "Skipped"],
    ["scan-run:rkhunter/malware", "fail", "2"],
  ]);
  expect(observations[3]).toEqual({
    subject: {
      kind: "host",
      id: "fqdn:hist-01.plant.example",
      identifiers: { fqdn: "hist-01.plant.example" },
    },
    check: "rkhunter:known_rkts/Suckit-Rootkit-additional-checks",
    revision: null,
    title: "Warning: Suckit Rootkit additional checks",
    refs: ["finding:malware"],
    result: "fail",
    severity: null,
    observedAt: "2026-07-31T05:01:52.000Z",
    at: "8:1",
    message: "Hard link count is 2",
  });
  expect(warnings).toEqual(["result-unknown 13:1"]);
});

test("a clean run passes, one that breaks off concludes nothing", async () => {
  const check = "[05:02:59] ADM Worm                                          [ Not found ]";
  const clean = await readAll(log(check));
  expect(clean.observations.map(({ check: name, result }) => `${name} ${result}`)).toEqual([
    "rkhunter:known_rkts/ADM-Worm pass",
    "scan-run:rkhunter/malware pass",
  ]);
  const cut = await readAll(log(check, ""));
  expect(cut.observations.map(({ check: name }) => name)).toEqual(["rkhunter:known_rkts/ADM-Worm"]);
});

test("another log is not rkhunter's", async () => {
  const { failure } = await readAll("[05:01:52] Running something else on x\n");
  expect(failure).toBe("evidence.unknown-format 1:1");
});
