/** CycloneDX in JSON and XML: parts, analysed vulnerabilities, models, subjects, versions. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const part = {
  "bom-ref": "p1",
  type: "library",
  name: "log4j-core",
  group: "org.apache.logging.log4j",
  version: "2.14.1",
  purl: "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
  cpe: "cpe:2.3:a:apache:log4j:2.14.1:*:*:*:*:*:*:*",
};

const vulnerability = (state?: string, id = "CVE-2021-44228") => ({
  id,
  ratings: [
    { severity: "high", method: "CVSSv2", score: 10 },
    { severity: "critical", method: "CVSSv31", score: 10 },
  ],
  cwes: [20, 917],
  references: [{ id: "GHSA-jfh8-c2jp-5v3q" }],
  description: "Lookups in logged text.",
  ...(state === undefined ? {} : { analysis: { state, justification: "code_not_reachable" } }),
  affects: [{ ref: "p1" }],
});

const bom = (more: object) => ({
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  metadata: {
    timestamp: "2026-03-02T08:00:00+08:00",
    tools: { components: [{ name: "syft", version: "1.50.0" }] },
    component: {
      type: "container",
      name: "registry.example/line3/hmi",
      version: "2.1",
      purl: `pkg:oci/hmi@sha256%3A${"a".repeat(64)}`,
    },
  },
  components: [part],
  ...more,
});

const image = {
  kind: "image",
  id: `sha256:${"a".repeat(64)}`,
  identifiers: { name: "registry.example/line3/hmi:2.1", digest: `sha256:${"a".repeat(64)}` },
};

test("a part is a fact of the image, named by its package URL", async () => {
  const { format, observations, warnings } = await readAll(JSON.stringify(bom({})), [7]);
  expect([format, warnings]).toEqual(["cyclonedx-json", []]);
  // Without vulnerabilities the bill says nothing of them, neither good nor bad.
  expect(observations.at(-1)).toMatchObject({
    subject: image,
    check: "bill:parts",
    result: "info",
    message: "1",
    at: "/metadata",
  });
  expect(observations.slice(0, -1)).toEqual([
    {
      subject: image,
      check: "component:pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
      revision: null,
      title: "org.apache.logging.log4j/log4j-core 2.14.1",
      refs: [`purl:${part.purl}`, `cpe:${part.cpe}`],
      result: "info",
      severity: null,
      observedAt: "2026-03-02T00:00:00.000Z",
      at: "/components/0",
      message: "library",
    },
  ]);
});

test("a vulnerability without analysis is a scanner's finding, and the run fails", async () => {
  const { observations } = await readAll(
    JSON.stringify(bom({ vulnerabilities: [vulnerability()] })),
  );
  expect(observations[1]).toEqual({
    subject: image,
    check: "cve:CVE-2021-44228",
    revision: null,
    title: "CVE-2021-44228: org.apache.logging.log4j/log4j-core 2.14.1",
    refs: [
      "ghsa:GHSA-jfh8-c2jp-5v3q",
      "cwe:20",
      "cwe:917",
      `purl:${part.purl}`,
      "finding:vulnerable-component",
    ],
    result: "fail",
    severity: "critical",
    observedAt: "2026-03-02T00:00:00.000Z",
    at: "/vulnerabilities/0/affects/0",
    message: "Lookups in logged text.",
  });
  expect(observations[3]).toMatchObject({
    check: "scan-run:syft/vulnerable-component",
    result: "fail",
    message: "1",
  });
});

test("an analysis decides: exploitable fails, resolved passes, the dismissed are facts in its words", async () => {
  const states = ["exploitable", "resolved", "not_affected", "false_positive", "puzzling"];
  const { observations, warnings } = await readAll(
    JSON.stringify(bom({ vulnerabilities: states.map((state) => vulnerability(state)) })),
  );
  expect(observations.slice(1, -1).map(({ result, message }) => [result, message])).toEqual([
    ["fail", "exploitable, code_not_reachable: Lookups in logged text."],
    ["pass", "resolved, code_not_reachable: Lookups in logged text."],
    ["info", "not_affected, code_not_reachable: Lookups in logged text."],
    ["info", "false_positive, code_not_reachable: Lookups in logged text."],
  ]);
  expect(warnings).toEqual(["result-unknown /vulnerabilities/4"]);
});

test("parts that come before the metadata wait for their subject", async () => {
  const { metadata, ...rest } = bom({ vulnerabilities: [vulnerability()] });
  const { observations } = await readAll(JSON.stringify({ ...rest, metadata }), [7]);
  const usual = await readAll(JSON.stringify(bom({ vulnerabilities: [vulnerability()] })));
  expect(observations).toEqual(usual.observations);
});

test("a model says whether its card, its considerations and the governance of its data are there", async () => {
  const { observations } = await readAll(
    JSON.stringify(
      bom({
        components: [
          {
            type: "machine-learning-model",
            name: "weld-inspector",
            version: "3",
            modelCard: {
              modelParameters: { datasets: [{ type: "dataset", name: "welds", governance: {} }] },
            },
          },
          { type: "data", name: "welds", data: [{ type: "dataset" }] },
        ],
      }),
    ),
  );
  const said = observations.filter(({ check }) => check.startsWith("ml-bom:"));
  expect(said.map(({ check, result, title, message }) => [check, result, title, message])).toEqual([
    ["ml-bom:model-card", "info", "weld-inspector 3", "present"],
    ["ml-bom:considerations", "info", "weld-inspector 3", "absent"],
    ["ml-bom:dataset-governance", "info", "weld-inspector 3", "present"],
    ["ml-bom:dataset-governance", "info", "welds", "absent"],
  ]);
});

test("assemblies are looked into, and parts without a name passed over by theirs", async () => {
  const { observations, warnings } = await readAll(
    JSON.stringify(bom({ components: [{ ...part, components: [{ name: "inner" }, {}] }] })),
  );
  expect(observations.map(({ check, at }) => [check, at])).toEqual([
    [`component:${part.purl}`, "/components/0"],
    ["component:inner", "/components/0/components/0"],
    ["bill:parts", "/metadata"],
  ]);
  expect(observations.at(-1)?.message).toBe("2");
  expect(warnings).toEqual(["id-missing /components/0/components/1"]);
});

test("a bill that does not say whose it is, and one of another generation", async () => {
  const nameless = await readAll(JSON.stringify({ ...bom({}), metadata: {} }));
  expect(nameless.observations[0]?.subject.id).toBe("unnamed:cyclonedx");
  expect(nameless.warnings).toEqual(["subject-unclear /metadata"]);
  const later = await readAll(JSON.stringify({ ...bom({}), specVersion: "2.0" }));
  expect(later.failure).toBe("evidence.unsupported-version /specVersion");
});

test("XML says the same", async () => {
  const { format, observations } = await readAll(
    `<?xml version="1.0" encoding="UTF-8"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">
<metadata><timestamp>2026-03-02T08:00:00+08:00</timestamp><tools><components><component type="application"><name>syft</name><version>1.50.0</version></component></components></tools>
<component type="container"><name>registry.example/line3/hmi</name><version>2.1</version><purl>pkg:oci/hmi@sha256%3A${"a".repeat(64)}</purl></component></metadata>
<components><component type="library" bom-ref="p1"><group>${part.group}</group><name>${part.name}</name><version>${part.version}</version><cpe>${part.cpe}</cpe><purl>${part.purl}</purl></component></components>
<vulnerabilities><vulnerability><id>CVE-2021-44228</id>
<references><reference><id>GHSA-jfh8-c2jp-5v3q</id></reference></references>
<ratings><rating><score>10</score><severity>critical</severity><method>CVSSv31</method></rating></ratings>
<cwes><cwe>20</cwe><cwe>917</cwe></cwes><description>Lookups in logged text.</description>
<affects><target><ref>p1</ref></target></affects></vulnerability></vulnerabilities></bom>`,
    [7],
  );
  const json = await readAll(JSON.stringify(bom({ vulnerabilities: [vulnerability()] })));
  expect(format).toBe("cyclonedx-xml");
  expect(observations.map((each) => ({ ...each, at: "" }))).toEqual(
    json.observations.map((each) => ({ ...each, at: "" })),
  );
  expect(observations.map(({ at }) => at)).toEqual(["5:13", "10:10", "1:1", "3:1"]);
});

test("a bill that breaks off names the place; another <bom> is not CycloneDX", async () => {
  const { failure } = await readAll(JSON.stringify(bom({})).slice(0, -20));
  expect(failure).toMatch(/^evidence\.json-truncated 1:\d+$/);
  expect((await readAll("<bom><part/></bom>")).failure).toBe("evidence.unknown-format 1:1");
});
