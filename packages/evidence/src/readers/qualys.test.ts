/** Qualys: one scan, lists of hosts, and the CSV report say the same in their own forms. */

import { expect, test } from "vitest";
import { readAll } from "../../testing/read-all.ts";

const scan = (status: string): string => `<?xml version="1.0"?>
<SCAN value="scan/1"><HEADER><KEY value="DATE">2026-03-02T08:00:00Z</KEY><KEY value="STATUS">${status}</KEY></HEADER>
<IP value="10.3.0.7" name="hist-01.plant.example"><OS>Linux</OS>
<INFOS><CAT value="Information gathering"><INFO number="45038" severity="1"><TITLE>Host scan time</TITLE></INFO></CAT></INFOS>
<VULNS><CAT value="General remote services" port="443" protocol="tcp">
<VULN number="38173" severity="4" cveid="CVE-2025-0001"><TITLE>SSL certificate cannot be trusted</TITLE><CVE_ID_LIST><CVE_ID><ID>CVE-2025-0002</ID></CVE_ID></CVE_ID_LIST><RESULT>self-signed</RESULT></VULN>
<VULN severity="4"><TITLE>without a number</TITLE></VULN></CAT></VULNS>
<PRACTICES><CAT value="General"><PRACTICE number="5" severity="3"><TITLE>Perhaps old</TITLE></PRACTICE></CAT></PRACTICES></IP>
<IP value="10.3.0.8" name="No registered hostname"></IP></SCAN>`;

test("a scan: vulnerabilities, potential ones and facts of each host, with port and place", async () => {
  const { format, observations, warnings } = await readAll(scan("FINISHED"), [7]);
  expect(format).toBe("qualys-scan");
  expect(warnings).toEqual(["id-missing 7:1"]);
  expect(observations[1]).toEqual({
    subject: {
      kind: "host",
      id: "fqdn:hist-01.plant.example",
      identifiers: { fqdn: "hist-01.plant.example", ipv4: "10.3.0.7" },
    },
    check: "qualys:38173",
    revision: null,
    title: "SSL certificate cannot be trusted",
    refs: [
      "cve:CVE-2025-0002",
      "cve:CVE-2025-0001",
      "finding:weak-transport",
      "finding:host-vulnerability",
    ],
    result: "fail",
    severity: "high",
    observedAt: "2026-03-02T08:00:00.000Z",
    at: "6:1",
    message: "tcp/443\nself-signed",
  });
  expect(observations.map(({ check, result, severity }) => [check, result, severity])).toEqual([
    ["qualys:45038", "info", "none"],
    ["qualys:38173", "fail", "high"],
    ["qualys:5", "fail", "medium"],
    ["scan-run:qualys/host-vulnerability", "fail", "high"],
    ["scan-run:qualys/host-vulnerability", "pass", null],
  ]);
  expect(observations[2]?.message).toBe("potential, not confirmed");
  const stopped = await readAll(scan("CANCELED"));
  expect(stopped.observations).toHaveLength(3);
  expect(stopped.warnings).toContain("skipped 9:64");
});

const assets = `<ASSET_DATA_REPORT><HEADER/><HOST_LIST>
<HOST><IP network_id="0">10.3.0.7</IP><DNS>hist-01.plant.example</DNS><QG_HOSTID>6b6f0a1c-0000-4000-8000-000000000001</QG_HOSTID><VULN_INFO_LIST>
<VULN_INFO><QID id="qid_38173">38173</QID><TYPE>Vuln</TYPE><PORT>443</PORT><PROTOCOL>tcp</PROTOCOL><LAST_FOUND>2026-03-02T08:00:00Z</LAST_FOUND><VULN_STATUS>Active</VULN_STATUS></VULN_INFO>
<VULN_INFO><QID id="qid_9">9</QID><TYPE>Vuln</TYPE><VULN_STATUS>Fixed</VULN_STATUS></VULN_INFO>
</VULN_INFO_LIST></HOST></HOST_LIST>
<GLOSSARY><VULN_DETAILS_LIST><VULN_DETAILS id="qid_38173"><QID>38173</QID><TITLE>Old OpenSSL</TITLE><SEVERITY>5</SEVERITY><CVE_ID_LIST><CVE_ID><ID>CVE-2025-0002</ID></CVE_ID></CVE_ID_LIST></VULN_DETAILS></VULN_DETAILS_LIST></GLOSSARY></ASSET_DATA_REPORT>`;

