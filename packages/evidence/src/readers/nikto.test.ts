/** Nikto in XML and JSON: items, counts, scans that broke off. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const xml = (inside: string): string => `<?xml version="1.0" ?>
<!DOCTYPE niktoscan SYSTEM "docs/nikto.dtd">
<niktoscan>
<niktoscan version="2.5.0" nxmlversion="1.2">
<scandetails targetip="10.1.1.9" targethostname="mes.plant.example" targetport="8080" starttime="2026-03-03 08:00:00" sitename="http://mes.plant.example:8080/">
${inside}
</scandetails>
</niktoscan>
</niktoscan>`;

const item = `<item id="600575" method="GET"><description><![CDATA[Old server, see CVE-2021-41773.]]></description><uri><![CDATA[/x]]></uri><references>CWE-22</references></item>`;
const statistics = (found: number): string =>
  `<statistics elapsed="9" itemsfound="${found}" endtime="2026-03-03 08:10:00" />`;

test("an item is a failed check of the server at its port", async () => {
  const { format, observations, warnings } = await readAll(xml(item + statistics(1)), [7]);
  expect(format).toBe("nikto-xml");
  expect(observations).toHaveLength(2);
  expect(observations[0]).toEqual({
    subject: {
      kind: "host",
      id: "fqdn:mes.plant.example",
      identifiers: {
        fqdn: "mes.plant.example",
        ipv4: "10.1.1.9",
        port: "8080",
        origin: "http://mes.plant.example:8080",
      },
    },
    check: "nikto:600575@tcp/8080",
    revision: null,
    title: "Old server, see CVE-2021-41773.",
    refs: ["nikto:600575", "cwe:22", "cve:CVE-2021-41773", "finding:web-weakness"],
    result: "fail",
    severity: null,
    observedAt: "2026-03-03T08:00:00.000Z",
    at: "6:1",
    message: "GET /x: Old server, see CVE-2021-41773.",
  });
  expect(warnings).toEqual(["time-missing 6:1"]);
});

test("a clean run passes; a count that differs and a run without its end are told", async () => {
  const clean = await readAll(xml(statistics(0)));
  expect(clean.observations.map(({ check, result }) => `${check} ${result}`)).toEqual([
    "scan-run:nikto/web-weakness@tcp/8080 pass",
  ]);
  const fewer = await readAll(xml(item + statistics(3)));
  expect(fewer.warnings).toContain("counts-differ 5:1");
  const broken = await readAll(xml(""));
  expect(broken.observations).toEqual([]);
  expect(broken.warnings).toContain("no-results 5:1");
});

test("JSON of one host and of several", async () => {
  const host = {
    host: "mes.plant.example",
    ip: "10.1.1.9",
    port: "443",
    banner: "Apache",
    vulnerabilities: [
      { id: "999957", references: "CWE-1021", method: "GET", url: "/", msg: "No X-Frame-Options." },
      { msg: "no id" },
    ],
  };
  const one = await readAll(JSON.stringify(host), [7]);
  expect(one.format).toBe("nikto-json");
  expect(one.observations[0]).toMatchObject({
    subject: { id: "fqdn:mes.plant.example", identifiers: { ipv4: "10.1.1.9", port: "443" } },
    check: "nikto:999957@tcp/443",
    refs: ["nikto:999957", "cwe:1021", "finding:web-weakness"],
    result: "fail",
    at: "/vulnerabilities/0",
    message: "GET /: No X-Frame-Options.",
  });
  expect(one.warnings).toEqual(["id-missing /vulnerabilities/1"]);
  const two = await readAll(
    JSON.stringify([host, { ...host, host: "10.1.1.10", ip: "10.1.1.10", vulnerabilities: [] }]),
  );
  expect(two.observations.map(({ subject, result, at }) => [subject.id, result, at])).toEqual([
    ["fqdn:mes.plant.example", "fail", "/0/vulnerabilities/0"],
    ["fqdn:mes.plant.example", "fail", "/0/vulnerabilities/0"],
    ["ipv4:10.1.1.10", "pass", "/1"],
  ]);
});
