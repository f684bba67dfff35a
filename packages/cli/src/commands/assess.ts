/** `fenji assess`: which requirements the evidence proves, contradicts or leaves open. */

import { AppError, errorMessage } from "@fenji/kernel";
import { recordWeighing, type Gap } from "@fenji/assessment";
import { parseInstant } from "@fenji/evidence";
import type { Pack } from "@fenji/regime";
import { InvalidArgumentError, Option, type Command } from "commander";
import {
  assessObject,
  type Assessed,
  type AssessedType,
  type SettledRequirement,
} from "../assess-object.ts";
import {
  addAttackOptions,
  answerAttack,
  attackJson,
  printAttack,
  saveLayer,
  type AttackWish,
} from "../attack-view.ts";
import { exitCodes } from "../exit-code.ts";
import { findRegime } from "../find-pack.ts";
import type { ReadFile } from "../gather-evidence.ts";
import { mappingText, readMappings } from "../read-mappings.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { offlineReport } from "../offline-report.ts";
import { printAssessment } from "../print-assessment.ts";
import { reportForm, saveReport } from "../save-report.ts";
import { readObjectFile, type ObjectFile } from "../read-object-file.ts";

interface Options extends AttackWish {
  readonly evidence: readonly string[];
  readonly mapping?: readonly string[];
  readonly pack?: string;
  readonly type?: string;
  readonly grade?: number;
  /** Milliseconds of the epoch. */
  readonly asOf?: number;
  readonly by: "observed" | "received";
  readonly report?: readonly string[];
  readonly oscalAr?: string;
}

const wholeNumber = (text: string): number => {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError(text);
  return Number(text);
};

/** A day is taken to its end in UTC; a time of day needs its zone. */
const moment = (text: string): number => {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const instant = parseInstant(day ? `${text}T23:59:59.999Z` : text);
  if (instant === undefined || !instant.zoned) throw new InvalidArgumentError(text);
  return Date.parse(instant.iso);
};

export const registerAssess = (program: Command, io: Io): void => {
  addAttackOptions(program.command("assess"), io)
    .description(say(io, description))
    .argument("<file>", say(io, fileText))
    .requiredOption("--evidence <path...>", say(io, evidenceText))
    .option("--mapping <file...>", say(io, mappingText))
    .option("--pack <pack>", say(io, packText))
    .option("--type <type>", say(io, { zh: "只评这一类", en: "this type only" }))
    .option("--grade <grade>", say(io, gradeText), wholeNumber)
    .option("--as-of <moment>", say(io, asOfText), moment)
    .addOption(
      new Option("--by <time>", say(io, byText))
        .choices(["observed", "received"])
        .default("observed"),
    )
    .option("--report <file...>", say(io, reportText))
    .option("--oscal-ar <file>", say(io, oscalText))
    .addHelpText("after", say(io, afterHelp))
    .action(async (path: string, options: Options, command: Command) => {
      if (options.by === "received") throw new AppError("assess.received-unknown", {});
      const wish = { report: options.report ?? [], oscalAr: options.oscalAr };
      for (const out of wish.report) reportForm(out);
      const input = await readObjectFile(path);
      const named = options.pack ?? input.pack;
      if (named === null)
        throw new AppError("input.invalid", { path, at: "pack", detail: "id@version" });
      const pack = await findRegime(named);
      const assessed = await assessObject({
        pack,
        facts: input.facts,
        evidence: options.evidence,
        tables: await readMappings(options.mapping),
        type: options.type,
        grade: options.grade,
        nowMs: io.now(),
        asOfMs: options.asOf ?? null,
      });
      await tellFailures(io, assessed.files);
      if (wish.report.length > 0 || wish.oscalAr !== undefined) {
        const asOf = asOfOf(options) ?? new Date(io.now()).toISOString();
        const made = offlineReport({ pack, object: input.object, assessed, asOf }, io.lang);
        await saveReport(made, wish, io.lang);
      }
      const attack = await answerAttack(options, pack, assessed.results);
      if (attack !== null && options.attackLayer !== undefined)
        await saveLayer(io, attack, { path: options.attackLayer, name: input.object.name });
      const asOf = asOfOf(options);
      if (wantsJson(command)) {
        const added = attack === null ? {} : { attack: attackJson(attack) };
        await writeJson(io, { asOf, ...jsonOf(pack, input, assessed), ...added });
        return;
      }
      await printAssessment(io, { pack, object: input.object, assessed, asOf });
      if (attack !== null) await printAttack(io, attack);
    });
};

/** ISO 8601 in UTC; null for the present, so that the present looks the same whenever it is asked for. */
const asOfOf = ({ asOf }: Options): string | null =>
  asOf === undefined ? null : new Date(asOf).toISOString();

const tellFailures = async (io: Io, files: readonly ReadFile[]): Promise<void> => {
  for (const { path, error } of files) {
    if (error === null) continue;
    io.exitCode = exitCodes.badInput;
    await io.stderr.write(`${path}: ${error.in(io.lang)} [${error.code}]\n`);
  }
};

type HashOf = (path: string) => string;

