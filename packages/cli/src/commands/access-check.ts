/** `fenji access check`: policies against their schema, and the examples beside them. */

import { AppError } from "@fenji/kernel";
import type { Command } from "commander";
import { runAccessExamples, type ExampleFailure, type ExampleRun } from "../access-examples.ts";
import { executorOption } from "../access-options.ts";
import { commandGroup } from "../command-group.ts";
import { exitCodes } from "../exit-code.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import type { Executor } from "@fenji/intake";

interface Options {
  readonly policies: string;
  readonly executor: Executor;
}

export const registerAccessCheck = (program: Command, io: Io): void => {
  commandGroup(program, "access", io)
    .command("check")
    .description(say(io, description))
    .requiredOption("--policies <folder>", say(io, policiesText))
    .addOption(executorOption(io))
    .addHelpText("after", say(io, afterHelp))
    .action(async ({ policies, executor }: Options, command: Command) => {
      const disagreements: AppError[] = [];
      const run = await runAccessExamples(policies, {
        executor,
        onDisagreement: (detail) =>
          disagreements.push(new AppError("decision-point.disagreement", { detail })),
      });
      const [disagreement] = disagreements;
      if (disagreement !== undefined) throw disagreement;
      if (wantsJson(command)) await writeJson(io, { path: policies, ...run });
      else await print(io, run);
      if (run.failures.length > 0) io.exitCode = exitCodes.badInput;
    });
};

const print = async (io: Io, { policies, examples, failures }: ExampleRun): Promise<void> => {
  const counts = say(io, {
    zh: `${policies} 条策略，${examples} 个用例，${failures.length} 个不符`,
    en: `${policies} policies, ${examples} examples, ${failures.length} failed`,
  });
  await io.stdout.write(`${[...failures.flatMap((one) => linesOf(io, one)), counts].join("\n")}\n`);
};

const linesOf = (io: Io, { name, at, expected, got }: ExampleFailure): readonly string[] => [
  `✗ ${say(io, name)} (${at})`,
  `    ${say(io, { zh: "应为", en: "expected" })} ${expected}; ${say(io, { zh: "得到", en: "got" })} ${got}`,
];

const description = {
  zh: "检查策略：语法、与模式是否相符，并运行 examples/*.yaml 中的用例",
  en: "check policies: syntax, whether they fit the schema, and the examples in examples/*.yaml",
};

const policiesText = {
  zh: "策略文件夹：*.cedar、*.cedarschema、examples/*.yaml",
  en: "folder of policies: *.cedar, *.cedarschema, examples/*.yaml",
};

const afterHelp = {
  zh: `
用例表：entities 为实体文件的路径（相对于用例表）；examples 每项有 zh、en、request（AuthZEN 的 evaluation）、
可选的 entities（替换同名实体）和 expect: {decision, reasons, errors}；errors 列出预期会执行出错的策略，此外有策略出错即为不符。
退出码：${exitCodes.ok} 全部相符；${exitCodes.badInput} 策略有误或有用例不符。`,
  en: `
A table: entities is the path of a file of entities, from the table's folder; each of examples has zh, en, request (an AuthZEN
evaluation), where wanted entities (in place of those of the same name), and expect: {decision, reasons, errors}. Errors
are the policies expected to fail; any other that fails, fails the example. Exit codes: ${exitCodes.ok} all as expected; ${exitCodes.badInput} wrong policies, or some examples failed.`,
};
