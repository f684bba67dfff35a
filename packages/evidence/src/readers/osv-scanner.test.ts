/** OSV-Scanner: vulnerabilities by lock file or image, with the score and the analysis that follow them. */

import { expect, test } from "vitest";
import { readTold } from "../../testing/told.ts";

const report = {
  results: [
    {
      source: { path: "/srv/hmi/yarn.lock", type: "lockfile" },
      packages: [
        {
          package: { name: "qs", version: "6.0.0", ecosystem: "npm" },
          vulnerabilities: [
            {
              id: "GHSA-hrpp-h998-j3pp",
              aliases: ["CVE-2022-24999"],
              summary: "Prototype pollution",
              details: "Long words.",
              affected: [{ database_specific: { cwes: [{ cweId: "CWE-1321" }] } }],
            },
            { id: "MAL-2023-1035", database_specific: { severity: "CRITICAL" } },
            { id: "GO-2024-1", summary: "unused" },
            { summary: "no id" },
          ],
          groups: [
            { ids: ["GHSA-hrpp-h998-j3pp"], max_severity: "7.5" },
            {
              ids: ["GO-2024-1"],
              max_severity: "9.8",
              experimentalAnalysis: { "GO-2024-1": { called: false } },
            },
          ],
        },
      ],
    },
    {
      source: { path: "registry.example/hmi:2.1", type: "docker" },
      packages: [{ package: { name: "zlib", version: "1" }, vulnerabilities: [{ id: "DSA-1" }] }],
    },
  ],
};

test("each vulnerability, its score from the group that follows, of its own lock file", async () => {
  const { format, lines, observations, warnings, scopes } = await readTold(report);
  expect(format).toBe("osv-scanner");
  const file = "repository=/srv/hmi/yarn.lock null";
  const place = "/results/0/packages/0/vulnerabilities";
  expect(lines.slice(0, 4)).toEqual([
    `fail ghsa:GHSA-hrpp-h998-j3pp high ${file} ${place}/0`,
    `fail osv:MAL-2023-1035 critical ${file} ${place}/1`,
    `info osv:GO-2024-1 critical ${file} ${place}/2`,
    "fail osv:DSA-1 null image=image:registry.example/hmi:2.1 null /results/1/packages/0/vulnerabilities/0",
  ]);
  expect(observations[0]).toMatchObject({
    title: "GHSA-hrpp-h998-j3pp: qs 6.0.0: Prototype pollution",
    refs: ["cve:CVE-2022-24999", "cwe:1321", "finding:vulnerable-component"],
  });
  expect(observations[1]?.refs).toEqual(["finding:vulnerable-component", "finding:malware"]);
  expect(observations[2]?.message).toBe("not called");
  expect(scopes).toEqual([
    "osv-scanner /srv/hmi/yarn.lock",
    "osv-scanner image:registry.example/hmi:2.1",
  ]);
  expect(warnings).toEqual([`id-missing ${place}/3`]);
});

test("a clean run names nothing that it looked at", async () => {
  const { lines, warnings } = await readTold({ results: [], experimental_config: {} });
  expect(lines).toEqual([
    "pass scan-run:osv-scanner/vulnerable-component null repository=unnamed:osv-scanner null 1:1",
  ]);
  expect(warnings).toEqual(["subject-unclear 1:1"]);
});
