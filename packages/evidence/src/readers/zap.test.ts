/** ZAP in XML and JSON: alerts by site and port, risk and confidence, instances, clean and foreign reports. */

import { expect, test } from "vitest";
import { countResults, readAll } from "../../testing/read-all.ts";

const alert = (plugin: string, risk: number, confidence: number): string => `
<alertitem><pluginid>${plugin}</pluginid><alertRef>${plugin}-2</alertRef><name>Cookie without Secure</name>
<riskcode>${risk}</riskcode><confidence>${confidence}</confidence><riskdesc>Low (Medium)</riskdesc>
<instances><instance><uri>https://hmi.plant.example:8443/a</uri><method>GET</method><param>sid</param></instance>
<instance><uri>https://hmi.plant.example:8443/b</uri><method>POST</method></instance></instances>
<count>2</count><cweid>614</cweid></alertitem>`;

const xml = (alerts: string): string => `<?xml version="1.0"?>
<OWASPZAPReport version="2.15.0" generated="Tue, 3 Mar 2026 08:00:00">
<site name="https://hmi.plant.example:8443" host="hmi.plant.example" port="8443" ssl="true"><alerts>${alerts}
</alerts></site>
<site name="http://hmi.plant.example" host="hmi.plant.example" port="80" ssl="false"><alerts/></site></OWASPZAPReport>`;

test("an alert is a failed check of the site's host at its port, with its places and its weakness", async () => {
  const { format, observations, warnings } = await readAll(xml(alert("10011", 1, 2)), [7]);
  expect(format).toBe("zap-xml");
  expect(observations[0]).toEqual({
    subject: {
      kind: "host",
      id: "fqdn:hmi.plant.example",
      identifiers: {
        fqdn: "hmi.plant.example",
        port: "8443",
        origin: "https://hmi.plant.example:8443",
      },
    },
    check: "zap:10011@tcp/8443",
    revision: null,
    title: "Cookie without Secure",
    refs: ["zap:10011", "zap:10011-2", "cwe:614", "finding:web-weakness"],
    result: "fail",
    severity: "low",
    observedAt: "2026-03-03T08:00:00.000Z",
    at: "4:1",
    message:
      "Low (Medium): 2 × GET https://hmi.plant.example:8443/a [sid]; POST https://hmi.plant.example:8443/b",
  });
  // ZAP's clock names no zone.
  expect(warnings).toEqual(["time-missing 3:1"]);
});

test("each port is a run of its own: one with an alert fails, the other passes", async () => {
  const { observations, events } = await readAll(xml(alert("10011", 3, 3)));
  expect(observations.slice(1).map(({ check, result }) => `${check} ${result}`)).toEqual([
    "scan-run:zap/web-weakness@tcp/8443 fail",
    "scan-run:zap/web-weakness@tcp/80 pass",
  ]);
  expect(events.flatMap((event) => (event.kind === "scope" ? [event.scope] : []))).toEqual([
    "zap:tcp/8443",
    "zap:tcp/80",
  ]);
  expect(events.filter(({ kind }) => kind === "tool")).toHaveLength(1);
});

test("a false positive and an informational alert are facts; one without its rule is passed over by name", async () => {
  const { observations, warnings } = await readAll(
    xml(alert("10011", 3, 0) + alert("10012", 0, 3) + alert("", 1, 1)),
  );
  expect(countResults(observations)).toEqual({ info: 2, pass: 2 });
  expect(observations[0]?.message).toMatch(/^false positive: 2 × GET/);
  expect(warnings).toContain("id-missing 14:1");
});

test("JSON says the same", async () => {
  const report = {
    "@programName": "ZAP",
    "@version": "2.15.0",
    "@generated": "Tue, 3 Mar 2026 08:00:00",
    created: "2026-03-03T00:00:00.5Z",
    site: [
      {
        "@name": "https://10.1.1.9",
        "@host": "10.1.1.9",
        "@port": "443",
        alerts: [
          {
            pluginid: "40018",
            name: "SQL Injection",
            riskcode: "3",
            confidence: "2",
            riskdesc: "High (Medium)",
            desc: "<p>…</p>",
            instances: [{ uri: "https://10.1.1.9/q", method: "GET", param: "id" }],
            count: "1",
            cweid: "89",
          },
          { name: "no rule" },
        ],
      },
    ],
  };
  const { format, observations, warnings } = await readAll(JSON.stringify(report), [7]);
  expect(format).toBe("zap-json");
  expect(observations[0]).toMatchObject({
    subject: { id: "ipv4:10.1.1.9" },
    check: "zap:40018@tcp/443",
    refs: ["zap:40018", "cwe:89", "finding:web-weakness"],
    result: "fail",
    severity: "high",
    observedAt: "2026-03-03T00:00:00.500Z",
    at: "/site/0/alerts/0",
    message: "High (Medium): 1 × GET https://10.1.1.9/q [id]",
  });
  expect(warnings).toEqual(["id-missing /site/0/alerts/1"]);
  const clean = await readAll(
    JSON.stringify({ ...report, site: [{ "@name": "https://10.1.1.9", alerts: [] }] }),
  );
  expect(clean.observations.map(({ check, result }) => `${check} ${result}`)).toEqual([
    "scan-run:zap/web-weakness@tcp/443 pass",
  ]);
});

test("a report that breaks off names the place", async () => {
  const { failure } = await readAll(xml(alert("10011", 1, 2)).slice(0, 500));
  expect(failure).toMatch(/^evidence\.xml-truncated \d+:\d+$/);
});
