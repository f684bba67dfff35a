/** Wapiti in XML and JSON: entries, facts, categories without entries prove nothing by themselves. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const json = {
  classifications: {
    "SQL Injection": {
      desc: "…",
      ref: { "OWASP: SQL Injection": "…", "CWE-89: SQL Injection": "…" },
    },
    "Internal Server Error": { desc: "…", ref: {} },
  },
  vulnerabilities: {
    "SQL Injection": [
      {
        method: "GET",
        path: "/order?id=1",
        info: "SQL injection via id",
        level: 4,
        parameter: "id",
        http_request: "GET /canary",
      },
    ],
    "Backup file": [],
  },
  anomalies: { "Internal Server Error": [{ method: "GET", path: "/x", info: "500", level: 2 }] },
  additionals: {},
  infos: {
    target: "http://mes.plant.example:8080/",
    date: "Tue, 03 Mar 2026 08:00:00 +0800",
    version: "Wapiti 3.0.4",
  },
};

test("an entry is a failed check of the application's host, an anomaly a fact", async () => {
  const { format, observations, warnings, events } = await readAll(JSON.stringify(json), [7]);
  expect([format, warnings]).toEqual(["wapiti-json", []]);
  expect(observations[0]).toEqual({
    subject: {
      kind: "host",
      id: "fqdn:mes.plant.example",
      identifiers: {
        fqdn: "mes.plant.example",
        port: "8080",
        origin: "http://mes.plant.example:8080",
      },
    },
    check: "wapiti:sql-injection@tcp/8080",
    revision: null,
    title: "SQL Injection",
    refs: ["wapiti:sql-injection", "cwe:89", "finding:web-weakness"],
    result: "fail",
    severity: "critical",
    observedAt: "2026-03-03T00:00:00.000Z",
    at: "/vulnerabilities/SQL Injection/0",
    message: "GET /order?id=1 [id]: SQL injection via id",
  });
  expect(observations.slice(1).map(({ check, result }) => `${check} ${result}`)).toEqual([
    "wapiti:internal-server-error@tcp/8080 info",
    "scan-run:wapiti/web-weakness@tcp/8080 fail",
  ]);
  expect(JSON.stringify(events)).not.toContain("canary");
});

test("a clean run passes once, whatever its list of categories", async () => {
  const { observations } = await readAll(
    JSON.stringify({ ...json, vulnerabilities: { "SQL Injection": [] }, anomalies: {} }),
  );
  expect(observations.map(({ check, result }) => `${check} ${result}`)).toEqual([
    "scan-run:wapiti/web-weakness@tcp/8080 pass",
  ]);
});

test("XML says the same", async () => {
  const { format, observations } = await readAll(
    `<?xml version="1.0" ?>
<report type="security"><report_infos><info name="generatorName">wapiti</info>
<info name="generatorVersion">Wapiti 3.0.4</info><info name="dateOfScan">Tue, 03 Mar 2026 08:00:00 +0800</info>
<info name="target">http://mes.plant.example:8080/</info></report_infos>
<vulnerabilities><vulnerability name="SQL Injection"><references><reference><title>CWE-89: SQL Injection</title></reference></references>
<entries><entry><method>GET</method><path>/order?id=1</path><level>4</level><parameter>id</parameter><info>SQL injection via id</info></entry></entries>
</vulnerability></vulnerabilities><anomalies/></report>`,
    [7],
  );
  const other = await readAll(JSON.stringify(json));
  expect(format).toBe("wapiti-xml");
  expect(observations[0]).toEqual({ ...other.observations[0], at: "6:10" });
  expect(observations).toHaveLength(2);
});

test("a report without its target says so", async () => {
  const { warnings } = await readAll(JSON.stringify({ ...json, infos: {} }));
  expect(warnings).toEqual(["subject-unclear /infos"]);
});
