/** Trivy: each of its scanners over images, folders and repositories, what is ignored, and the old form. */

import { expect, test } from "vitest";
import { readTold } from "../../testing/told.ts";

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

const report = {
  SchemaVersion: 2,
  CreatedAt: "2026-03-02T16:00:00.5+08:00",
  ArtifactName: "registry.example/hmi:2.1",
  ArtifactType: "container_image",
  Metadata: {
    OS: { Family: "debian", Name: "10.8", EOSL: true },
    ImageID: digest("a"),
    RepoDigests: [`registry.example/hmi@${digest("b")}`],
  },
  Results: [
    {
      Target: "hmi (debian 10.8)",
      Class: "os-pkgs",
      Type: "debian",
      Vulnerabilities: [
        {
          VulnerabilityID: "CVE-2011-3374",
          VendorIDs: ["DSA-1-1"],
          PkgName: "apt",
          PkgIdentifier: { PURL: "pkg:deb/debian/apt@1.8.2.2" },
          InstalledVersion: "1.8.2.2",
          FixedVersion: "1.8.3",
          Title: "keys not validated",
          Severity: "LOW",
          CweIDs: ["CWE-347"],
        },
        {
          VulnerabilityID: "CVE-2026-1001",
          PkgName: "z",
          Severity: "UNKNOWN",
          CVSS: { nvd: { V2Score: 4.3, V3Score: 9.8 }, redhat: { V3Score: 7 } },
        },
        { PkgName: "no id" },
      ],
      ExperimentalModifiedFindings: [
        {
          Type: "vulnerability",
          Status: "not_affected",
          Statement: "code not present",
          Source: "vex.json",
          Finding: { VulnerabilityID: "CVE-2026-1002", PkgName: "y", Severity: "HIGH" },
        },
        { Type: "dream", Finding: {} },
      ],
    },
    { Target: "OS Packages", Class: "license", Licenses: [{ Name: "GPL-3.0", PkgName: "bash" }] },
    { Target: "/etc/app.env", Class: "secret", Secrets: [{ RuleID: "aws", Severity: "CRITICAL" }] },
  ],
};

test("an image: packages, licences, secrets and the end of its system, each scanner in its own scope", async () => {
  const { format, lines, observations, warnings, scopes } = await readTold(report);
  expect(format).toBe("trivy");
  const subject = `image=${digest("a")} 2026-03-02T08:00:00.500Z`;
  expect(lines).toEqual([
    `fail trivy:os-end-of-life null ${subject} /Metadata/OS`,
    `fail cve:CVE-2011-3374 low ${subject} /Results/0/Vulnerabilities/0`,
    `fail cve:CVE-2026-1001 critical ${subject} /Results/0/Vulnerabilities/1`,
    `info cve:CVE-2026-1002 high ${subject} /Results/0/ExperimentalModifiedFindings/0`,
    `fail scan-run:trivy/vulnerable-component critical ${subject} 1:1`,
    `info license:GPL-3.0 null ${subject} /Results/1/Licenses/0`,
    `fail trivy-secret:aws critical ${subject} /Results/2/Secrets/0`,
    `fail scan-run:trivy/exposed-secret critical ${subject} 1:1`,
  ]);
  expect(scopes.map((scope) => scope.split(" ")[0])).toEqual([
    "trivy:vuln",
    "trivy:license",
    "trivy:secret",
  ]);
  expect(observations[0]).toMatchObject({
    title: "debian · 10.8",
    refs: ["finding:unsupported-software"],
    subject: { identifiers: { manifest: digest("b") } },
  });
  expect(observations[1]).toMatchObject({
    title: "CVE-2011-3374: apt 1.8.2.2: keys not validated",
    refs: ["cwe:347", "purl:pkg:deb/debian/apt@1.8.2.2", "finding:vulnerable-component"],
    message: "fixed in 1.8.3; hmi (debian 10.8)",
  });
  expect(observations[3]?.message).toMatch(/^not_affected · code not present · vex\.json/);
  expect(warnings).toEqual([
    "id-missing /Results/0/Vulnerabilities/2",
    "result-unknown /Results/0/ExperimentalModifiedFindings/1",
  ]);
});

