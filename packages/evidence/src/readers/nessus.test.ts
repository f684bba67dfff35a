/** Nessus: plugins' findings and audit verdicts with result, severity, subject, time and place; what a scan cannot prove. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const item = (attributes: string, children: string): string =>
  `<ReportItem port="443" svc_name="www" protocol="tcp" ${attributes}>${children}</ReportItem>`;

const properties = (more = ""): string => `<HostProperties>
<tag name="pd-156000-0">${"x".repeat(3_000)}</tag>
<tag name="mac-address">00:1B:1B:01:02:03
02:42:0E:7A:F2:27</tag><tag name="host-fqdn">hist-01.plant.example</tag><tag name="host-ip">10.3.0.7</tag>
<tag name="HOST_END_TIMESTAMP">1772438400</tag><tag name="HOST_END">Mon Mar  2 08:00:00 2026</tag>${more}</HostProperties>`;

const report = (items: string, more = '<tag name="Credentialed_Scan">true</tag>'): string =>
  `<?xml version="1.0" ?>
<NessusClientData_v2><Policy><policyName>Plant Weekly</policyName><Preferences><p>x</p></Preferences></Policy>
<Report name="weekly" xmlns:cm="http://www.nessus.org/cm"><ReportHost name="10.3.0.7">${properties(more)}
${items}
</ReportHost></Report></NessusClientData_v2>`;

const java = item(
  'severity="3" pluginID="154345" pluginName="Oracle Java SE Multiple Vulnerabilities" pluginFamily="Misc."',
  `<cve>CVE-2021-3517</cve><cve>CVE-2021-3522</cve><cwe>787</cwe><xref>CNNVD:CNNVD-202105-1234</xref><xref>IAVA:2021-A-0481-S</xref>
<script_version>1.3</script_version><vpr_score>5.9</vpr_score><cvss3_base_score>8.6</cvss3_base_score><exploit_available>true</exploit_available>
<synopsis>Affected by several vulnerabilities.</synopsis><solution>n/a</solution><plugin_output>Installed version : 1.11.0_12</plugin_output>`,
);

test("a plugin's finding is a failed check of the host with exploit, time and place", async () => {
  const { format, observations, warnings } = await readAll(report(java), [7]);
  expect(format).toBe("nessus");
  expect(warnings).toEqual([]);
  expect(observations[0]).toEqual({
    subject: {
      kind: "host",
      id: "mac:00:1b:1b:01:02:03",
      identifiers: {
        mac: "00:1b:1b:01:02:03",
        otherMacs: "02:42:0e:7a:f2:27",
        fqdn: "hist-01.plant.example",
        ipv4: "10.3.0.7",
      },
    },
    check: "nessus:154345",
    revision: "1.3",
    title: "Oracle Java SE Multiple Vulnerabilities",
    refs: [
      "cve:CVE-2021-3517",
      "cve:CVE-2021-3522",
      "cwe:787",
      "cnnvd:CNNVD-202105-1234",
      "finding:host-vulnerability",
    ],
    result: "fail",
    severity: "high",
    observedAt: "2026-03-02T08:00:00.000Z",
    at: "8:1",
    message:
      "tcp/443 www · exploit available: true · VPR 5.9 · CVSS 8.6\nAffected by several vulnerabilities.\nInstalled version : 1.11.0_12",
  });
  expect(observations.at(-1)).toMatchObject({
    check: "scan-run:nessus/unsupported-software",
    result: "pass",
  });
});

test("facts, obsolete software, default accounts and open ports are told as what they are", async () => {
  const items = [
    item('severity="0" pluginID="11219" pluginName="SYN scanner" pluginFamily="Port scanners"', ""),
    item('severity="4" pluginID="1" pluginName="nginx SEoL" pluginFamily="General"', ""),
    item(
      'severity="4" pluginID="2" pluginName="Default password" pluginFamily="General"',
      "<default_account>true</default_account>",
    ),
  ].join("\n");
  const { observations } = await readAll(report(items));
  expect(
    observations.slice(0, 3).map(({ result, severity, refs }) => [result, severity, refs]),
  ).toEqual([
    ["info", "none", ["port:tcp/443", "service:www"]],
    ["fail", "critical", ["finding:unsupported-software", "finding:host-vulnerability"]],
    ["fail", "critical", ["finding:default-credential", "finding:host-vulnerability"]],
  ]);
});

const audit = (result: string): string =>
  item(
    'severity="3" pluginID="21157" pluginName="Unix Compliance Checks" pluginFamily="Policy Compliance"',
    `<cm:compliance-check-id>9f86d081</cm:compliance-check-id><cm:compliance-check-name>1.1.1 Ensure cramfs is disabled</cm:compliance-check-name>
<cm:compliance-result>${result}</cm:compliance-result><cm:compliance-actual-value>loaded</cm:compliance-actual-value>
<cm:compliance-benchmark-name>CIS Debian Linux 12</cm:compliance-benchmark-name><cm:compliance-benchmark-version>1.1.0</cm:compliance-benchmark-version>
<cm:compliance-reference>800-53|CM-7(1),CIS_Recommendation|1.1.1,CCI|CCI-000366,CSCv7|9.2</cm:compliance-reference>`,
  );

test("rules of an audit file keep passes, and their references become refs", async () => {
  const { observations } = await readAll(
    report(["PASSED", "FAILED", "WARNING", "ERROR"].map(audit).join("\n")),
  );
  expect(observations.map(({ result }) => result)).toEqual(["pass", "fail", "info", "error"]);
  expect(observations[1]).toMatchObject({
    check: "nessus-audit:9f86d081",
    revision: "1.1.0",
    title: "1.1.1 Ensure cramfs is disabled",
    refs: [
      "nist:CM-7(1)",
      "cis:debian-linux-12/1.1.1",
      "cci:CCI-000366",
      "finding:misconfiguration",
    ],
    severity: "high",
    message: "actual: loaded",
  });
});

test("a scan without credentials or without an end finds, but proves nothing clean", async () => {
  const blind = await readAll(report("", '<tag name="Credentialed_Scan">false</tag>'));
  expect(blind.observations).toEqual([]);
  expect(blind.warnings).toEqual(["skipped 9:45"]);
  const found = await readAll(report(java, '<tag name="Credentialed_Scan">false</tag>'));
  expect(found.observations.map(({ check }) => check)).toEqual([
    "nessus:154345",
    "scan-run:nessus/host-vulnerability",
  ]);
  const broken = await readAll(report(java).replace(/<tag name="HOST_END.*<\/tag>/, ""));
  expect(broken.warnings).toHaveLength(1);
  const clean = await readAll(report(""));
  expect(clean.observations.map(({ check, result }) => [check, result])).toEqual([
    ["scan-run:nessus/host-vulnerability", "pass"],
    ["scan-run:nessus/unsupported-software", "pass"],
  ]);
});

test("an item without an id, a severity or a result that is none is passed over by place", async () => {
  const { observations, warnings, failure } = await readAll(
    report(
      [
        item('severity="1" pluginID="x"', ""),
        item('severity="9" pluginID="5"', ""),
        audit("PERHAPS"),
      ].join("\n"),
    ),
  );
  expect(observations.filter(({ check }) => !check.startsWith("scan-run"))).toEqual([]);
  expect(warnings).toEqual(["id-missing 8:1", "result-unknown 9:1", "result-unknown 10:1"]);
  expect(failure).toBeNull();
  expect((await readAll(report(java).slice(0, -30))).failure).toMatch(/^evidence\.xml-truncated/);
});
