/** `fenji assess`: which requirements the evidence proves, contradicts or leaves open. */

import { AppError, errorMessage } from "@fenji/kernel";
import type { Gap } from "@fenji/assessment";
import type { Pack } from "@fenji/regime";
import { InvalidArgumentError, type Command } from "commander";
import {
  assessObject,
  type Assessed,
  type AssessedType,
  type SettledRequirement,
} from "../assess-object.ts";
import { exitCodes } from "../exit-code.ts";
import { findRegime } from "../find-pack.ts";
import type { ReadFile } from "../gather-evidence.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { printAssessment } from "../print-assessment.ts";
import { readObjectFile, type ObjectFile } from "../read-object-file.ts";

interface Options {
  readonly evidence: readonly string[];
  readonly pack?: string;
  readonly type?: string;
  readonly grade?: number;
}

const wholeNumber = (text: string): number => {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError(text);
  return Number(text);
};

export const registerAssess = (program: Command, io: Io): void => {
  program
    .command("assess")
    .description(say(io, description))
    .argument("<file>", say(io, fileText))
    .requiredOption("--evidence <path...>", say(io, evidenceText))
    .option("--pack <pack>", say(io, packText))
    .option("--type <type>", say(io, { zh: "只评这一类", en: "this type only" }))
    .option("--grade <grade>", say(io, gradeText), wholeNumber)
    .addHelpText("after", say(io, afterHelp))
    .action(async (path: string, options: Options, command: Command) => {
      const input = await readObjectFile(path);
      const named = options.pack ?? input.pack;
      if (named === null)
        throw new AppError("input.invalid", { path, at: "pack", detail: "id@version" });
      const pack = await findRegime(named);
      const assessed = await assessObject({
        pack,
        facts: input.facts,
        evidence: options.evidence,
        type: options.type,
        grade: options.grade,
        nowMs: io.now(),
      });
      await tellFailures(io, assessed.files);
      if (wantsJson(command)) await writeJson(io, jsonOf(pack, input, assessed));
      else await printAssessment(io, { pack, object: input.object, assessed });
    });
};

const tellFailures = async (io: Io, files: readonly ReadFile[]): Promise<void> => {
  for (const { path, error } of files) {
    if (error === null) continue;
    io.exitCode = exitCodes.badInput;
    await io.stderr.write(`${path}: ${error.in(io.lang)} [${error.code}]\n`);
  }
};

const verdictJson = ({ requirement, verdict, applies, elements }: SettledRequirement) => ({
  requirement: requirement.id,
  verdict,
  applies,
  elements: elements.map(({ id, state }) => ({ id, state })),
  observations: elements.flatMap(({ id, observations }) =>
    observations.map(({ item, says, path }) => ({
      file: item.file,
      at: item.at,
      check: item.check,
      path,
      element: id,
      says,
      result: item.result,
      subject: item.subject.id,
    })),
  ),
});

const gapJson = ({ requirement, verdict, capabilities, effort }: Gap) => ({
  requirement: requirement.id,
  verdict,
  capabilities,
  effort,
});

const resultJson = ({ graded, assessed, counts, score, judged, gaps }: AssessedType) => ({
  type: graded.type,
  grade: assessed.grade,
  gradeBasis: assessed.basis,
  possible: graded.possible,
  counts,
  score,
  verdicts: judged.map(verdictJson),
  gaps: gaps.gaps.map(gapJson),
  unknown: gaps.unknown.map(gapJson),
});

const fileJson = ({ path, sha256, status, observations, error }: ReadFile) => ({
  path,
  sha256,
  status,
  observations,
  error: error === null ? null : { code: error.code, ...errorMessage(error.code, error.params) },
});

const jsonOf = ({ header }: Pack, input: ObjectFile, { results, files }: Assessed) => ({
  pack: {
    id: header.id,
    version: header.version,
    illustrative: header.standing === "illustrative",
  },
  object: input.object,
  notice: header.notice,
  results: results.map(resultJson),
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

const afterHelp = {
  zh: `
退出码：${exitCodes.ok} 已评测；${exitCodes.badInput} 输入有误，或有证据文件读不出来（其余照评）。

示例：
  fenji assess examples/factory.yaml --evidence fixtures/evidence
  fenji assess examples/factory.yaml --evidence scan.xml answers.csv --type connected --json`,
  en: `
Exit codes: ${exitCodes.ok} assessed; ${exitCodes.badInput} wrong input, or some evidence could not be read (the rest was judged).

Examples:
  fenji assess examples/factory.yaml --evidence fixtures/evidence
  fenji assess examples/factory.yaml --evidence scan.xml answers.csv --type connected --json`,
};
