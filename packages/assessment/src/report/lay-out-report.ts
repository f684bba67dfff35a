/** Lays a report out as titled sections with tables: what every document prints, so that all print the same. */

import type { Language } from "@fenji/kernel";
import { verdicts } from "../verdict.ts";
import type { AssessmentReport } from "./assessment-report.ts";
import {
  comparisonSection,
  evidenceSection,
  fieldSection,
  findingSections,
  signatureSection,
} from "./report-sections.ts";
import { sayIn } from "./say-in.ts";
import type { Say, WrittenReport, WrittenSection } from "./written-report.ts";
import { basisWords, roleWords, sampleWords, verdictWords } from "./report-words.ts";

/** One decimal, of 100; a dash where nothing applies. */
const percent = (share: number | null): string =>
  share === null ? "–" : `${(share * 100).toFixed(1)} %`;

const summarySection = ({ content }: AssessmentReport, say: Say): WrittenSection => {
  const { enterprise, pack, dates, counts, score } = content;
  const grade = content.grade === null ? say("无", "none") : say.text(content.grade.name);
  const rows: string[][] = [
    [say("报告编号", "Number"), `${content.number ?? "–"} (v${content.version})`],
    [say("企业", "Enterprise"), enterprise.name],
    [say("统一社会信用代码", "Credit code"), enterprise.creditCode ?? "–"],
    [say("评测机构", "Assessor"), content.assessor ?? say("企业自评", "the firm itself")],
    [say("规则包", "Pack"), `${say.text(pack.title)} (${pack.id}@${pack.version})`],
    [say("类型", "Type"), say.text(content.type.name)],
    [say("级别", "Grade"), `${grade}（${say.text(basisWords[content.gradeBasis])}）`],
    [say("开始", "Begun"), dates.begun],
    [say("现场", "Field"), `${dates.fieldFrom ?? "–"} – ${dates.fieldUntil ?? "–"}`],
    [say("证据截止", "Evidence as of"), dates.cutOff],
    [
      say("得分（下限 – 上限）", "Score (low – high)"),
      `${percent(score.low)} – ${percent(score.high)}`,
    ],
    [say("覆盖率", "Coverage"), percent(score.coverage)],
    [say("计分公式", "Formula"), score.formula],
    ...verdicts.map((verdict) => [say.text(verdictWords[verdict]), String(counts[verdict])]),
  ];
  return {
    id: "summary",
    title: say("概要", "Summary"),
    paragraphs: pack.notice === null ? [] : [say.text(pack.notice)],
    table: { headings: [say("项目", "Item"), say("内容", "Content")], widths: [30, 70], rows },
  };
};

const domainSection = ({ content }: AssessmentReport, say: Say): WrittenSection => ({
  id: "domains",
  title: say("分域得分", "Score by domain"),
  paragraphs: [],
  table: {
    headings: [
      say("域", "Domain"),
      ...verdicts.map((verdict) => say.text(verdictWords[verdict])),
      say("得分（下限 – 上限）", "Score (low – high)"),
      say("覆盖率", "Coverage"),
    ],
    widths: [22, 9, 9, 9, 9, 9, 9, 14, 10],
    rows: content.domains.map(({ name, counts, score }) => [
      say.text(name),
      ...verdicts.map((verdict) => String(counts[verdict])),
      `${percent(score.low)} – ${percent(score.high)}`,
      percent(score.coverage),
    ]),
  },
});

/** What was allowed to be done to a running plant; a report made from files knows nothing of it. */
const scansText = ({ activeScans, number }: AssessmentReport["content"], say: Say): string => {
  if (activeScans !== null) {
    const { authorisedBy, on, reference, what, risk } = activeScans;
    return say(
      `主动扫描：${what}；授权：${authorisedBy}，${on}，${reference}；风险与措施：${risk}`,
      `Active scans: ${what}; authorised by ${authorisedBy}, ${on}, ${reference}; risk and precautions: ${risk}`,
    );
  }
  if (number === null) return "";
  return say(
    "没有授权主动扫描：只做被动查看、访谈和查阅。",
    "No active scans were authorised: passive looking, interviews and documents alone.",
  );
};

const scopeSections = ({ content }: AssessmentReport, say: Say): WrittenSection[] => [
  {
    id: "scope",
    title: say("范围", "Scope"),
    paragraphs: [
      content.scope.statement,
      say(
        `范围内要求 ${content.scope.included} 条，排除 ${content.scope.excluded.length} 条。`,
        `${content.scope.included} requirements in scope, ${content.scope.excluded.length} left out.`,
      ),
      scansText(content, say),
    ].filter((text) => text !== ""),
    table: {
      headings: [say("排除的要求", "Left out"), say("名称", "Title"), say("理由", "Reason")],
      widths: [15, 45, 40],
      rows: content.scope.excluded.map((one) => [one.requirement, say.text(one.title), one.reason]),
    },
  },
  {
    id: "team",
    title: say("评测组与抽样", "Team and samples"),
    paragraphs: content.team.map(({ name, role }) => `${say.text(roleWords[role])}: ${name}`),
    table: {
      headings: [
        say("对象种类", "Kind"),
        say("已知", "Known"),
        say("规则", "Rule"),
        say("种子", "Seed"),
        say("抽中", "Chosen"),
      ],
      widths: [12, 8, 15, 25, 40],
      rows: content.samples.map((one) => [
        one.kind,
        String(one.known),
        say.text(sampleWords[one.rule]),
        one.seed,
        one.chosen.join("\n"),
      ]),
    },
  },
];

const resultSection = ({ content }: AssessmentReport, say: Say): WrittenSection => ({
  id: "results",
  title: say("逐条结果", "Results"),
  paragraphs: [],
  table: {
    headings: [
      say("要求", "Requirement"),
      say("名称", "Title"),
      say("结果", "Result"),
      say("机器判定", "Machine verdict"),
      say("改判理由", "Override"),
      say("备注", "Note"),
      say("问题", "Findings"),
    ],
    widths: [12, 30, 10, 10, 16, 12, 10],
    rows: content.requirements.map((one) => [
      one.id,
      say.text(one.title),
      one.result === null ? "–" : say.text(verdictWords[one.result]),
      say.text(verdictWords[one.machineVerdict]),
      one.overridden === null ? "" : `${one.overridden.reason} (${one.overridden.by})`,
      one.note ?? "",
      one.findings.join(", "),
    ]),
  },
});

/** `status` says on every page what the report is: a draft until three have signed, illustrative, synthetic. */
const statusOf = ({ content, seal }: AssessmentReport, say: Say): string =>
  [
    seal.signatures.length < 3 ? say("草稿，尚未签齐", "draft, not fully signed") : "",
    content.pack.illustrative ? say("示意规则", "illustrative rules") : "",
    content.enterprise.synthetic ? say("虚构企业", "synthetic enterprise") : "",
    `${content.number ?? ""} v${content.version}`.trim(),
  ]
    .filter((part) => part !== "")
    .join(" · ");

export const layOutReport = (report: AssessmentReport, lang: Language): WrittenReport => {
  const say = sayIn(lang);
  return {
    title: report.content.title,
    status: statusOf(report, say),
    sections: [
      summarySection(report, say),
      domainSection(report, say),
      ...scopeSections(report, say),
      resultSection(report, say),
      ...findingSections(report, say),
      fieldSection(report, say),
      evidenceSection(report, say),
      ...comparisonSection(report, say),
      signatureSection(report, say),
    ],
    notes: report.content.statements.map((text) => say.text(text)),
  };
};
