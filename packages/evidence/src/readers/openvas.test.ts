/** OpenVAS: results with quality of detection, overridden and false-positive ones, hosts without findings, runs that stopped. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

interface Result {
  readonly threat: string;
  readonly severity: string;
  readonly more?: string;
  readonly oid?: string;
}

const result = ({ threat, severity, more = "", oid = "1.3.6.1.4.1.25623.1.0.836484" }: Result) =>
  `<result id="r"><host>10.3.0.7<asset asset_id="a"/><hostname>hist-01.plant.example</hostname></host><port>443/tcp</port>
<nvt oid="${oid}"><name>Windows patch missing</name><family>Windows</family><refs><ref type="cve" id="CVE-2025-49659"/><ref type="url" id="https://x.example"/></refs></nvt>
<threat>${threat}</threat><severity>${severity}</severity><qod><value>80</value></qod><creation_time>2026-03-02T08:00:00+08:00</creation_time>
<description>Fixed version: 2</description>${more}</result>`;

const host = (ip: string, details = ""): string =>
  `<host><ip>${ip}</ip><start>2026-03-02T07:00:00Z</start><end>2026-03-02T09:00:00Z</end>${details}</host>`;

interface Told {
  readonly results: readonly Result[];
  readonly status?: string;
  readonly hosts?: string;
}

const report = ({ results, status = "Done", hosts = "" }: Told): string =>
  `<report id="a" format_id="b"><name>weekly</name><report id="a"><gmp><version>22.6</version></gmp><scan_run_status>${status}</scan_run_status>
<results max="-1" start="1">
${results.map(result).join("\n")}
</results>${hosts}</report></report>`;

test("a result is a failed check of the host with quality of detection, time and place", async () => {
  const file = report({ results: [{ threat: "High", severity: "9.8" }] });
  const { format, observations, warnings } = await readAll(file, [7]);
  expect(format).toBe("openvas");
  expect(warnings).toEqual([]);
  expect(observations[0]).toEqual({
    subject: {
      kind: "host",
      id: "fqdn:hist-01.plant.example",
      identifiers: { fqdn: "hist-01.plant.example", ipv4: "10.3.0.7" },
    },
    check: "openvas:1.3.6.1.4.1.25623.1.0.836484",
    revision: null,
    title: "Windows patch missing",
    refs: ["cve:CVE-2025-49659", "finding:host-vulnerability"],
    result: "fail",
    severity: "high",
    observedAt: "2026-03-02T00:00:00.000Z",
    at: "3:1",
    message: "443/tcp · quality of detection 80 %\nFixed version: 2",
  });
});

test("logs, false positives and errors are no failures; an override is told", async () => {
  const { observations } = await readAll(
    report({
      results: [
        { threat: "Log", severity: "0.0" },
        { threat: "False Positive", severity: "-1.0" },
        { threat: "Error", severity: "-3.0" },
        { threat: "Low", severity: "2.0", more: "<original_threat>High</original_threat>" },
      ],
    }),
  );
  expect(observations.map(({ result: said, severity }) => [said, severity])).toEqual([
    ["info", "none"],
    ["info", null],
    ["error", null],
    ["fail", "low"],
    ["fail", "low"],
  ]);
  expect(observations[3]?.message).toContain("High overridden to Low");
});

test("a host without findings is clean when the run is done and a login worked there", async () => {
  const detail = (name: string) =>
    `<detail><name>${name}</name><value>x</value></detail><detail><name>hostname</name><value>plc-gw.plant.example</value></detail>`;
  const clean = await readAll(
    report({ results: [], hosts: host("10.3.0.9", detail("Auth-SSH-Success")) }),
  );
  expect(clean.observations).toMatchObject([
    {
      check: "scan-run:openvas/host-vulnerability",
      result: "pass",
      observedAt: "2026-03-02T09:00:00.000Z",
      subject: { id: "fqdn:plc-gw.plant.example" },
    },
  ]);
  const blind = await readAll(report({ results: [], hosts: host("10.3.0.9", detail("best_os")) }));
  expect(blind.observations).toEqual([]);
  expect(blind.warnings).toEqual(["skipped 4:251"]);
  const stopped = await readAll(
    report({ results: [], status: "Stopped", hosts: host("10.3.0.9") }),
  );
  expect(stopped.observations).toEqual([]);
});

test("unknown words and ids are passed over by place, counts that differ are noticed", async () => {
  const file = report({
    results: [
      { threat: "Purple", severity: "x" },
      { threat: "High", severity: "8", oid: "none" },
    ],
  }).replace(
    "</results>",
    "</results><result_count>9<high><full>2</full><filtered>2</filtered></high><medium><filtered>0</filtered></medium><low><filtered>0</filtered></low></result_count>",
  );
  const { warnings } = await readAll(file);
  expect(warnings.slice(0, 2)).toEqual(["result-unknown 3:1", "id-missing 7:1"]);
  expect(warnings[2]).toMatch(/^counts-differ 11:/);
  expect((await readAll("<report><other/></report>")).failure).toBe("evidence.unknown-format 1:1");
});
