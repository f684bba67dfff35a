/** Grype: result, severity, subject, time and place of what it finds. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const report = {
  matches: [
    {
      vulnerability: {
        id: "GHSA-jfh8-c2jp-5v3q",
        severity: "Critical",
        description: "Remote code execution through lookups in logged text.",
        fix: { versions: ["2.15.0"], state: "fixed" },
      },
      relatedVulnerabilities: [{ id: "CVE-2021-44228" }],
      artifact: {
        name: "log4j-core",
        version: "2.14.1",
        purl: "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
      },
    },
  ],
  source: {
    type: "image",
    target: {
      userInput: "registry.example/line3/hmi:2.1",
      manifestDigest: `sha256:${"a".repeat(64)}`,
    },
  },
  descriptor: { name: "grype", version: "0.87.0", timestamp: "2026-03-02T08:00:00+08:00" },
};

test("a match is a failed check of the image, named by the CVE and its kind", async () => {
  const { format, observations, warnings } = await readAll(JSON.stringify(report), [37]);
  expect(format).toBe("grype");
  expect(warnings).toEqual([]);
  expect(observations[0]).toEqual({
    subject: {
      kind: "image",
      id: `sha256:${"a".repeat(64)}`,
      identifiers: { name: "registry.example/line3/hmi:2.1", digest: `sha256:${"a".repeat(64)}` },
    },
    check: "ghsa:GHSA-jfh8-c2jp-5v3q",
    revision: null,
    title: "GHSA-jfh8-c2jp-5v3q: log4j-core 2.14.1",
    refs: [
      "cve:CVE-2021-44228",
      "purl:pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
      "finding:vulnerable-component",
    ],
    result: "fail",
    severity: "critical",
    observedAt: null,
    at: "/matches/0",
    message: "Remote code execution through lookups in logged text.",
  });
});

test("the run as a whole fails with a finding, passes without, and takes Grype's clock", async () => {
  const { observations } = await readAll(JSON.stringify(report));
  expect(observations.at(-1)).toMatchObject({
    check: "scan-run:grype/vulnerable-component",
    refs: ["scan:vulnerable-component"],
    result: "fail",
    observedAt: "2026-03-02T00:00:00.000Z",
    message: "1",
  });
  const clean = await readAll(JSON.stringify({ ...report, matches: [] }));
  expect(clean.observations.map(({ check, result }) => [check, result])).toEqual([
    ["scan-run:grype/vulnerable-component", "pass"],
  ]);
  expect(clean.events.filter(({ kind }) => kind === "scope")).toHaveLength(1);
});

test("a report without its subject is warned of, and a match without an id is passed over by name", async () => {
  const { warnings, observations } = await readAll(
    JSON.stringify({ matches: [{ vulnerability: {} }], descriptor: { name: "grype" } }),
  );
  expect(warnings).toEqual(["id-missing /matches/0", "subject-unclear /source"]);
  expect(observations).toHaveLength(1);
});
