/** Grype: result, severity, subject, time and place of what it finds, what it ignores, and how old its data were. */

import { expect, test } from "vitest";
import { readTold } from "../../testing/told.ts";

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

const match = {
  vulnerability: {
    id: "GHSA-jfh8-c2jp-5v3q",
    severity: "Critical",
    description: "Remote code execution through lookups in logged text.",
    epss: [{ cve: "CVE-2021-44228", epss: 0.9436, percentile: 0.99 }],
    knownExploited: [{ cve: "CVE-2021-44228" }],
    fix: { versions: ["2.15.0"], state: "fixed" },
  },
  relatedVulnerabilities: [{ id: "CVE-2021-44228" }],
  artifact: {
    name: "log4j-core",
    version: "2.14.1",
    purl: "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
  },
};

const report = {
  matches: [match],
  source: {
    type: "image",
    target: {
      userInput: "registry.example/line3/hmi:2.1",
      imageID: digest("a"),
      manifestDigest: digest("b"),
    },
  },
  descriptor: {
    name: "grype",
    version: "0.87.0",
    timestamp: "2026-03-02T08:00:00+08:00",
    db: { status: { built: "2026-03-01T04:00:00Z" } },
  },
};

test("a match is a failed check of the image, named by the CVE and its kind", async () => {
  const { format, observations, warnings, scopes } = await readTold(report);
  expect(format).toBe("grype");
  expect(warnings).toEqual([]);
  expect(scopes).toEqual([`grype ${digest("a")}`]);
  expect(observations[0]).toEqual({
    subject: {
      kind: "image",
      id: digest("a"),
      identifiers: {
        name: "registry.example/line3/hmi:2.1",
        digest: digest("a"),
        manifest: digest("b"),
      },
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
    observedAt: "2026-03-02T00:00:00.000Z",
    at: "/matches/0",
    message:
      "fixed in 2.15.0; known to be exploited · EPSS 0.9436 · Remote code execution through lookups in logged text.",
  });
});

test("the run as a whole fails with a finding, passes without, and takes Grype's clock", async () => {
  const { lines } = await readTold(report);
  const told = `image=${digest("a")} 2026-03-02T00:00:00.000Z 1:1`;
  expect(lines.at(-1)).toMatch(/^fail scan-run:grype\/vulnerable-component critical /);
  const clean = await readTold({ ...report, matches: [] });
  expect(clean.lines).toEqual([`pass scan-run:grype/vulnerable-component null ${told}`]);
  expect(clean.scopes).toEqual([`grype ${digest("a")}`]);
});

test("an ignored match is told with its reason and does not count", async () => {
  const ignored = { ...match, appliedIgnoreRules: [{ reason: "not reachable" }] };
  const { lines, observations } = await readTold({
    ...report,
    matches: [],
    ignoredMatches: [ignored],
  });
  expect(lines.map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
    "info ghsa:GHSA-jfh8-c2jp-5v3q",
    "pass scan-run:grype/vulnerable-component",
  ]);
  expect(observations[0]?.message).toMatch(/^ignored: not reachable; fixed in 2\.15\.0/);
});

test("data older than five days when Grype ran are warned of, in both places where it tells their age", async () => {
  const aged = (db: object): object => ({
    ...report,
    descriptor: { ...report.descriptor, db },
  });
  const old = "2026-02-01T00:00:00Z";
  expect((await readTold(aged({ status: { built: old } }))).warnings).toEqual([
    "knowledge-old /descriptor/db",
  ]);
  expect((await readTold(aged({ built: old }))).warnings).toEqual(["knowledge-old /descriptor/db"]);
});

test("a folder is named by its path, a dot names nothing", async () => {
  const of = (target: string): object => ({
    ...report,
    source: { type: "directory", target },
  });
  expect((await readTold(of("/srv/plant/hmi"))).scopes).toEqual(["grype /srv/plant/hmi"]);
  const dot = await readTold(of("."));
  expect(dot.scopes).toEqual(["grype unnamed:grype"]);
  expect(dot.warnings).toEqual(["subject-unclear 1:1"]);
});

test("a report without its subject is warned of, and a match without an id is passed over by name", async () => {
  const { warnings, lines } = await readTold({
    matches: [{ vulnerability: {} }],
    descriptor: { name: "grype" },
  });
  expect(warnings).toEqual(["id-missing /matches/0", "subject-unclear 1:1"]);
  expect(lines).toHaveLength(1);
});
