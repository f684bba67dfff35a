/** npm audit: advisories as npm 6 and as npm 7 and later write them. */

import { expect, test } from "vitest";
import { readTold } from "../../testing/told.ts";

const subject = "repository=unnamed:npm-audit null";

test("npm 7: each advisory of a package once; a package that only brings one in is not counted again", async () => {
  const { format, lines, observations, warnings } = await readTold({
    auditReportVersion: 2,
    vulnerabilities: {
      express: { name: "express", severity: "high", via: ["qs"], effects: [] },
      qs: {
        name: "qs",
        severity: "high",
        via: [
          {
            source: 1090134,
            name: "qs",
            title: "Prototype pollution",
            url: "https://github.com/advisories/GHSA-hrpp-h998-j3pp",
            severity: "high",
            cwe: ["CWE-1321"],
            cvss: { score: 7.5 },
            range: "<6.2.4",
          },
          { source: 77, name: "qs", severity: "moderate", range: "<6.0.0" },
          { name: "qs" },
        ],
        nodes: ["node_modules/qs"],
        effects: ["express"],
      },
    },
    metadata: { vulnerabilities: { total: 2 } },
  });
  expect(format).toBe("npm-audit");
  expect(lines).toEqual([
    `fail ghsa:GHSA-hrpp-h998-j3pp high ${subject} /vulnerabilities/qs/via/0`,
    `fail npm-advisory:77 medium ${subject} /vulnerabilities/qs/via/1`,
    `fail scan-run:npm-audit/vulnerable-component high ${subject} 1:1`,
  ]);
  expect(observations[0]).toMatchObject({
    title: "GHSA-hrpp-h998-j3pp: qs <6.2.4: Prototype pollution",
    refs: ["cwe:1321", "finding:vulnerable-component"],
    message: "node_modules/qs",
  });
  expect(warnings).toEqual(["id-missing /vulnerabilities/qs", "subject-unclear 1:1"]);
});

test("npm 6: an advisory for each version that it was found in", async () => {
  const { lines, observations } = await readTold({
    actions: [],
    advisories: {
      106: {
        id: 106,
        findings: [{ version: "0.5.3", paths: ["a"] }, { version: "0.5.4" }],
        title: "Denial of service",
        module_name: "negotiator",
        cves: ["CVE-2016-10539"],
        cwe: "CWE-400",
        patched_versions: ">= 0.6.1",
        severity: "moderate",
        overview: "Slow.",
      },
    },
    metadata: {},
  });
  expect(lines).toEqual([
    `fail npm-advisory:106 medium ${subject} /advisories/106/findings/0`,
    `fail npm-advisory:106 medium ${subject} /advisories/106/findings/1`,
    `fail scan-run:npm-audit/vulnerable-component medium ${subject} 1:1`,
  ]);
  expect(observations[0]).toMatchObject({
    title: "106: negotiator 0.5.3: Denial of service",
    refs: ["cve:CVE-2016-10539", "cwe:400", "finding:vulnerable-component"],
    message: "fixed in >= 0.6.1; Slow.",
  });
});

test("nothing vulnerable is a pass", async () => {
  const { lines } = await readTold({ auditReportVersion: 2, vulnerabilities: {}, metadata: {} });
  expect(lines).toEqual([`pass scan-run:npm-audit/vulnerable-component null ${subject} 1:1`]);
});
