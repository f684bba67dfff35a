/** Prints a failure in the reader's language, with its code and without a stack trace. */

import { AppError } from "@fenji/kernel";
import { CommanderError } from "commander";
import { exitCodes, type ExitCode } from "./exit-code.ts";
import { say, type Io } from "./io.ts";

/** Writes one line to stderr (with the stack under FENJI_DEBUG) and returns the exit code. */
export const printError = async (io: Io, error: unknown, debug: boolean): Promise<ExitCode> => {
  if (error instanceof CommanderError) return printUsage(io, error);
  const known = error instanceof AppError;
  const text = known ? `${error.in(io.lang)} [${error.code}]` : say(io, internal);
  await io.stderr.write(`${text}\n`);
  if (debug && error instanceof Error) await io.stderr.write(`${error.stack ?? error.message}\n`);
  return known && error.status < 500 ? exitCodes.badInput : exitCodes.internal;
};

const internal = {
  zh: "内部错误。请设置环境变量 FENJI_DEBUG=1 重新运行，并把输出告诉开发者。 [platform.internal]",
  en: "Internal error. Run it again with FENJI_DEBUG=1 in the environment and report what it prints. [platform.internal]",
};

/** Help and version were asked for and are no failure. */
const printUsage = async (io: Io, error: CommanderError): Promise<ExitCode> => {
  if (error.exitCode === 0) return exitCodes.ok;
  if (error.code === "commander.help") return exitCodes.badInput;
  const detail = error.message.replace(/^error: /, "").replaceAll(/\s*\n\s*/g, " ");
  const text = say(io, {
    zh: `命令用法有误（${detail}）。请用 --help 查看用法。`,
    en: `The command is not used correctly (${detail}). See --help.`,
  });
  await io.stderr.write(`${text} [usage]\n`);
  return exitCodes.badInput;
};
