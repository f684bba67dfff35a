/** Sections of a report after its results: findings, field records, evidence, comparison, signatures. */

import type { AssessmentReport, ReportFinding } from "./assessment-report.ts";
import {
  answerWords,
  comparedWords,
  findingWords,
  recordWords,
  rectificationWords,
  roleWords,
  severityWords,
  stepWords,
  verdictWords,
} from "./report-words.ts";
import type { Say, WrittenSection } from "./written-report.ts";

const subjectsOf = ({ subjects }: ReportFinding, say: Say): string =>
  subjects
    .map(({ kind, id, closedOn }) => {
      const closed = closedOn === null ? "" : say(`（${closedOn} 关闭）`, ` (closed ${closedOn})`);
      return `${kind} ${id}${closed}`;
    })
    .join("\n");

export const findingSections = ({ content }: AssessmentReport, say: Say): WrittenSection[] => [
  {
    id: "findings",
    title: say("问题", "Findings"),
    paragraphs: [],
    table: {
      headings: [
        say("编号", "Number"),
        say("要求", "Requirement"),
        say("问题", "Finding"),
        say("严重程度", "Severity"),
        say("对象", "Subjects"),
        say("风险", "Risk"),
        say("建议", "Recommendation"),
        say("状态", "State"),
      ],
      widths: [11, 10, 16, 8, 17, 14, 14, 10],
      rows: content.findings.map((one) => [
        one.repeats === null ? one.number : `${one.number} ← ${one.repeats}`,
        one.requirement,
        one.title,
        say.text(severityWords[one.severity]),
        subjectsOf(one, say),
        one.risk,
        one.recommendation,
        say.text(findingWords[one.state]),
      ]),
    },
  },
  {
    id: "rectification",
    title: say("整改", "Rectification"),
    paragraphs: [],
    table: {
      headings: [
        say("编号", "Number"),
        say("责任人", "Owner"),
        say("期限", "Due"),
        say("进展", "State"),
        say("记录", "Steps"),
      ],
      widths: [12, 18, 12, 12, 46],
      rows: content.findings.flatMap(({ number, rectification }) =>
        rectification === null
          ? []
          : [
              [
                number,
                rectification.owner,
                rectification.dueOn,
                say.text(rectificationWords[rectification.state]),
                rectification.steps.map(({ at, by, note }) => `${at} ${by}: ${note}`).join("\n"),
              ],
            ],
      ),
    },
  },
];

export const fieldSection = ({ content }: AssessmentReport, say: Say): WrittenSection => ({
  id: "records",
  title: say("现场记录", "Field records"),
  paragraphs: [],
  table: {
    headings: [
      say("方式", "Method"),
      say("要求", "Requirement"),
      say("问题与回答", "Question and answer"),
      say("对象", "Subject"),
      say("受访者角色", "Respondent's role"),
      say("说明", "Note"),
      say("时间", "Time"),
    ],
    widths: [8, 10, 28, 14, 10, 16, 14],
    rows: content.fieldRecords.map((one) => [
      say.text(recordWords[one.kind]),
      one.requirement ?? "",
      `${one.questionText === null ? "" : `${say.text(one.questionText)} `}${say.text(answerWords[one.answer])}`,
      one.subject === null ? "" : `${one.subject.kind} ${one.subject.id}`,
      one.respondentRole ?? "",
      [one.note ?? "", one.document === null ? "" : one.document.name].filter(Boolean).join("\n"),
      one.recordedAt,
    ]),
  },
});

export const evidenceSection = ({ content }: AssessmentReport, say: Say): WrittenSection => ({
  id: "evidence",
  title: say("证据清单", "Evidence"),
  paragraphs: [
    say(
      "证据原件留在企业节点；此处只列名称和哈希。",
      "Evidence stays on the firm's node; names and hashes alone stand here.",
    ),
  ],
  table: {
    headings: [
      say("名称", "Name"),
      say("格式", "Format"),
      say("工具", "Tool"),
      say("接收时间", "Received"),
      "SHA-256",
    ],
    widths: [25, 13, 12, 15, 35],
    rows: content.evidence.map((one) => [
      one.name,
      one.format,
      one.tool ?? "",
      one.receivedAt,
      one.sha256,
    ]),
  },
});

export const comparisonSection = ({ content }: AssessmentReport, say: Say): WrittenSection[] => {
  const { comparison } = content;
  if (comparison === null) return [];
  const of = (result: keyof typeof verdictWords | null): string =>
    result === null ? "–" : say.text(verdictWords[result]);
  return [
    {
      id: "comparison",
      title: say("与上次评测比较", "Compared with the last assessment"),
      paragraphs: [`${comparison.with.number} · ${comparison.with.cutOff}`],
      table: {
        headings: [
          say("要求", "Requirement"),
          say("名称", "Title"),
          say("变化", "Change"),
          say("上次", "Before"),
          say("本次", "Now"),
        ],
        widths: [15, 40, 15, 15, 15],
        rows: comparison.requirements.map((one) => [
          one.requirement,
          say.text(one.title),
          say.text(comparedWords[one.as]),
          of(one.before),
          of(one.now),
        ]),
      },
    },
  ];
};

export const signatureSection = ({ seal }: AssessmentReport, say: Say): WrittenSection => ({
  id: "signatures",
  title: say("签署", "Signatures"),
  paragraphs: [`${say("签署内容的 SHA-256", "SHA-256 of what is signed")}: ${seal.contentHash}`],
  table: {
    headings: [
      say("步骤", "Step"),
      say("姓名", "Name"),
      say("角色", "Role"),
      say("时间", "Time"),
      say("节点密钥的存证", "Proof by the node's key"),
    ],
    widths: [10, 18, 10, 18, 44],
    rows: seal.signatures.map((one) => [
      say.text(stepWords[one.step]),
      one.name,
      say.text(roleWords[one.role]),
      one.at,
      one.attestation === null
        ? "–"
        : `${one.attestation.algorithm} ${one.attestation.keyId}\n${one.attestation.signature}`,
    ]),
  },
});
