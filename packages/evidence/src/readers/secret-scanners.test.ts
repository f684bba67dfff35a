/** Readers of tools that find secrets: rule, place and repository are told; the secret itself is in no event. */

import { expect, test } from "vitest";
import { readTold } from "../../testing/told.ts";

const canary = "c4n4ry-AKIA-secret";

const gitleaks = (more: object): object => ({
  RuleID: "aws-access-token",
  Description: "AWS token",
  StartLine: 2,
  Match: `key = "${canary}"`,
  Secret: canary,
  File: "conf/aws.tf",
  Commit: "74d53286",
  Date: "2026-02-14T17:05:15Z",
  Message: `add ${canary}`,
  Tags: [],
  ...more,
});

const trufflehog = (source: object, more: object = {}): object => ({
  SourceMetadata: { Data: source },
  DetectorName: "AWS",
  Verified: false,
  Raw: canary,
  RawV2: canary,
  Redacted: canary,
  ExtraData: { account: canary },
  StructuredData: null,
  ...more,
});

const lines = (documents: readonly object[]): string =>
  documents.map((one) => `${JSON.stringify(one)}\n`).join("");

const thirdVersion = lines([
  trufflehog(
    {
      Git: {
        repository: "https://git.example/plant/hmi.git",
        commit: "ab12",
        file: "a.py",
        line: 7,
      },
    },
    { Verified: true },
  ),
  trufflehog({ Docker: { image: "registry.example/hmi", tag: "2.1", file: "/etc/a" } }),
  trufflehog({ Filesystem: { file: "/srv/b.txt" } }),
  { level: "info-0", ts: "2026-03-02T08:00:00Z", logger: "trufflehog", msg: "finished scanning" },
]);

const secondVersion = lines([
  {
    branch: "origin/dev",
    commit: `add ${canary}`,
    commitHash: "288f35ed",
    date: "2021-01-30 19:50:09",
    diff: `+ ${canary}`,
    path: "test_all.py",
    printDiff: canary,
    reason: "Generic Secret",
    stringsFound: [canary],
  },
]);

test("Gitleaks: rule, file, line and commit; a link names the repository", async () => {
  const link = "https://git.example/plant/hmi/blob/74d53286/conf/aws.tf#L2";
  const {
    format,
    lines: found,
    observations,
    warnings,
  } = await readTold([
    gitleaks({}),
    gitleaks({ Link: link, RuleID: "private-key" }),
    gitleaks({ RuleID: undefined }),
  ]);
  expect(format).toBe("gitleaks");
  expect(found).toEqual([
    "fail gitleaks:aws-access-token null repository=unnamed:gitleaks null /0",
    "fail gitleaks:private-key null repository=git.example/plant/hmi null /1",
    "fail scan-run:gitleaks/exposed-secret null repository=unnamed:gitleaks null 1:1",
    "fail scan-run:gitleaks/exposed-secret null repository=git.example/plant/hmi null /1",
  ]);
  expect(observations[0]).toMatchObject({
    message: "conf/aws.tf:2 · commit 74d53286",
    refs: ["finding:exposed-secret"],
  });
  expect(warnings).toEqual(["id-missing /2", "subject-unclear 1:1"]);
});

test("TruffleHog 3: each source is a subject of its own, and the log is no finding", async () => {
  const { format, lines: found, observations } = await readTold(thirdVersion);
  expect(format).toBe("trufflehog");
  expect(found.slice(0, 3)).toEqual([
    "fail trufflehog:AWS null repository=git.example/plant/hmi null /0",
    "fail trufflehog:AWS null image=image:registry.example/hmi:2.1 null /1",
    "fail trufflehog:AWS null repository=unnamed:trufflehog null /2",
  ]);
  expect(observations.slice(0, 3).map(({ message }) => message)).toEqual([
    "a.py:7 · commit ab12 · verified: it works",
    "/etc/a · not verified",
    "/srv/b.txt · not verified",
  ]);
});

test("TruffleHog 2: reason, path, commit and branch", async () => {
  const { lines: found, observations } = await readTold(secondVersion);
  expect(found).toEqual([
    "fail trufflehog:Generic-Secret null repository=unnamed:trufflehog null /0",
    "fail scan-run:trufflehog/exposed-secret null repository=unnamed:trufflehog null 1:1",
  ]);
  expect(observations[0]?.message).toBe("test_all.py · commit 288f35ed · origin/dev");
});

const trivy = {
  SchemaVersion: 2,
  ArtifactName: "registry.example/hmi:2.1",
  ArtifactType: "container_image",
  Results: [
    {
      Target: "/etc/app.env",
      Class: "secret",
      Secrets: [
        {
          RuleID: "aws-access-key-id",
          Severity: "CRITICAL",
          Title: "AWS Access Key ID",
          StartLine: 1,
          Match: canary,
          Code: { Lines: [{ Content: canary }] },
        },
      ],
      ExperimentalModifiedFindings: [
        {
          Type: "secret",
          Status: "ignored",
          Finding: { RuleID: "aws-secret", Match: canary, Code: { Lines: [{ Content: canary }] } },
        },
      ],
    },
  ],
};

const operator = {
  apiVersion: "aquasecurity.github.io/v1alpha1",
  kind: "ExposedSecretReport",
  metadata: { name: "replicaset-hmi", namespace: "plant" },
  report: {
    artifact: { repository: "line3/hmi", tag: "2.1" },
    secrets: [{ ruleID: "aws-access-key-id", match: canary, severity: "HIGH", target: "/a.env" }],
  },
};

const checkov = {
  check_type: "secrets",
  results: {
    failed_checks: [
      {
        check_id: "CKV_SECRET_2",
        check_name: "AWS Access Key",
        code_block: [[1, canary]],
        file_path: "/a.tf",
        resource: "0e4d1a9c",
      },
    ],
  },
};

const kics = {
  queries_total: 1,
  files_scanned: 1,
  queries: [
    {
      query_name: "Passwords And Secrets - Generic Password",
      query_id: "487f4be7",
      files: [{ file_name: "db.tf", line: 4, search_value: canary, actual_value: canary }],
    },
  ],
};

const semgrep = {
  results: [
    {
      check_id: "generic.secrets.aws-key",
      path: "a.py",
      extra: { message: canary, lines: canary, metavars: { $KEY: { abstract_content: canary } } },
    },
  ],
  errors: [],
  paths: { scanned: [] },
};

const bandit = {
  generated_at: "2026-03-02T08:00:00Z",
  results: [
    { test_id: "B105", code: canary, issue_text: `Possible hardcoded password: '${canary}'` },
  ],
};

test.each([
  ["gitleaks", JSON.stringify([gitleaks({})])],
  ["trufflehog", thirdVersion],
  ["trufflehog", secondVersion],
  ["trivy", JSON.stringify(trivy)],
  ["trivy-operator", JSON.stringify(operator)],
  ["checkov", JSON.stringify(checkov)],
  ["kics", JSON.stringify(kics)],
  ["semgrep", JSON.stringify(semgrep)],
  ["bandit", JSON.stringify(bandit)],
])("a secret that %s reports is in no event", async (format, text) => {
  expect(text).toContain(canary);
  const told = await readTold(text);
  expect(told.format).toBe(format);
  expect(told.failure).toBeNull();
  expect(
    told.observations.filter(({ refs }) => refs.includes("finding:exposed-secret")),
  ).not.toEqual([]);
  expect(JSON.stringify(told.events)).not.toContain("c4n4ry");
});
