/** Builds the command line of `fenji` and runs one invocation of it. */

import { languages } from "@fenji/kernel";
import { Command, Option } from "commander";
import { registerAccessCheck } from "./commands/access-check.ts";
import { registerAccessEvaluate } from "./commands/access-evaluate.ts";
import { registerAccessServe } from "./commands/access-serve.ts";
import { registerAssess } from "./commands/assess.ts";
import { registerEvidenceFormats } from "./commands/evidence-formats.ts";
import { registerEvidenceImport } from "./commands/evidence-import.ts";
import { registerEvidenceMap } from "./commands/evidence-map.ts";
import { registerEvidenceQuestionnaire } from "./commands/evidence-questionnaire.ts";
import { registerEvidenceRead } from "./commands/evidence-read.ts";
import { registerEvidenceUnmapped } from "./commands/evidence-unmapped.ts";
import { registerExchangeCode } from "./commands/exchange-code.ts";
import { registerExchangeEnrol } from "./commands/exchange-enrol.ts";
import { registerExchangeExport } from "./commands/exchange-export.ts";
import { registerExchangeImport } from "./commands/exchange-import.ts";
import { registerExchangeRead } from "./commands/exchange-read.ts";
import { registerFilingDue } from "./commands/filing-due.ts";
import { registerFilingForm } from "./commands/filing-form.ts";
import { registerGrade } from "./commands/grade.ts";
import { registerPackCheck } from "./commands/pack-check.ts";
import { registerAttackLoad } from "./commands/attack-load.ts";
import { registerPackCoverage } from "./commands/pack-coverage.ts";
import { registerPackDiff } from "./commands/pack-diff.ts";
import { registerPackExport } from "./commands/pack-export.ts";
import { registerPackImport } from "./commands/pack-import.ts";
import { registerPackTest } from "./commands/pack-test.ts";
import { registerPush } from "./commands/push.ts";
import { registerRegistryGenerate } from "./commands/registry-generate.ts";
import { registerSimulate } from "./commands/simulate.ts";
import { registerStart } from "./commands/start.ts";
import { exitCodes, type ExitCode } from "./exit-code.ts";
import { say, type Io } from "./io.ts";
import { printError } from "./print-error.ts";

/** Every command registers itself here, in the order of `--help`. */
const registrars: readonly ((program: Command, io: Io) => void)[] = [
  registerStart,
  registerGrade,
  registerPackCheck,
  registerAttackLoad,
  registerPackCoverage,
  registerPackTest,
  registerPackDiff,
  registerPackExport,
  registerPackImport,
  registerRegistryGenerate,
  registerSimulate,
  registerAssess,
  registerEvidenceRead,
  registerEvidenceFormats,
  registerEvidenceQuestionnaire,
  registerEvidenceMap,
  registerEvidenceImport,
  registerEvidenceUnmapped,
  registerPush,
  registerFilingDue,
  registerFilingForm,
  registerExchangeCode,
  registerExchangeEnrol,
  registerExchangeExport,
  registerExchangeImport,
  registerExchangeRead,
  registerAccessEvaluate,
  registerAccessServe,
  registerAccessCheck,
];

const version = "0.1.0";

/** `args` without node and script. Never throws; prints what is wrong and returns the exit code. */
export const runCli = async (
  args: readonly string[],
  io: Io,
  options: { readonly debug: boolean },
): Promise<ExitCode> => {
  try {
    await createProgram(io).parseAsync([...args], { from: "user" });
    return io.exitCode;
  } catch (error) {
    return printError(io, error, options.debug);
  }
};

const createProgram = (io: Io): Command => {
  const program = new Command("fenji")
    .description(say(io, description))
    .version(version, "-V, --version", say(io, { zh: "显示版本", en: "show the version" }))
    .option(
      "--json",
      say(io, {
        zh: "机器可读的输出（NDJSON 或 JSON）",
        en: "machine-readable output (NDJSON or JSON)",
      }),
    )
    .addOption(
      new Option(
        "--lang <lang>",
        say(io, {
          zh: "输出语言，缺省按 LANG",
          en: "language of the output, by default from LANG",
        }),
      ).choices(languages),
    )
    .helpOption("-h, --help", say(io, { zh: "显示帮助", en: "show help" }))
    .helpCommand(false)
    .addHelpText("after", say(io, afterHelp))
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => (io.lang === "zh" ? (zhTitles[title] ?? title) : title),
    })
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      outputError: () => undefined,
    })
    .exitOverride();
  for (const register of registrars) register(program, io);
  return program;
};

const description = {
  zh: "分级 Fenji：工业互联网企业网络安全分类分级，用证据评测。",
  en: "Fenji: classify and grade industrial-internet enterprises, assessed from evidence.",
};

const zhTitles: Readonly<Record<string, string>> = {
  "Usage:": "用法：",
  "Options:": "选项：",
  "Commands:": "命令：",
  "Arguments:": "参数：",
  "Global Options:": "全局选项：",
};

const afterHelp = {
  zh: `
退出码：${exitCodes.ok} 成功；${exitCodes.badInput} 输入或用法有误（多个文件时至少一个）；${exitCodes.undetermined} 结论取决于未知事实；${exitCodes.internal} 内部错误。

示例：
  fenji start                                      启动节点：网页、接口和数据库
  fenji grade examples/factory.yaml                给一家企业定级并说明理由
  fenji pack check packs/iiot-protection/2024-illustrative   检查一个规则包
  fenji evidence read fixtures/evidence            读取一个文件夹里的全部报告
  fenji evidence read scan.xml --json | head -1    每个文件一行 JSON
  fenji evidence formats                           支持哪些格式
  fenji simulate --registry F --set grading.thresholds.3=75   阈值变了，谁变动级别
  fenji access serve                               对网关提供决策点`,
  en: `
Exit codes: ${exitCodes.ok} success; ${exitCodes.badInput} wrong input or usage (with several files, at least one); ${exitCodes.undetermined} the answer depends on unknown facts; ${exitCodes.internal} internal error.

Examples:
  fenji start                                      start a node: page, API and database
  fenji grade examples/factory.yaml                grade one enterprise and say why
  fenji pack check packs/iiot-protection/2024-illustrative   check a pack
  fenji evidence read fixtures/evidence            read every report in a folder
  fenji evidence read scan.xml --json | head -1    one line of JSON per file
  fenji evidence formats                           which formats are supported
  fenji simulate --registry F --set grading.thresholds.3=75   who moves when a threshold does
  fenji access serve                               a decision point for gateways`,
};
