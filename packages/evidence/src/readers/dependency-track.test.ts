/** Dependency-Track: findings of its packaging format and of its API, with what analysts decided. */

import { expect, test } from "vitest";
import { readTold } from "../../testing/told.ts";

const finding = (analysis: object): object => ({
  component: {
    uuid: "c1",
    group: "com.fasterxml.jackson.core",
    name: "jackson-databind",
    version: "2.13.3",
    purl: "pkg:maven/com.fasterxml.jackson.core/jackson-databind@2.13.3",
    project: "fba4704e",
  },
  vulnerability: {
    vulnId: "GHSA-rgv9-q543-rqg4",
    severity: "HIGH",
    title: "Uncontrolled resource consumption",
    aliases: [{ cveId: "CVE-2022-42004", osvId: "DSA-5283-1" }],
    cwes: [{ cweId: 400 }, { cweId: 502 }],
  },
  analysis,
  matrix: "fba4704e:c1:v1",
});

const findings = [
  finding({ isSuppressed: false, state: "EXPLOITABLE" }),
  finding({ isSuppressed: true, state: "FALSE_POSITIVE" }),
  finding({ isSuppressed: false, state: "NOT_AFFECTED" }),
];

test("the packaging format names project and time; what is settled neither proves nor contradicts", async () => {
  const { format, lines, observations, warnings } = await readTold({
    version: "1.1",
    meta: {
      application: "Dependency-Track",
      version: "4.7.0",
      timestamp: "2026-03-02T13:43:13Z",
    },
    findings,
    project: { uuid: "fba4704e", name: "hmi", version: "2.1" },
  });
  expect(format).toBe("dependency-track");
  const subject = "repository=dependency-track:fba4704e 2026-03-02T13:43:13.000Z";
  expect(lines).toEqual([
    `fail ghsa:GHSA-rgv9-q543-rqg4 high ${subject} /findings/0`,
    `info ghsa:GHSA-rgv9-q543-rqg4 high ${subject} /findings/1`,
    `info ghsa:GHSA-rgv9-q543-rqg4 high ${subject} /findings/2`,
    `fail scan-run:dependency-track/vulnerable-component high ${subject} 1:1`,
  ]);
  expect(observations[0]).toMatchObject({
    subject: { identifiers: { project: "fba4704e", name: "hmi", version: "2.1" } },
    refs: [
      "cve:CVE-2022-42004",
      "cwe:400",
      "cwe:502",
      "purl:pkg:maven/com.fasterxml.jackson.core/jackson-databind@2.13.3",
      "finding:vulnerable-component",
    ],
  });
  expect(observations.slice(1, 3).map(({ message }) => message)).toEqual([
    "suppressed: false positive",
    "not affected",
  ]);
  expect(warnings).toEqual([]);
});

test("the API's list is of the same project, without a time", async () => {
  const { lines, warnings } = await readTold([...findings, { component: {}, vulnerability: {} }]);
  expect(lines[0]).toBe(
    "fail ghsa:GHSA-rgv9-q543-rqg4 high repository=dependency-track:fba4704e null /0",
  );
  expect(lines).toHaveLength(4);
  expect(warnings).toEqual(["id-missing /3"]);
});
