/** Reports of any length, written record by record from their formats: for measuring, they stand for no real plant. */

export interface ReportShape {
  /** The format's id here. */
  readonly format: string;
  /** The peer's class for it. */
  readonly mapper: string;
  readonly head: string;
  readonly record: (n: number) => string;
  readonly between: string;
  readonly tail: string;
}

const prose = (n: number): string =>
  `Finding ${n}: the service answers with settings that its maker has withdrawn. ${"An attacker on the same network may read what passes. ".repeat(4)}`;

const hostOf = (n: number): string => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
const digest = `sha256:${"a".repeat(64)}`;
const cve = (n: number): string => `CVE-2024-${10_000 + (n % 80_000)}`;
const json = (value: unknown): string => JSON.stringify(value);

/** A JSON document whose records stand in the list where the text `"@"` stands. */
const around = (document: object): { readonly head: string; readonly tail: string } => {
  const [head = "", tail = ""] = json(document).split('"@"');
  return { head, tail };
};

const nessusItem = (n: number): string =>
  `<ReportItem port="${n % 60_000}" svc_name="www" protocol="tcp" severity="${n % 5}" pluginID="${10_000 + n}" pluginName="Plugin ${n}" pluginFamily="General"><description>${prose(n)}</description><cve>${cve(n)}</cve><cvss3_base_score>7.5</cvss3_base_score><plugin_modification_date>2026/01/02</plugin_modification_date><risk_factor>High</risk_factor><solution>Update it.</solution><synopsis>Withdrawn settings.</synopsis><plugin_output>${prose(n)}</plugin_output></ReportItem>\n`;

/** Fifty findings a host. */
const nessusHost = (n: number): string =>
  `<ReportHost name="${hostOf(n)}"><HostProperties><tag name="Credentialed_Scan">true</tag><tag name="host-ip">${hostOf(n)}</tag><tag name="HOST_START">Mon Mar 2 07:00:00 2026</tag><tag name="HOST_END">Mon Mar 2 08:00:00 2026</tag><tag name="HOST_END_TIMESTAMP">1772438400</tag></HostProperties>\n${Array.from({ length: 50 }, (_, one) => nessusItem(n * 50 + one)).join("")}</ReportHost>\n`;

const burpIssue = (n: number): string =>
  `<issue><serialNumber>${n}</serialNumber><type>${1_048_576 + n}</type><name>Weakness ${n}</name><host ip="${hostOf(n)}">https://app-${n % 50}.plant.example</host><path><![CDATA[/page/${n}]]></path><location><![CDATA[/page/${n} [id]]]></location><severity>High</severity><confidence>Firm</confidence><issueBackground><![CDATA[<p>${prose(n)}</p>]]></issueBackground><remediationBackground><![CDATA[<p>${prose(n)}</p>]]></remediationBackground><vulnerabilityClassifications><![CDATA[<ul><li><a href="https://cwe.mitre.org/data/definitions/89.html">CWE-89: SQL</a></li></ul>]]></vulnerabilityClassifications></issue>\n`;

const checklistRule = (n: number): string =>
  `<VULN>${Object.entries({
    Vuln_Num: `V-${200_000 + n}`,
    Severity: "medium",
    Group_Title: `SRG-OS-${n}-GPOS-00227`,
    Rule_ID: `SV-${200_000 + n}r1_rule`,
    Rule_Ver: `RHEL-09-${n}`,
    Rule_Title: `Setting ${n} is as it should be.`,
    Vuln_Discuss: prose(n),
    Check_Content: prose(n),
    Fix_Text: "Set it.",
    CCI_REF: "CCI-000366",
  })
    .map(
      ([name, data]) =>
        `<STIG_DATA><VULN_ATTRIBUTE>${name}</VULN_ATTRIBUTE><ATTRIBUTE_DATA>${data}</ATTRIBUTE_DATA></STIG_DATA>`,
    )
    .join(
      "",
    )}<STATUS>${n % 3 === 0 ? "NotAFinding" : "Open"}</STATUS><FINDING_DETAILS>${prose(n)}</FINDING_DETAILS><COMMENTS></COMMENTS><SEVERITY_OVERRIDE></SEVERITY_OVERRIDE><SEVERITY_JUSTIFICATION></SEVERITY_JUSTIFICATION></VULN>\n`;