/** An observation is named by the content of its file and its place there, whatever the file is called. */
const verdictJson = (
  { requirement, verdict, applies, elements }: SettledRequirement,
  hashOf: HashOf,
) => ({
  requirement: requirement.id,
  verdict,
  applies,
  elements: elements.map(({ id, state, subjects }) => ({
    id,
    state,
    doubted: subjects.some(({ doubted }) => doubted),
  })),
  because: elements.flatMap(({ id, observations }) =>
    observations.map(({ item, says, path, relation, age }) => ({
      observation: `sha256:${hashOf(item.file)}#${item.at}`,
      path,
      family: item.family,
      relation,
      element: id,
      says,
      check: item.check,
      result: item.result,
      subject: item.subject.id,
      observedAt: item.observedAt,
      age,
    })),
  ),
});

const gapJson = ({ requirement, verdict, capabilities, effort }: Gap) => ({
  requirement: requirement.id,
  verdict,
  capabilities,
  effort,
});

const resultJson = (
  { graded, assessed, counts, score, judged, gaps }: AssessedType,
  hashOf: HashOf,
) => ({
  type: graded.type,
  grade: assessed.grade,
  gradeBasis: assessed.basis,
  possible: graded.possible,
  counts,
  score,
  verdicts: judged.map((one) => verdictJson(one, hashOf)),
  gaps: gaps.gaps.map(gapJson),
  unknown: gaps.unknown.map(gapJson),
});

const fileJson = ({ path, sha256, status, observations, later, error }: ReadFile) => ({
  path,
  sha256,
  status,
  observations,
  later,
  error: error === null ? null : { code: error.code, ...errorMessage(error.code, error.params) },
});

const hashesOf = (files: readonly ReadFile[]): HashOf => {
  const hashes = new Map(files.map(({ path, sha256 }) => [path, sha256 ?? ""]));
  return (path) => hashes.get(path) ?? "";
};

const jsonOf = ({ header }: Pack, input: ObjectFile, { results, files, weighed }: Assessed) => ({
  pack: {
    id: header.id,
    version: header.version,
    illustrative: header.standing === "illustrative",
  },
  object: input.object,
  notice: header.notice,
  results: results.map((one) => resultJson(one, hashesOf(files))),
  sources: recordWeighing(weighed),
  files: files.map(fileJson),
});

const description = {
  zh: "按证据评测：哪些要求符合、不符合、有争议或还不知道",
  en: "assess by evidence: which requirements are met, not met, contested or unknown",
};

const fileText = {
  zh: "事实文件（YAML 或 JSON，- 为标准输入）",
  en: "file of facts (YAML or JSON, - for standard input)",
};

const evidenceText = {
  zh: "证据文件或文件夹（扫描报告、问卷）",
  en: "evidence files or folders (scanner reports, questionnaires)",
};

const packText = {
  zh: "规则包：编号@版本，或文件夹；缺省取文件中写明的",
  en: "the pack: id@version, or a folder; by default what the file says",
};

const gradeText = {
  zh: "按这一级评测；缺省按定级结果，未定时按可能的最高级",
  en: "assess as of this grade; by default the grade, or the highest possible while it is open",
};

const asOfText = {
  zh: "这一时点的状态：日期（计到 UTC 当日结束）或带时区的时刻；之后的观测不计，并说明条数",
  en: "the state at this moment: a date (to its end in UTC) or a time with its zone; later observations are left out and counted",
};

const byText = {
  zh: "按观测时间还是接收时间；磁盘上的文件没有接收时间，只能按观测时间",
  en: "by when things were observed or received; files on disk have no time of receipt, so only observed",
};

const afterHelp = {
  zh: `
退出码：${exitCodes.ok} 已评测；${exitCodes.badInput} 输入有误，或有证据文件读不出来（其余照评）。

示例：
  fenji assess examples/factory.yaml --evidence fixtures/evidence
  fenji assess examples/factory.yaml --evidence scan.xml answers.csv --type connected --json
  fenji assess examples/factory.yaml --evidence fixtures/evidence --as-of 2026-11-01 --json
  fenji assess examples/factory.yaml --evidence fixtures/evidence --type connected --report report.pdf
  fenji assess examples/factory.yaml --evidence fixtures/evidence --type connected --attack --attack-layer layer.json`,
  en: `
Exit codes: ${exitCodes.ok} assessed; ${exitCodes.badInput} wrong input, or some evidence could not be read (the rest was judged).

Examples:
  fenji assess examples/factory.yaml --evidence fixtures/evidence
  fenji assess examples/factory.yaml --evidence scan.xml answers.csv --type connected --json
  fenji assess examples/factory.yaml --evidence fixtures/evidence --as-of 2026-11-01 --json
  fenji assess examples/factory.yaml --evidence fixtures/evidence --type connected --report report.pdf
  fenji assess examples/factory.yaml --evidence fixtures/evidence --type connected --attack --attack-layer layer.json`,
};

const reportText = {
  zh: "另写成报告，形式看扩展名：.docx .pdf .xlsx .json；只写一个类型",
  en: "write the report too, in the form of the ending: .docx .pdf .xlsx .json; about one type",
};

const oscalText = {
  zh: "另写成 OSCAL 评测结果（JSON）",
  en: "write OSCAL assessment results too (JSON)",
};
