/** Burp: issues with severity and confidence, facts, exchanges that are not kept, foreign XML. */

import { expect, test } from "vitest";
import { countResults, readAll } from "../../testing/read-all.ts";

const issue = (severity: string, more = ""): string => `<issue>
<serialNumber>1</serialNumber><type>1049088</type><name>SQL injection</name>
<host ip="10.1.1.9">https://mes.plant.example</host><path><![CDATA[/order]]></path>
<location><![CDATA[/order [id parameter]]]></location><severity>${severity}</severity><confidence>Firm</confidence>
<vulnerabilityClassifications><![CDATA[<ul><li><a href="https://cwe.mitre.org/data/definitions/89.html">CWE-89: SQL</a></li></ul>]]></vulnerabilityClassifications>
${more}</issue>`;

const report = (inside: string): string => `<?xml version="1.0"?>
<!DOCTYPE issues [
<!ELEMENT issues (issue*)>
<!ATTLIST issues burpVersion CDATA "">
]>
<issues burpVersion="2026.1" exportTime="Tue Mar 03 08:00:00 CET 2026">
${inside}
</issues>`;

test("an issue is a failed check of its host at its port", async () => {
  const { format, observations, warnings, events } = await readAll(report(issue("High")), [7]);
  expect(format).toBe("burp");
  expect(warnings).toEqual([]);
  expect(observations).toEqual([
    {
      subject: {
        kind: "host",
        id: "fqdn:mes.plant.example",
        identifiers: {
          fqdn: "mes.plant.example",
          ipv4: "10.1.1.9",
          port: "443",
          origin: "https://mes.plant.example:443",
        },
      },
      check: "burp:1049088@tcp/443",
      revision: null,
      title: "SQL injection",
      refs: ["burp:1049088", "cwe:89", "finding:web-weakness"],
      result: "fail",
      severity: "high",
      observedAt: "2026-03-03T07:00:00.000Z",
      at: "7:1",
      message: "High, Firm, /order [id parameter]",
    },
  ]);
  expect(events.some(({ kind }) => kind === "scope")).toBe(false);
});

test("information and false positives are facts, and an unknown severity is warned of", async () => {
  const { observations, warnings } = await readAll(
    report(issue("Information") + issue("False positive") + issue("Grave")),
  );
  expect(countResults(observations)).toEqual({ info: 2, fail: 1 });
  expect(observations.map(({ severity }) => severity)).toEqual(["none", null, null]);
  expect(warnings).toEqual(["result-unknown 17:9"]);
});

test("what was sent and received is never kept", async () => {
  const secret = "U2VjcmV0LUNhbmFyeQ==";
  const { events, warnings } = await readAll(
    report(
      issue(
        "Low",
        `<requestresponse><request base64="true"><![CDATA[${secret}]]></request></requestresponse>`,
      ),
    ),
  );
  expect(JSON.stringify(events)).not.toContain(secret);
  expect(warnings).toEqual(["skipped 12:1"]);
});

test("an issue without its type is passed over by name; another root is not Burp's", async () => {
  const { warnings, observations } = await readAll(report("<issue><name>x</name></issue>"));
  expect([warnings, observations]).toEqual([["id-missing 7:1"], []]);
  expect((await readAll("<issues><issue/></issues>")).failure).toBe("evidence.unknown-format 1:1");
});
