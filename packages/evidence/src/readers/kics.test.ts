/** KICS: every place where a query was answered, its severity and time, and what could not be scanned. */

import { expect, test } from "vitest";
import { readTold } from "../../testing/told.ts";

const canary = "c4n4ry-p4ssw0rd";
const report = {
  kics_version: "v2.1.0",
  files_scanned: 2,
  files_failed_to_scan: 0,
  queries_total: 800,
  queries_failed_to_execute: 0,
  severity_counters: { HIGH: 2, INFO: 0 },
  total_counter: 2,
  start: "2026-03-02T08:00:00Z",
  end: "2026-03-02T08:00:05.5+08:00",
  queries: [
    {
      query_name: "Container Runs As Root",
      query_id: "cf34805e-3872-4c08-bf92-6ff7bb0cfadb",
      severity: "MEDIUM",
      platform: "Kubernetes",
      cwe: "250",
      category: "Best Practices",
      files: [
        {
          file_name: "hmi.yaml",
          line: 12,
          resource_type: "Pod",
          resource_name: "hmi",
          actual_value: "runAsNonRoot is undefined",
        },
      ],
    },
    {
      query_name: "Passwords And Secrets - Generic Password",
      query_id: "487f4be7-3fd9-4506-a07a-eae252180c08",
      severity: "HIGH",
      files: [{ file_name: "db.tf", line: 4, resource_name: "n/a", actual_value: canary }],
      category: "Secret Management",
    },
  ],
};

test("each place is a finding of its query, known by what follows the places too", async () => {
  const { format, lines, observations, warnings } = await readTold(report);
  expect(format).toBe("kics");
  expect(lines).toEqual([
    "fail kics:cf34805e-3872-4c08-bf92-6ff7bb0cfadb medium repository=unnamed:kics 2026-03-02T00:00:05.500Z /queries/0/files/0",
    "fail kics:487f4be7-3fd9-4506-a07a-eae252180c08 high repository=unnamed:kics 2026-03-02T00:00:05.500Z /queries/1/files/0",
    "fail scan-run:kics/misconfiguration medium repository=unnamed:kics 2026-03-02T00:00:05.500Z 1:1",
  ]);
  expect(observations[0]).toMatchObject({
    refs: ["cwe:250", "finding:misconfiguration"],
    message: "hmi.yaml:12 · Pod hmi · runAsNonRoot is undefined",
  });
  expect(observations[1]).toMatchObject({
    refs: ["finding:exposed-secret"],
    message: "db.tf:4",
  });
  expect(warnings).toEqual(["subject-unclear 1:1"]);
});

test("no query answered is a pass, unless files or queries failed", async () => {
  const clean = { ...report, queries: [], total_counter: 0 };
  expect((await readTold(clean)).lines).toEqual([
    "pass scan-run:kics/misconfiguration null repository=unnamed:kics 2026-03-02T00:00:05.500Z 1:1",
  ]);
  const failed = await readTold({ ...clean, files_failed_to_scan: 1 });
  expect(failed.lines).toEqual([]);
  expect(failed.warnings).toEqual(["subject-unclear 1:1", "skipped /files_failed_to_scan"]);
});

test("a total that differs and a query without its id are warned of", async () => {
  const { warnings } = await readTold({
    ...report,
    queries: [{ query_name: "x", files: [{ file_name: "a.tf" }] }],
  });
  expect(warnings).toEqual([
    "id-missing /queries/0/files/0",
    "subject-unclear 1:1",
    "counts-differ 1:1",
  ]);
});