const xml: readonly ReportShape[] = [
  {
    format: "nessus",
    mapper: "NessusResults",
    head: '<?xml version="1.0" ?>\n<NessusClientData_v2><Policy><policyName>Weekly</policyName></Policy>\n<Report name="weekly">\n',
    record: nessusHost,
    between: "",
    tail: "</Report></NessusClientData_v2>",
  },
  {
    format: "burp",
    mapper: "BurpSuiteMapper",
    head: '<?xml version="1.0"?>\n<issues burpVersion="2026.1" exportTime="Tue Mar 03 08:00:00 CET 2026">\n',
    record: burpIssue,
    between: "",
    tail: "</issues>",
  },
  {
    format: "ckl",
    mapper: "ChecklistResults",
    head: '<?xml version="1.0"?>\n<CHECKLIST><ASSET><ROLE>None</ROLE><ASSET_TYPE>Computing</ASSET_TYPE><HOST_NAME>hist-01</HOST_NAME><HOST_IP>10.3.0.7</HOST_IP><HOST_MAC>00:1B:1B:01:02:03</HOST_MAC><HOST_FQDN>hist-01.plant.example</HOST_FQDN></ASSET>\n<STIGS><iSTIG><STIG_INFO><SI_DATA><SID_NAME>version</SID_NAME><SID_DATA>1</SID_DATA></SI_DATA><SI_DATA><SID_NAME>stigid</SID_NAME><SID_DATA>RHEL_9_STIG</SID_DATA></SI_DATA><SI_DATA><SID_NAME>releaseinfo</SID_NAME><SID_DATA>Release: 3 Benchmark Date: 24 Apr 2024</SID_DATA></SI_DATA><SI_DATA><SID_NAME>title</SID_NAME><SID_DATA>RHEL 9</SID_DATA></SI_DATA></STIG_INFO>\n',
    record: checklistRule,
    between: "",
    tail: "</iSTIG></STIGS></CHECKLIST>",
  },
];

const sarifResult = (n: number): string =>
  json({
    ruleId: `rule-${n % 200}`,
    level: "error",
    message: { text: prose(n) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: `src/part-${n}.c` },
          region: { startLine: 1 + (n % 900), startColumn: 3 },
        },
      },
    ],
  });

const sarifRules = Array.from({ length: 200 }, (_, n) => ({
  id: `rule-${n}`,
  name: `Rule${n}`,
  shortDescription: { text: `Rule ${n}` },
  fullDescription: { text: prose(n) },
  properties: { tags: ["CWE-787"] },
}));

const grypeMatch = (n: number): string =>
  json({
    vulnerability: {
      id: cve(n),
      dataSource: `https://nvd.example/${cve(n)}`,
      namespace: "debian:distro:debian:12",
      severity: "High",
      urls: [`https://nvd.example/${cve(n)}`],
      description: prose(n),
      cvss: [{ version: "3.1", vector: "AV:N", metrics: { baseScore: 7.5 }, vendorMetadata: {} }],
      fix: { versions: ["2.0"], state: "fixed" },
      advisories: [],
    },
    relatedVulnerabilities: [],
    matchDetails: [{ type: "exact-direct-match", matcher: "dpkg-matcher", found: {} }],
    artifact: {
      id: `p${n}`,
      name: `part-${n}`,
      version: "1.0",
      type: "deb",
      locations: [{ path: "/var/lib/dpkg/status" }],
      language: "",
      licenses: [],
      cpes: [],
      purl: `pkg:deb/debian/part-${n}@1.0`,
      upstreams: [],
    },
  });

const snykFinding = (n: number): string =>
  json({
    id: `SNYK-JAVA-PART-${n}`,
    title: "Information disclosure",
    identifiers: { CVE: [cve(n)], CWE: ["CWE-200"] },
    severity: "high",
    cvssScore: 7.5,
    description: prose(n),
    packageName: `org.example:part-${n}`,
    version: "1.0",
    fixedIn: ["2.0"],
    from: ["hmi@1.0", `org.example:part-${n}@1.0`],
    upgradePath: [],
  });

const trackFinding = (n: number): string =>
  json({
    component: {
      uuid: `c${n}`,
      name: `part-${n}`,
      version: "1.0",
      purl: `pkg:maven/org.example/part-${n}@1.0`,
      project: "fba4704e",
    },
    vulnerability: {
      uuid: `v${n}`,
      source: "NVD",
      vulnId: cve(n),
      severity: "HIGH",
      severityRank: 1,
      description: prose(n),
      cwes: [{ cweId: 400, name: "Uncontrolled resource consumption" }],
    },
    analysis: { isSuppressed: false, state: "NOT_SET" },
    matrix: `fba4704e:c${n}:v${n}`,
  });

const bomVulnerability = (n: number): string =>
  json({
    id: cve(n),
    source: { name: "NVD" },
    ratings: [{ severity: "high", method: "CVSSv31", score: 7.5 }],
    cwes: [20],
    description: prose(n),
    affects: [{ ref: "p1" }],
  });

const standards = "arn:aws:securityhub:eu-west-1:123456789012:";

