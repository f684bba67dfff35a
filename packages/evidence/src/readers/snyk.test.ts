/** Snyk: packages, images and infrastructure code; one project or several; what is ignored or a matter of licences. */

import { expect, test } from "vitest";
import { readTold } from "../../testing/told.ts";

const guava = {
  id: "SNYK-JAVA-COMGOOGLEGUAVA-1015415",
  identifiers: { CVE: ["CVE-2020-8908"], CWE: ["CWE-200"] },
  title: "Information disclosure",
  severity: "medium",
  cvssScore: 5.5,
  packageName: "com.google.guava:guava",
  version: "29.0-jre",
  fixedIn: ["30.0-android"],
  from: ["hmi@1.0", "com.google.guava:guava@29.0-jre"],
};

const project = {
  vulnerabilities: [
    guava,
    { id: "snyk:lic:maven:x:GPL", type: "license", title: "GPL", packageName: "x" },
    {},
  ],
  ok: false,
  packageManager: "maven",
  filtered: {
    ignore: [{ ...guava, filtered: { ignored: [{ reason: "only in tests" }] } }],
    patch: [],
  },
  projectName: "line3-hmi",
  displayTargetFile: "pom.xml",
  path: "/srv/hmi",
};

test("vulnerabilities of a project, with the ignored ones told and licences as facts", async () => {
  const { format, lines, observations, warnings, scopes } = await readTold(project);
  expect(format).toBe("snyk");
  const subject = "repository=snyk:line3-hmi null";
  expect(lines).toEqual([
    `fail snyk:SNYK-JAVA-COMGOOGLEGUAVA-1015415 medium ${subject} /vulnerabilities/0`,
    `info snyk:snyk:lic:maven:x:GPL null ${subject} /vulnerabilities/1`,
    `info snyk:SNYK-JAVA-COMGOOGLEGUAVA-1015415 medium ${subject} /filtered/ignore/0`,
    `fail scan-run:snyk/vulnerable-component medium ${subject} 1:1`,
  ]);
  expect(observations[0]).toMatchObject({
    title:
      "SNYK-JAVA-COMGOOGLEGUAVA-1015415: com.google.guava:guava 29.0-jre: Information disclosure",
    refs: ["cve:CVE-2020-8908", "cwe:200", "finding:vulnerable-component"],
    message: "fixed in 30.0-android; hmi@1.0 > com.google.guava:guava@29.0-jre",
  });
  expect(observations[1]?.refs).toEqual([]);
  expect(observations[2]?.message).toMatch(/^ignored: only in tests; /);
  expect(scopes).toEqual(["snyk:open-source:pom.xml snyk:line3-hmi"]);
  expect(warnings).toEqual(["id-missing /vulnerabilities/2"]);
});

test("several projects are several subjects; one without findings passes, one that failed says nothing", async () => {
  const { lines, warnings } = await readTold([
    { vulnerabilities: [], ok: true, projectName: "a", packageManager: "npm" },
    { ok: false, error: "no lock file", path: "/srv/b" },
    { ...project, vulnerabilities: [guava], filtered: {} },
  ]);
  expect(lines).toEqual([
    "pass scan-run:snyk/vulnerable-component null repository=snyk:a null /0",
    "fail snyk:SNYK-JAVA-COMGOOGLEGUAVA-1015415 medium repository=snyk:line3-hmi null /2/vulnerabilities/0",
    "fail scan-run:snyk/vulnerable-component medium repository=snyk:line3-hmi null /2",
  ]);
  expect(warnings).toEqual(["skipped /1/error"]);
});

test("an image is named as it was scanned; infrastructure code is judged by its own issues", async () => {
  const image = await readTold({
    vulnerabilities: [{ ...guava, severity: undefined, cvssScore: 9.8 }],
    ok: false,
    docker: { baseImage: "debian:12" },
    packageManager: "deb",
    projectName: "docker-image|hmi",
    path: "registry.example/hmi:2.1",
  });
  expect(image.lines[0]).toBe(
    "fail snyk:SNYK-JAVA-COMGOOGLEGUAVA-1015415 critical image=image:registry.example/hmi:2.1 null /vulnerabilities/0",
  );
  const code = await readTold({
    ok: false,
    packageManager: "k8sconfig",
    projectName: "deploy",
    targetFile: "hmi.yaml",
    infrastructureAsCodeIssues: [
      { id: "SNYK-CC-K8S-1", title: "Privileged", severity: "high", path: ["spec", "x"] },
      { id: "SNYK-CC-K8S-8", severity: "low", isIgnored: true },
    ],
  });
  expect(code.lines).toEqual([
    "fail snyk:SNYK-CC-K8S-1 high repository=snyk:deploy null /infrastructureAsCodeIssues/0",
    "info snyk:SNYK-CC-K8S-8 low repository=snyk:deploy null /infrastructureAsCodeIssues/1",
    "fail scan-run:snyk/misconfiguration high repository=snyk:deploy null 1:1",
  ]);
  expect(code.scopes).toEqual(["snyk:iac:hmi.yaml snyk:deploy"]);
});
