/** ScoutSuite: a script with one JSON object; rules that flagged items, found none, or had nothing to look at. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const rule = (checked: number, flagged: number, level = "danger"): object => ({
  checked_items: checked,
  flagged_items: flagged,
  level,
  description: "Bucket open to everyone",
  compliance: [
    { name: "CIS Google Cloud Platform Foundations", reference: "5.1", version: "1.0.0" },
    { name: "Other", reference: "1", version: "1" },
  ],
  items: flagged > 0 ? ["cloudstorage.projects.plant.buckets.b1.acl"] : [],
});

const file = (findings: object, more: object = {}): string => `scoutsuite_results =
${JSON.stringify({
  account_id: "plant-1",
  provider_code: "gcp",
  last_run: {
    ruleset_name: "default",
    time: "2026-03-02 08:00:00+0800",
    version: "5.14.0",
    run_parameters: { skipped_services: ["dns"] },
  },
  services: { cloudstorage: { findings, projects: { plant: { buckets: [1, 2, 3] } } } },
  ...more,
})}`;

test("a rule that flagged items fails for the account, with time and place", async () => {
  const { format, observations, warnings } = await readAll(
    file({ "open-bucket": rule(8, 4) }),
    [7],
  );
  expect(format).toBe("scout-suite");
  expect(warnings).toEqual(["skipped /last_run/run_parameters/skipped_services"]);
  expect(observations[0]).toEqual({
    subject: {
      kind: "organisation",
      id: "gcp:plant-1",
      identifiers: { provider: "gcp", account: "plant-1" },
    },
    check: "scout:cloudstorage/open-bucket",
    revision: null,
    title: "Bucket open to everyone",
    refs: ["cis:google-cloud-platform-foundations-1.0.0/5.1", "finding:misconfiguration"],
    result: "fail",
    severity: "high",
    observedAt: "2026-03-02T00:00:00.000Z",
    at: "/services/cloudstorage/findings/open-bucket",
    message: "4 of 8 checked items flagged\ncloudstorage.projects.plant.buckets.b1.acl",
  });
});

test("nothing flagged is a pass, nothing to look at is not applicable", async () => {
  const { observations } = await readAll(file({ a: rule(2, 0, "warning"), b: rule(0, 0) }));
  expect(observations.map(({ check, result, severity }) => [check, result, severity])).toEqual([
    ["scout:cloudstorage/a", "pass", "medium"],
    ["scout:cloudstorage/b", "notApplicable", "high"],
    ["scan-run:scoutsuite/misconfiguration", "pass", null],
  ]);
});

test("rules without counts are passed over; what is broken is named by the line of the script", async () => {
  const { warnings } = await readAll(file({ a: { level: "danger" } }, { account_id: null }));
  expect(warnings).toEqual([
    "result-unknown /services/cloudstorage/findings/a",
    "subject-unclear /account_id",
    "skipped /last_run/run_parameters/skipped_services",
    "no-results /services",
  ]);
  const broken = await readAll(
    file({ a: rule(1, 1) }).replace('"account_id":', '"account_id" oops'),
  );
  expect(broken.failure).toMatch(/^evidence\.json-malformed 2:1[0-9]$/);
});
