/** Dependency-Check: the same findings from its XML and from its JSON, suppressed ones told as such. */

import { expect, test } from "vitest";
import { readTold } from "../../testing/told.ts";

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<analysis xmlns="https://jeremylong.github.io/DependencyCheck/dependency-check.4.0.xsd">
<scanInfo><engineVersion>9.0.9</engineVersion></scanInfo>
<projectInfo><name>line3-hmi</name><reportDate>2026-03-02T16:00:00+08:00</reportDate></projectInfo>
<dependencies>
<dependency><fileName>safe-1.0.jar</fileName></dependency>
<dependency>
<fileName>dom4j-2.1.1.jar</fileName>
<relatedDependencies><relatedDependency><fileName>other.jar</fileName></relatedDependency></relatedDependencies>
<identifiers><package confidence="HIGH"><id>pkg:maven/org.dom4j/dom4j@2.1.1</id></package></identifiers>
<vulnerabilities>
<vulnerability source="NVD"><name>CVE-2020-10683</name><severity>CRITICAL</severity>
<cvssV3><baseScore>9.8</baseScore></cvssV3><cwes><cwe>CWE-611</cwe></cwes>
<description>External entities are allowed.</description></vulnerability>
<suppressedVulnerability source="NVD"><name>CVE-2018-1000632</name><cvssV3><baseScore>7.5</baseScore></cvssV3>
<notes>not parsed here</notes></suppressedVulnerability>
<vulnerability source="NVD"><severity>LOW</severity></vulnerability>
</vulnerabilities></dependency></dependencies></analysis>`;

const json = {
  reportSchema: "1.1",
  scanInfo: { engineVersion: "9.0.9", dataSource: [] },
  projectInfo: { name: "line3-hmi", reportDate: "2026-03-02T08:00:00.000Z" },
  dependencies: [
    { fileName: "safe-1.0.jar" },
    {
      fileName: "dom4j-2.1.1.jar",
      packages: [{ id: "pkg:maven/org.dom4j/dom4j@2.1.1", confidence: "HIGH" }],
      vulnerabilities: [
        {
          source: "NVD",
          name: "CVE-2020-10683",
          severity: "CRITICAL",
          cvssv3: { baseScore: 9.8 },
          cwes: ["CWE-611"],
          description: "External entities are allowed.",
        },
        { source: "NVD" },
      ],
      suppressedVulnerabilities: [
        { name: "CVE-2018-1000632", cvssv3: { baseScore: 7.5 }, notes: "not parsed here" },
      ],
    },
  ],
};

const subject = "repository=dependency-check:line3-hmi 2026-03-02T08:00:00.000Z";

test("the XML: libraries, vulnerabilities, suppressions, with line and column", async () => {
  const { format, lines, observations, warnings } = await readTold(xml);
  expect(format).toBe("dependency-check");
  expect(lines).toEqual([
    `fail cve:CVE-2020-10683 critical ${subject} 12:1`,
    `info cve:CVE-2018-1000632 high ${subject} 15:1`,
    `fail scan-run:dependency-check/vulnerable-component critical ${subject} 12:1`,
  ]);
  expect(observations[0]).toMatchObject({
    title: "CVE-2020-10683: dom4j-2.1.1.jar",
    refs: ["cwe:611", "purl:pkg:maven/org.dom4j/dom4j@2.1.1", "finding:vulnerable-component"],
    message: "External entities are allowed.",
  });
  expect(observations[1]?.message).toBe("suppressed: not parsed here");
  expect(observations[2]?.revision).toBe("9.0.9");
  expect(warnings).toEqual(["id-missing 17:1"]);
});

test("the JSON says the same of the same scan", async () => {
  const [fromXml, fromJson] = [await readTold(xml), await readTold(json)];
  expect(fromJson.format).toBe("dependency-check-json");
  expect(fromJson.warnings).toEqual(["id-missing /dependencies/1/vulnerabilities/1"]);
  const plain = (told: typeof fromXml): object[] =>
    told.observations.map(({ at, ...rest }) => ({ ...rest, known: at !== "" }));
  expect(plain(fromJson)).toEqual(plain(fromXml));
});

test("a project without a name, a clean run, an analysis that broke", async () => {
  const clean = { ...json, projectInfo: { name: "" }, dependencies: [] };
  const told = await readTold(clean);
  expect(told.lines).toEqual([
    "pass scan-run:dependency-check/vulnerable-component null repository=unnamed:dependency-check null 1:1",
  ]);
  expect(told.warnings).toEqual(["subject-unclear 1:1"]);
  const broken = await readTold({ ...clean, scanInfo: { analysisExceptions: [{}] } });
  expect(broken.lines).toEqual([]);
  const cut = await readTold(xml.slice(0, 900));
  expect(cut.failure).toMatch(/^evidence\.xml-\S+ 1\d:\d+$/);
});