const asffFinding = (n: number): string =>
  json({
    SchemaVersion: "2018-10-08",
    Id: `arn:aws:securityhub:eu-west-1:1:finding/${n}`,
    ProductArn: "arn:aws:securityhub:eu-west-1::product/aws/securityhub",
    ProductName: "Security Hub",
    GeneratorId: `aws-foundational-security-best-practices/v/1.0.0/IAM.${n}`,
    AwsAccountId: "123456789012",
    Types: ["Software and Configuration Checks"],
    CreatedAt: "2026-03-02T08:00:00.000Z",
    UpdatedAt: "2026-03-02T08:00:00.000Z",
    FirstObservedAt: "2026-03-02T08:00:00.000Z",
    LastObservedAt: "2026-03-02T08:00:00.000Z",
    Severity: { Label: "HIGH", Normalized: 70, Original: "HIGH" },
    Title: `IAM.${n} Setting ${n}`,
    Description: prose(n),
    Remediation: { Recommendation: { Text: "Set it.", Url: "https://docs.example" } },
    ProductFields: {
      StandardsArn: `${standards}standards/aws-foundational-security-best-practices/v/1.0.0`,
      StandardsControlArn: `${standards}control/aws-foundational-security-best-practices/v/1.0.0/IAM.${n}`,
      ControlId: `IAM.${n}`,
    },
    Resources: [{ Type: "AwsAccount", Id: "AWS::::Account:123456789012", Region: "eu-west-1" }],
    Compliance: { Status: "FAILED" },
    Workflow: { Status: "NEW" },
    RecordState: "ACTIVE",
  });

const shape = (
  names: { readonly format: string; readonly mapper: string },
  document: object,
  record: (n: number) => string,
): ReportShape => ({ ...names, ...around(document), record, between: "," });

const documents: readonly ReportShape[] = [
  shape(
    { format: "sarif", mapper: "SarifMapper" },
    {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { name: "analyser", version: "1", rules: sarifRules } },
          versionControlProvenance: [{ repositoryUri: "https://git.example/plant/hmi" }],
          results: ["@"],
        },
      ],
    },
    sarifResult,
  ),
  shape(
    { format: "grype", mapper: "AnchoreGrypeMapper" },
    {
      matches: ["@"],
      source: {
        type: "image",
        target: { userInput: "hmi:2.1", imageID: digest, manifestDigest: digest, tags: [] },
      },
      descriptor: { name: "grype", version: "0.87.0", timestamp: "2026-03-02T08:00:00Z" },
    },
    grypeMatch,
  ),
  shape(
    { format: "snyk", mapper: "SnykResults" },
    {
      vulnerabilities: ["@"],
      ok: false,
      packageManager: "maven",
      projectName: "hmi",
      path: "/srv/hmi",
    },
    snykFinding,
  ),
  shape(
    { format: "dependency-track", mapper: "DependencyTrackMapper" },
    {
      version: "1.2",
      meta: {
        application: "Dependency-Track",
        version: "4.11.0",
        timestamp: "2026-03-02T08:00:00Z",
      },
      project: { uuid: "fba4704e", name: "hmi", version: "2.1" },
      findings: ["@"],
    },
    trackFinding,
  ),
  shape(
    { format: "cyclonedx-json", mapper: "CycloneDXSBOMResults" },
    {
      bomFormat: "CycloneDX",
      specVersion: "1.5",
      version: 1,
      metadata: {
        timestamp: "2026-03-02T08:00:00Z",
        component: { "bom-ref": "p0", type: "application", name: "hmi", version: "2.1" },
      },
      components: [
        {
          "bom-ref": "p1",
          type: "library",
          name: "part",
          version: "1.0",
          purl: "pkg:maven/o/part@1.0",
        },
      ],
      vulnerabilities: ["@"],
    },
    bomVulnerability,
  ),
  shape({ format: "asff", mapper: "ASFFResults" }, { Findings: ["@"] }, asffFinding),
];

export const reportShapes: readonly ReportShape[] = [...xml, ...documents];

export const shapeOf = (format: string): ReportShape => {
  const found = reportShapes.find((one) => one.format === format);
  if (found === undefined) throw new RangeError(`no shape of ${format}`);
  return found;
};

/** The report's text in pieces of about 64 KiB, until it has `size` bytes; gives the number of records. */
export function* reportPieces(of: ReportShape, size: number): Generator<string, number> {
  yield of.head;
  let made = of.head.length;
  let piece = "";
  let n = 0;
  while (made < size) {
    const record = `${n === 0 ? "" : of.between}${of.record(n)}`;
    n += 1;
    made += record.length;
    piece += record;
    if (piece.length > 65_536) {
      yield piece;
      piece = "";
    }
  }
  yield `${piece}${of.tail}`;
  return n;
}
