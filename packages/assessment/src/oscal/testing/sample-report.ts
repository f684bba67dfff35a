/** A report with one of everything: each verdict, a finding that is open and one that is closed, records, signatures. */

import type {
  AssessmentReport,
  ReportContent,
  ReportFinding,
  ReportRequirement,
} from "../../report/assessment-report.ts";
import { countVerdicts, score } from "../../score.ts";
import { verdicts, type Verdict } from "../../verdict.ts";

const both = (text: string) => ({ zh: `${text}（中）`, en: `${text} (en)` });

const requirement = (verdict: Verdict, index: number): ReportRequirement => ({
  id: `${index + 1}.log-${verdict}`,
  domain: "logs",
  fromGrade: 1,
  title: both(`Logs ${verdict}`),
  text: both("Logs are kept for six months."),
  methods: index === 0 ? [] : ["examine", "test"],
  source: null,
  result: verdict === "notEvidenced" || verdict === "contested" ? null : verdict,
  machineVerdict: verdict,
  overridden: index === 1 ? { by: "甲", at: "2026-11-20T08:00:00.000Z", reason: "人工核对" } : null,
  note: null,
  elements: [{ id: "kept", text: both("kept"), state: "missing", observations: index }],
  findings: verdict === "notMet" ? ["F-2026-0001", "F-2026-0002"] : [],
});

const finding = (over: Partial<ReportFinding>): ReportFinding => ({
  number: "F-2026-0001",
  requirement: "3.log-notMet",
  requirementTitle: both("Logs notMet"),
  title: "日志只留存\n三个月",
  severity: "high",
  subjects: [{ kind: "host", id: "plc-7", closedOn: null, closedBy: null }],
  risk: "事后无法追查",
  recommendation: "延长留存",
  raisedOn: "2026-11-20",
  state: "open",
  closedOn: null,
  repeats: null,
  rectification: {
    owner: "乙",
    dueOn: "2026-12-31",
    state: "done",
    steps: [{ at: "2026-11-21T00:00:00.000Z", by: "乙", note: "" }],
  },
  ...over,
});

const requirements = verdicts.map(requirement);
const counts = countVerdicts(verdicts);

const content: ReportContent = {
  number: "A-2026-0001",
  version: 2,
  title: "年度评测",
  kind: "thirdParty",
  enterprise: {
    name: "示例机械（虚构）",
    nameEn: null,
    creditCode: "91330000MA27XAMPL1",
    jurisdiction: null,
    synthetic: true,
  },
  assessor: "某评测机构",
  pack: {
    id: "sample",
    version: "1",
    title: both("Sample"),
    standing: "illustrative",
    illustrative: true,
    notice: null,
  },
  type: { id: "networked", name: both("Networked") },
  grade: { rank: 2, name: both("Two") },
  gradeBasis: "determined",
  dates: {
    begun: "2026-11-01T00:00:00.000Z",
    fieldFrom: "2026-11-18",
    fieldUntil: null,
    cutOff: "2026-11-22T00:00:00.000Z",
  },
  team: [
    { name: "甲", role: "lead" },
    { name: "丙", role: "assessor" },
  ],
  scope: {
    statement: "",
    included: requirements.length,
    excluded: [{ requirement: "9.out", title: both("Out"), reason: "不在本厂" }],
  },
  activeScans: {
    authorisedBy: "丁",
    on: "2026-11-17",
    reference: "SQ-7",
    what: "扫描 DMZ",
    risk: "停机窗口内进行",
  },
  samples: [],
  counts,
  score: score(counts),
  domains: [{ id: "logs", name: both("Logs"), counts, score: score(counts) }],
  requirements,
  findings: [
    finding({}),
    finding({
      number: "F-2026-0002",
      title: "日志无校时",
      severity: "low",
      state: "closed",
      closedOn: "2026-11-21",
      subjects: [],
      rectification: null,
    }),
  ],
  fieldRecords: [
    {
      id: "0191f0a0-0000-7000-8000-000000000001",
      kind: "interview",
      requirement: "3.log-notMet",
      question: "q1",
      questionText: both("How long?"),
      subject: { kind: "host", id: "plc-7" },
      answer: "no",
      respondentRole: "运维",
      note: "三个月",
      document: { sha256: "a".repeat(64), name: "制度.pdf" },
      recordedBy: "丙",
      recordedAt: "2026-11-19T02:00:00.000Z",
    },
  ],
  evidence: [
    {
      sha256: "b".repeat(64),
      name: "scan results.xml",
      format: "nessus",
      tool: null,
      receivedAt: "2026-11-18T00:00:00.000Z",
    },
  ],
  comparison: null,
  statements: [both("No electronic signature in law.")],
};

export const sampleReport: AssessmentReport = {
  schema: "fenji.assessment-report/1",
  content,
  seal: {
    contentHash: "c".repeat(64),
    signatures: [
      {
        step: "prepared",
        name: "甲",
        role: "lead",
        at: "2026-11-23T00:00:00.000Z",
        attestation: { keyId: "k1", algorithm: "SM2-SM3", signature: "MEUC" },
      },
    ],
  },
};
