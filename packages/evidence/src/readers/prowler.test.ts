/** Prowler: its CSV and its OCSF say the same of an account, with mutes and checks that are left to a person. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const heading =
  "TIMESTAMP;ACCOUNT_UID;PROVIDER;CHECK_ID;CHECK_TITLE;STATUS;STATUS_EXTENDED;MUTED;SEVERITY;RESOURCE_UID;REGION;COMPLIANCE;PROWLER_VERSION";

interface Row {
  readonly status: string;
  readonly muted?: string;
  readonly check?: string;
  readonly account?: string;
}

const row = ({ status, muted = "False", check = "iam_root_mfa", account = "123456789012" }: Row) =>
  `2026-03-02T08:00:00Z;${account};aws;${check};Root has MFA;${status};"Root has no MFA; add it";${muted};critical;arn:aws:iam::1:root;eu-west-1;CIS-1.4: 1.5 | NIST-800-53-Revision-5: ia_2_1, ac_3 | ISO27001-2013: A.9.2;5.1.0`;

const csv = (...rows: readonly Row[]): string => [heading, ...rows.map(row), ""].join("\n");

test("a failed check of the account with its catalogues, time and place", async () => {
  const { format, observations, warnings } = await readAll(csv({ status: "FAIL" }), [7]);
  expect(format).toBe("prowler-csv");
  expect(warnings).toEqual([]);
  expect(observations[0]).toEqual({
    subject: {
      kind: "organisation",
      id: "aws:123456789012",
      identifiers: { provider: "aws", account: "123456789012" },
    },
    check: "prowler:iam_root_mfa",
    revision: null,
    title: "Root has MFA",
    refs: [
      "cis:aws-1.4/1.5",
      "nist:IA-2(1)",
      "nist:AC-3",
      "iso27001:A.9.2",
      "finding:misconfiguration",
    ],
    result: "fail",
    severity: "critical",
    observedAt: "2026-03-02T08:00:00.000Z",
    at: "2:4",
    message: "arn:aws:iam::1:root\neu-west-1\nRoot has no MFA; add it",
  });
});

test("mutes and manual checks are facts and keep an account from being proved clean", async () => {
  const { observations } = await readAll(
    csv({ status: "PASS" }, { status: "MANUAL" }, { status: "FAIL", muted: "True" }),
  );
  expect(observations.map(({ result }) => result)).toEqual(["pass", "info", "info"]);
  expect(observations[2]?.message).toMatch(/^muted by decision/);
  const clean = await readAll(csv({ status: "PASS" }));
  expect(clean.observations.at(-1)).toMatchObject({
    check: "scan-run:prowler/misconfiguration",
    result: "pass",
  });
});

test("rows without a check, a known status or an account are named by their cell", async () => {
  const { observations, warnings } = await readAll(
    csv({ status: "FAIL", check: "" }, { status: "ODD" }, { status: "PASS", account: "" }),
  );
  expect(observations[0]?.subject.id).toBe("aws:unnamed");
  expect(warnings).toEqual(["id-missing 2:4", "result-unknown 3:6", "subject-unclear 4:2"]);
});

test("the same run as OCSF has the same checks and takes the place of the CSV", async () => {
  const event = {
    class_uid: 2004,
    category_uid: 2,
    time: 1772438400,
    metadata: { event_code: "iam_root_mfa", product: { name: "Prowler", version: "5.1.0" } },
    severity: "Critical",
    status: "New",
    status_code: "FAIL",
    status_detail: "Root has no MFA",
    status_id: 1,
    unmapped: { compliance: { "CIS-1.4": ["1.5"] } },
    finding_info: { title: "Root has MFA", uid: "x" },
    resources: [{ uid: "arn:aws:iam::1:root" }],
    cloud: { provider: "aws", account: { uid: "123456789012" } },
  };
  const { format, observations, events } = await readAll(JSON.stringify([event]), [7]);
  expect(format).toBe("ocsf");
  expect(observations[0]).toMatchObject({
    subject: { id: "aws:123456789012" },
    check: "prowler:iam_root_mfa",
    refs: ["cis:aws-1.4/1.5", "finding:misconfiguration"],
    result: "fail",
    severity: "critical",
    observedAt: "2026-03-02T08:00:00.000Z",
    at: "/0",
    message: "arn:aws:iam::1:root\nRoot has no MFA",
  });
  expect(events.find(({ kind }) => kind === "scope")).toMatchObject({ scope: "prowler" });
});
