/** Makes the report of an assessment that the command line did: what evidence says, with nobody's conclusions. */

import { basename } from "node:path";
import {
  reportGrade,
  reportNumbers,
  reportPack,
  reportStatements,
  requirementSource,
  type AssessmentReport,
  type ReportContent,
  type ReportEvidenceFile,
  type ReportRequirement,
} from "@fenji/assessment";
import { hashText } from "@fenji/intake";
import {
  AppError,
  canonicalJson,
  creditCodeProblem,
  type Json,
  type Language,
  type LocalizedText,
} from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import type { Assessed, AssessedType, SettledRequirement } from "./assess-object.ts";
import type { ReadFile } from "./gather-evidence.ts";
import type { ObjectFile } from "./read-object-file.ts";

export interface ReportedAssessment {
  readonly pack: Pack;
  readonly object: ObjectFile["object"];
  readonly assessed: Assessed;
  /** ISO 8601 in UTC: the moment that was asked for, else that of assessing. */
  readonly asOf: string;
}

const statement: LocalizedText = {
  zh: "本报告由命令行按文件生成：只有证据的判定，没有评测人员的结论、问题和签署。磁盘上的文件不知道何时接收，接收时间记为证据截止。",
  en: "The command line made this report from files: it has verdicts of evidence, and nobody's conclusions, findings or signatures. Files on disk do not say when they were received; the cut-off stands for it.",
};

const requirementOf = (
  pack: Pack,
  { requirement, verdict, elements }: SettledRequirement,
): ReportRequirement => {
  const states = new Map(elements.map((one) => [one.id, one]));
  return {
    id: requirement.id,
    domain: requirement.domain,
    fromGrade: requirement.fromGrade,
    title: requirement.title,
    text: requirement.text,
    methods: requirement.methods,
    source: requirementSource(pack, requirement),
    result: null,
    machineVerdict: verdict,
    overridden: null,
    note: null,
    elements: requirement.elements.map(({ id, text }) => ({
      id,
      text,
      state: states.get(id)?.state ?? "missing",
      observations: states.get(id)?.observationsTotal ?? 0,
    })),
    findings: [],
  };
};

/** Names without their folders: where a file lay is no matter of a report. */
const evidenceOf = (files: readonly ReadFile[], asOf: string): ReportEvidenceFile[] =>
  files.flatMap(({ path, sha256, format, tool, status }) =>
    status === "read" && sha256 !== null
      ? [
          {
            sha256,
            name: basename(path),
            format: format ?? "",
            tool: tool === null ? null : tool.name,
            receivedAt: asOf,
          },
        ]
      : [],
  );

const title: LocalizedText = { zh: "证据评测报告", en: "Assessment by evidence" };

/** A report is about one type. @throws AppError `report.one-type` */
const onlyResult = ({ results }: Assessed): AssessedType => {
  const [result, ...others] = results;
  if (result !== undefined && others.length === 0) return result;
  const types = results.map(({ graded }) => graded.type).join(", ");
  throw new AppError("report.one-type", { types });
};

const contentOf = (
  { pack, object, assessed, asOf }: ReportedAssessment,
  lang: Language,
): ReportContent => {
  const { graded, assessed: grade, judged } = onlyResult(assessed);
  const isCode = creditCodeProblem(object.id) === null;
  const enterprise = {
    name: object.name,
    nameEn: null,
    creditCode: isCode ? object.id : null,
    jurisdiction: null,
    synthetic: object.synthetic,
  };
  return {
    number: null,
    version: 1,
    title: `${title[lang]} · ${object.name}`,
    kind: "self",
    enterprise,
    assessor: null,
    pack: reportPack(pack),
    ...reportGrade(pack, { type: graded.type, grade: grade.grade }),
    gradeBasis: grade.basis,
    dates: { begun: asOf, fieldFrom: null, fieldUntil: null, cutOff: asOf },
    team: [],
    scope: { statement: statement[lang], included: judged.length, excluded: [] },
    activeScans: null,
    samples: [],
    ...reportNumbers(
      pack,
      judged.map(({ requirement, verdict }) => ({ domain: requirement.domain, verdict })),
    ),
    requirements: judged.map((one) => requirementOf(pack, one)),
    findings: [],
    fieldRecords: [],
    evidence: evidenceOf(assessed.files, asOf),
    comparison: null,
    statements: reportStatements(reportPack(pack), enterprise),
  };
};

/** The same for the same evidence, moment and language. */
export const offlineReport = (assessment: ReportedAssessment, lang: Language): AssessmentReport => {
  const content = contentOf(assessment, lang);
  // Made of texts, numbers, lists and nulls alone.
  const plain = JSON.parse(JSON.stringify(content)) as Json;
  return {
    schema: "fenji.assessment-report/1",
    content,
    seal: { contentHash: hashText(canonicalJson(plain)), signatures: [] },
  };
};