test("a host list: the glossary at its end explains the findings, and what is fixed passes", async () => {
  const { format, observations, warnings } = await readAll(assets, [7]);
  expect(format).toBe("qualys-hosts");
  expect(warnings).toEqual([]);
  expect(observations[0]).toMatchObject({
    subject: { id: "machine:6b6f0a1c-0000-4000-8000-000000000001" },
    check: "qualys:38173",
    title: "Old OpenSSL",
    refs: ["cve:CVE-2025-0002", "finding:host-vulnerability"],
    result: "fail",
    severity: "critical",
    observedAt: "2026-03-02T08:00:00.000Z",
    at: "3:1",
    message: "tcp/443 · Active",
  });
  expect(observations[1]).toMatchObject({ check: "qualys:9", result: "pass", at: "4:1" });
});

test("the interface's detections: what was ignored by decision is a fact", async () => {
  const file = `<HOST_LIST_VM_DETECTION_OUTPUT><RESPONSE><HOST_LIST><HOST><IP>10.3.0.7</IP><LAST_VULN_SCAN_DATETIME>2026-03-02T08:00:00Z</LAST_VULN_SCAN_DATETIME><DETECTION_LIST>
<DETECTION><QID>7</QID><TYPE>Confirmed</TYPE><SEVERITY>3</SEVERITY><STATUS>New</STATUS><IS_IGNORED>1</IS_IGNORED></DETECTION>
<DETECTION><TYPE>Confirmed</TYPE></DETECTION>
</DETECTION_LIST></HOST></HOST_LIST></RESPONSE></HOST_LIST_VM_DETECTION_OUTPUT>`;
  const { observations, warnings } = await readAll(file);
  expect(observations.map(({ check, result, message }) => [check, result, message])).toEqual([
    ["qualys:7", "info", "New · ignored by decision"],
    ["scan-run:qualys/host-vulnerability", "pass", null],
  ]);
  expect(warnings).toEqual(["id-missing 3:1"]);
});

const csv = `"Report of the plant"

"IP","DNS","NetBIOS","QID","Title","Vuln Status","Type","Severity","Port","Protocol","FQDN","Last Detected","CVE ID","Results","Threat"
"10.3.0.7","hist-01.plant.example","HIST-01","38173","Old OpenSSL","Active","Vuln","5","443","tcp","","03/02/2026 08:00:00","CVE-2025-0002, CVE-2025-0003","version
1.0","bad"
"10.3.0.8","","","105","EOL/Obsolete Software: NT","Active","Vuln","5","","","","03/02/2026 at 08:00:00 (GMT)","","",""
`;

test("the CSV report: rows below its own lines, cells over several lines, dates month first", async () => {
  const { format, observations, warnings } = await readAll(csv, [7]);
  expect(format).toBe("qualys-csv");
  expect(warnings).toEqual(["time-missing 4:4"]);
  expect(observations[0]).toMatchObject({
    subject: { id: "fqdn:hist-01.plant.example", identifiers: { ipv4: "10.3.0.7" } },
    check: "qualys:38173",
    refs: ["cve:CVE-2025-0002", "cve:CVE-2025-0003", "finding:host-vulnerability"],
    result: "fail",
    severity: "critical",
    observedAt: "2026-03-02T08:00:00.000Z",
    at: "4:4",
    message: "tcp/443 · Active\nversion\n1.0\nbad",
  });
  expect(observations[1]).toMatchObject({
    subject: { id: "ipv4:10.3.0.8" },
    refs: ["finding:unsupported-software", "finding:host-vulnerability"],
    at: "6:4",
  });
  const broken = await readAll(`${csv}"10.3.0.9","open`);
  expect(broken.failure).toBe("evidence.csv-unclosed-quote 7:2");
});