test("configuration: what failed, passed and was excepted, of a folder or a repository", async () => {
  const setting = (ID: string, Status: string): object => ({
    ID,
    AVDID: `AVD-${ID}`,
    Title: "Runs as root",
    Severity: "MEDIUM",
    Message: "set runAsNonRoot",
    Status,
    CauseMetadata: { Resource: "pod", StartLine: 4, Code: {} },
  });
  const config = {
    SchemaVersion: 2,
    ArtifactName: "/srv/deploy",
    ArtifactType: "filesystem",
    Results: [
      {
        Target: "hmi.yaml",
        Class: "config",
        Misconfigurations: [
          setting("KSV-0012", "FAIL"),
          setting("KSV-0013", "PASS"),
          setting("KSV-0014", "EXCEPTION"),
          setting("KSV-0015", "MAYBE"),
        ],
      },
    ],
  };
  const { lines, observations, warnings } = await readTold(config);
  const place = "/Results/0/Misconfigurations";
  expect(lines).toEqual([
    `fail trivy:KSV-0012 medium repository=/srv/deploy null ${place}/0`,
    `pass trivy:KSV-0013 medium repository=/srv/deploy null ${place}/1`,
    `info trivy:KSV-0014 medium repository=/srv/deploy null ${place}/2`,
    `fail scan-run:trivy/misconfiguration medium repository=/srv/deploy null 1:1`,
  ]);
  expect(observations[0]).toMatchObject({
    refs: ["avd:AVD-KSV-0012", "finding:misconfiguration"],
    message: "hmi.yaml:4 · pod · set runAsNonRoot",
  });
  expect(warnings).toEqual([`result-unknown ${place}/3`]);
  const repository = await readTold({
    ...config,
    ArtifactType: "repository",
    Metadata: { RepoURL: "https://git.example/plant/deploy.git", Commit: "ab12" },
  });
  expect(repository.observations[0]?.subject).toEqual({
    kind: "repository",
    id: "git.example/plant/deploy",
    identifiers: { repository: "git.example/plant/deploy", revision: "ab12" },
  });
});

test("a scanner that ran and found nothing passes; a report without results proves nothing", async () => {
  const clean = await readTold({
    ...report,
    Metadata: { ImageID: digest("a") },
    Results: [{ Target: "hmi", Class: "os-pkgs" }],
  });
  expect(clean.lines).toEqual([
    `pass scan-run:trivy/vulnerable-component null image=${digest("a")} 2026-03-02T08:00:00.500Z 1:1`,
  ]);
  const empty = await readTold({ SchemaVersion: 2, ArtifactName: ".", ArtifactType: "filesystem" });
  expect([empty.lines, empty.scopes]).toEqual([[], []]);
  expect(empty.warnings).toEqual(["subject-unclear 1:1", "no-results /Results"]);
});

test("the old form is a list of targets; its image is known by name only", async () => {
  const { format, lines, warnings } = await readTold([
    {
      Target: "hmi:2.1 (debian 10.8)",
      Type: "debian",
      Vulnerabilities: [{ VulnerabilityID: "CVE-2011-3374", PkgName: "apt", Severity: "LOW" }],
    },
    { Target: "app/package-lock.json", Type: "npm", Vulnerabilities: null },
  ]);
  expect(format).toBe("trivy-list");
  expect(lines).toEqual([
    "fail cve:CVE-2011-3374 low image=image:hmi:2.1 null /0/Vulnerabilities/0",
    "fail scan-run:trivy/vulnerable-component low image=image:hmi:2.1 null 1:1",
  ]);
  expect(warnings).toEqual(["subject-unclear 1:1"]);
});
