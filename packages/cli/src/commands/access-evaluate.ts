/** `fenji access evaluate`: answers one access request, or a list, from files. */

import { answerEvaluations, type Answer } from "@fenji/access";
import { AppError } from "@fenji/kernel";
import type { Command } from "commander";
import { executorOption } from "../access-options.ts";
import { commandGroup } from "../command-group.ts";
import { exitCodes } from "../exit-code.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { openDecisionPoint, readTextFile, type Executor } from "@fenji/intake";

interface Options {
  readonly policies: string;
  readonly entities?: string;
  readonly request: string;
  readonly executor: Executor;
}

const maxRequestBytes = 1_000_000;

export const registerAccessEvaluate = (program: Command, io: Io): void => {
  commandGroup(program, "access", io)
    .command("evaluate")
    .description(say(io, description))
    .requiredOption("--policies <folder>", say(io, policiesText))
    .option("--entities <file>", say(io, entitiesText))
    .requiredOption("--request <file>", say(io, requestText))
    .addOption(executorOption(io))
    .addHelpText("after", say(io, afterHelp))
    .action(async (options: Options, command: Command) => {
      const answer = await evaluate(io, options);
      if (wantsJson(command)) await writeJson(io, answer);
      else await print(io, "evaluations" in answer ? answer.evaluations : [answer]);
    });
};

const evaluate = async (io: Io, options: Options): ReturnType<typeof answerEvaluations> => {
  const { policies, executor, request } = options;
  const disagreements: AppError[] = [];
  const text = await readTextFile(request, maxRequestBytes);
  const opened = await openDecisionPoint({
    policies,
    entities: options.entities ?? null,
    executor,
    sampleEvery: 1,
    onDisagreement: (detail) =>
      disagreements.push(new AppError("decision-point.disagreement", { detail })),
  });
  try {
    const answer = await answerEvaluations(text, opened.point).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.status >= 500) throw error;
      const detail = error.in(io.lang);
      throw new AppError("decision-point.bad-request-file", { path: request, detail });
    });
    const [disagreement] = disagreements;
    if (disagreement !== undefined) throw disagreement;
    return answer;
  } finally {
    await opened.close();
  }
};

const print = async (io: Io, answers: readonly Answer[]): Promise<void> => {
  for (const { decision, context } of answers) {
    const word = decision ? { zh: "✓ 允许", en: "✓ allowed" } : { zh: "✗ 拒绝", en: "✗ denied" };
    const lines = [
      say(io, word),
      ...context.reasons.map(({ id, zh, en }) => `  ${say(io, { zh, en })} [${id}]`),
      ...(context.error === undefined
        ? []
        : [`  ${say(io, context.error)} [${context.error.code}]`]),
      ...(context.errors ?? []).map(({ policy, message }) => `  ! ${policy}: ${message}`),
    ];
    await io.stdout.write(`${lines.join("\n")}\n`);
  }
};

const description = {
  zh: "按策略评估一次访问请求（或一组），给出结论和理由（离线）",
  en: "evaluate an access request, or a list of them, and say why (offline)",
};

const policiesText = {
  zh: "策略文件夹：*.cedar，可有一个 *.cedarschema",
  en: "folder of policies: *.cedar, and a *.cedarschema if there is one",
};

const entitiesText = {
  zh: "实体文件（Cedar 的 JSON）：已登记的主体、资源及其属性和上级",
  en: "file of entities (Cedar's JSON): subjects and resources as stored, with attributes and parents",
};

const requestText = {
  zh: "请求文件：AuthZEN 的 evaluation 或 evaluations（JSON），- 为标准输入",
  en: "the request: an AuthZEN evaluation or evaluations (JSON); - is standard input",
};

const afterHelp = {
  zh: `
加 --json 时输出一行：{"decision":true|false,"context":{"reasons":[{"id","zh","en"}]}}，请求是一组时为 {"evaluations":[…]}。
执行出错的策略被跳过并列在 context.errors 中；没有策略允许时理由为 default-deny。
退出码：${exitCodes.ok} 已有结论（无论允许或拒绝）；${exitCodes.badInput} 输入有误；${exitCodes.internal} 两个执行器结论不同，或内部错误。

示例：
  fenji access evaluate --policies examples/access/policies --entities examples/access/entities.json \\
    --request examples/access/request.json`,
  en: `
With --json one line: {"decision":true|false,"context":{"reasons":[{"id","zh","en"}]}}; for a list {"evaluations":[…]}.
Policies that failed are passed over and named in context.errors; where no policy permits the reason is default-deny.
Exit codes: ${exitCodes.ok} decided, whatever the decision; ${exitCodes.badInput} wrong input; ${exitCodes.internal} the executors differ, or internal error.

Example:
  fenji access evaluate --policies examples/access/policies --entities examples/access/entities.json \\
    --request examples/access/request.json`,
};
