/** Checkov: passed, failed and skipped checks, one report per framework, and what it could not parse. */

import { expect, test } from "vitest";
import { readTold } from "../../testing/told.ts";

const check = (id: string, result: string, more = {}): object => ({
  check_id: id,
  bc_check_id: "BC_AWS_S3_1",
  check_name: "Storage is private",
  check_result: { result },
  code_block: [[1, "resource"]],
  file_path: "/storage.tf",
  file_abs_path: "/srv/plant/infra/storage.tf",
  repo_file_path: "/storage.tf",
  file_line_range: [3, 9],
  resource: "aws_s3_bucket.history",
  severity: null,
  ...more,
});

const report = {
  check_type: "terraform",
  results: {
    passed_checks: [check("CKV_AWS_21", "PASSED")],
    failed_checks: [check("CKV_AWS_20", "FAILED", { severity: "HIGH" })],
    skipped_checks: [
      check("CKV_AWS_18", "SKIPPED", {
        check_result: { result: "SKIPPED", suppress_comment: "logged elsewhere" },
      }),
    ],
    parsing_errors: [],
  },
  summary: { passed: 1, failed: 1, skipped: 1, parsing_errors: 0, checkov_version: "3.2.0" },
};

test("passed, failed and skipped checks of the folder that was scanned", async () => {
  const { format, lines, observations, warnings, scopes } = await readTold(report);
  expect(format).toBe("checkov");
  expect(lines).toEqual([
    "pass checkov:CKV_AWS_21 null repository=/srv/plant/infra null /results/passed_checks/0",
    "fail checkov:CKV_AWS_20 high repository=/srv/plant/infra null /results/failed_checks/0",
    "info checkov:CKV_AWS_18 null repository=/srv/plant/infra null /results/skipped_checks/0",
    "fail scan-run:checkov/misconfiguration high repository=/srv/plant/infra null /results/passed_checks/0",
  ]);
  expect(observations[1]?.refs).toEqual(["prisma:BC_AWS_S3_1", "finding:misconfiguration"]);
  expect(observations[2]?.message).toBe(
    "skipped: logged elsewhere · /storage.tf:3 · aws_s3_bucket.history",
  );
  expect(scopes).toEqual(["checkov:terraform /srv/plant/infra"]);
  expect(warnings).toEqual([]);
});

test("an array is one report for each framework, each with its scope and kind", async () => {
  const secrets = {
    ...report,
    check_type: "secrets",
    results: { failed_checks: [check("CKV_SECRET_2", "FAILED")] },
  };
  const { lines, scopes, warnings } = await readTold([report, secrets]);
  expect(scopes).toEqual([
    "checkov:terraform /srv/plant/infra",
    "checkov:secrets /srv/plant/infra",
  ]);
  expect(lines.slice(4)).toEqual([
    "fail checkov:CKV_SECRET_2 null repository=/srv/plant/infra null /1/results/failed_checks/0",
    "fail scan-run:checkov/exposed-secret null repository=/srv/plant/infra null /1/results/failed_checks/0",
  ]);
  expect(warnings).toEqual([]);
});

test("a clean run passes, files that were not parsed leave it open, a summary alone says nothing", async () => {
  const clean = {
    ...report,
    results: { passed_checks: [], failed_checks: [] },
    summary: { failed: 0, parsing_errors: 0 },
  };
  expect((await readTold(clean)).lines).toEqual([
    "pass scan-run:checkov/misconfiguration null repository=unnamed:checkov null 1:1",
  ]);
  const unparsed = await readTold({
    ...clean,
    results: { failed_checks: [], parsing_errors: ["/broken.tf"] },
    summary: { failed: 0, parsing_errors: 1 },
  });
  expect(unparsed.lines).toEqual([]);
  expect(unparsed.warnings).toEqual(["skipped /results/parsing_errors/0", "subject-unclear 1:1"]);
  const nothing = await readTold({ passed: 0, failed: 0, skipped: 0, checkov_version: "3.2.0" });
  expect([nothing.lines, nothing.scopes]).toEqual([[], []]);
  expect(nothing.warnings).toEqual(["subject-unclear 1:1", "no-results 1:1"]);
});

test("a check without an id and counts that differ are warned of; a cut file is refused by place", async () => {
  const odd = await readTold({ ...report, results: { failed_checks: [{ check_name: "x" }] } });
  expect(odd.warnings).toEqual([
    "id-missing /results/failed_checks/0",
    "subject-unclear 1:1",
    "counts-differ 1:1",
  ]);
  const cut = await readTold(JSON.stringify(report).slice(0, 300));
  expect(cut.failure).toBe("evidence.json-truncated 1:301");
});
