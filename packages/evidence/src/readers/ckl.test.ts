/** CKL: verdicts of a checklist, overridden severities, what nobody reviewed, and files that are not one. */

import { expect, test } from "vitest";
import { countResults, readAll } from "../../testing/read-all.ts";

interface Vuln {
  readonly id: string;
  readonly status: string;
  readonly more?: string;
}

const vuln = ({ id, status, more = "" }: Vuln): string => `<VULN>
<STIG_DATA><VULN_ATTRIBUTE>Vuln_Num</VULN_ATTRIBUTE><ATTRIBUTE_DATA>${id}</ATTRIBUTE_DATA></STIG_DATA>
<STIG_DATA><VULN_ATTRIBUTE>Severity</VULN_ATTRIBUTE><ATTRIBUTE_DATA>medium</ATTRIBUTE_DATA></STIG_DATA>
<STIG_DATA><VULN_ATTRIBUTE>Group_Title</VULN_ATTRIBUTE><ATTRIBUTE_DATA>SRG-OS-000480-GPOS-00227</ATTRIBUTE_DATA></STIG_DATA>
<STIG_DATA><VULN_ATTRIBUTE>Rule_ID</VULN_ATTRIBUTE><ATTRIBUTE_DATA>SV-257777r925318_rule</ATTRIBUTE_DATA></STIG_DATA>
<STIG_DATA><VULN_ATTRIBUTE>Rule_Ver</VULN_ATTRIBUTE><ATTRIBUTE_DATA>RHEL-09-211010</ATTRIBUTE_DATA></STIG_DATA>
<STIG_DATA><VULN_ATTRIBUTE>Rule_Title</VULN_ATTRIBUTE><ATTRIBUTE_DATA>The release must be supported.</ATTRIBUTE_DATA></STIG_DATA>
<STIG_DATA><VULN_ATTRIBUTE>CCI_REF</VULN_ATTRIBUTE><ATTRIBUTE_DATA>CCI-000366</ATTRIBUTE_DATA></STIG_DATA>
<STATUS>${status}</STATUS>${more}</VULN>`;

const checklist = (...vulns: readonly Vuln[]): string => `<?xml version="1.0"?>
<CHECKLIST><ASSET><HOST_NAME>hist-01</HOST_NAME><HOST_IP>10.3.0.7</HOST_IP><HOST_MAC>00:1B:1B:01:02:03</HOST_MAC><HOST_FQDN>hist-01.plant.example</HOST_FQDN></ASSET>
<STIGS><iSTIG><STIG_INFO><SI_DATA><SID_NAME>stigid</SID_NAME><SID_DATA>RHEL_9_STIG</SID_DATA></SI_DATA><SI_DATA><SID_NAME>version</SID_NAME><SID_DATA>1</SID_DATA></SI_DATA><SI_DATA><SID_NAME>releaseinfo</SID_NAME><SID_DATA>Release: 3 Benchmark Date: 24 Apr 2024</SID_DATA></SI_DATA></STIG_INFO>
${vulns.map(vuln).join("\n")}
</iSTIG></STIGS></CHECKLIST>`;

test("an open rule is a failed check of the host with its identifiers and its place", async () => {
  const file = checklist({
    id: "V-257777",
    status: "Open",
    more: "<FINDING_DETAILS>Release 9.1 found.</FINDING_DETAILS>",
  });
  const { format, observations, warnings } = await readAll(file, [7]);
  expect(format).toBe("ckl");
  expect(warnings).toEqual(["time-missing 2:1"]);
  expect(observations[0]).toEqual({
    subject: {
      kind: "host",
      id: "mac:00:1b:1b:01:02:03",
      identifiers: {
        mac: "00:1b:1b:01:02:03",
        fqdn: "hist-01.plant.example",
        ipv4: "10.3.0.7",
        hostname: "hist-01",
      },
    },
    check: "stig:V-257777",
    revision: "V1R3",
    title: "The release must be supported.",
    refs: [
      "stig:SV-257777",
      "cci:CCI-000366",
      "stig:RHEL-09-211010",
      "srg:SRG-OS-000480-GPOS-00227",
      "finding:misconfiguration",
    ],
    result: "fail",
    severity: "medium",
    observedAt: null,
    at: "4:1",
    message: "Release 9.1 found.",
  });
});

test("an overridden severity counts and keeps its reason", async () => {
  const more =
    "<SEVERITY_OVERRIDE>low</SEVERITY_OVERRIDE><SEVERITY_JUSTIFICATION>isolated cell</SEVERITY_JUSTIFICATION>";
  const { observations } = await readAll(checklist({ id: "V-1", status: "Open", more }));
  expect(observations[0]).toMatchObject({
    severity: "low",
    message: "severity medium overridden to low: isolated cell",
  });
});

test("each status has its result, and a checklist with rules that nobody reviewed is not clean", async () => {
  const statuses = ["NotAFinding", "Not_Applicable", "Not_Reviewed"];
  const file = checklist(...statuses.map((status, index) => ({ id: `V-${index + 1}`, status })));
  const { observations, warnings } = await readAll(file);
  expect(observations.map(({ check, result }) => [check, result])).toEqual([
    ["stig:V-1", "pass"],
    ["stig:V-2", "notApplicable"],
    ["stig:V-3", "info"],
  ]);
  expect(warnings).toEqual(["time-missing 2:1", "unanswered 22:1"]);
  const clean = await readAll(checklist({ id: "V-1", status: "NotAFinding" }));
  expect(countResults(clean.observations)).toEqual({ pass: 2 });
});

test("a status or an id that is none is passed over by place; a file without rules says nothing", async () => {
  const { observations, warnings } = await readAll(
    checklist({ id: "V-1", status: "Maybe" }, { id: "V-2", status: "Open" }),
  );
  expect(observations[0]?.check).toBe("stig:V-2");
  expect(warnings).toEqual(["result-unknown 4:1", "time-missing 2:1"]);
  const empty = await readAll("<CHECKLIST><ASSET></ASSET><STIGS></STIGS></CHECKLIST>");
  expect(empty.observations).toEqual([]);
  expect(empty.warnings).toEqual(["subject-unclear 1:12", "time-missing 1:1", "no-results 1:54"]);
  expect((await readAll(checklist().slice(0, -20))).failure).toMatch(/^evidence\.xml-truncated/);
});
