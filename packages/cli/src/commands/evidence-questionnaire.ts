/** `fenji evidence questionnaire`: a blank questionnaire with the questions of a pack. */

import { writeFile } from "node:fs/promises";
import {
  fileError,
  openPack,
  questionnaireCsv,
  questionnaireXlsx,
  type BlankQuestion,
} from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { exitCodes } from "../exit-code.ts";
import { packFolder } from "../find-pack.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";

interface Options {
  readonly pack: string;
  readonly out?: string;
}

export const registerEvidenceQuestionnaire = (program: Command, io: Io): void => {
  commandGroup(program, "evidence", io)
    .command("questionnaire")
    .description(say(io, description))
    .option("--pack <pack>", say(io, packText), "iiot-protection@2024-illustrative")
    .option("--out <file>", say(io, outText))
    .action(async (options: Options, command: Command) => {
      const questions = await questionsOf(options.pack, io);
      if (questions === undefined) {
        io.exitCode = exitCodes.badInput;
        return;
      }
      if (options.out === undefined) {
        await io.stdout.write(questionnaireCsv(questions, io.lang));
        return;
      }
      await save(questions, options.out, io);
      if (wantsJson(command))
        await writeJson(io, { path: options.out, questions: questions.length });
      else await io.stdout.write(`${say(io, saved(options.out, questions.length))}\n`);
    });
};

/** Undefined when the pack has problems; they are printed with file and line. */
const questionsOf = async (
  folder: string,
  io: Io,
): Promise<readonly BlankQuestion[] | undefined> => {
  const opened = await openPack(await packFolder(folder));
  if (!opened.ok) {
    for (const { file, line, column, message } of opened.error) {
      await io.stderr.write(`${file}:${line}:${column} ${say(io, message)}\n`);
    }
    return undefined;
  }
  const questions = opened.value.kind === "regime" ? opened.value.pack.questions : [];
  if (questions.length === 0) throw new AppError("evidence.no-questions", { at: folder });
  return questions.map(({ id, text }) => ({ id, title: text[io.lang] }));
};

/** Never overwrites: what lies there may be filled in already. */
const save = async (questions: readonly BlankQuestion[], path: string, io: Io): Promise<void> => {
  const workbook = /\.xlsx$/i.test(path);
  const content = workbook
    ? await questionnaireXlsx(questions, io.lang)
    : questionnaireCsv(questions, io.lang);
  await writeFile(path, content, { flag: "wx" }).catch((error: unknown) => {
    throw fileError(error, path);
  });
};

const packText = {
  zh: "规则包：编号@版本，或文件夹",
  en: "the pack: id@version, or a folder",
};

const description = {
  zh: "生成规则包的空白问卷：填好后用 evidence read 或 import 读入",
  en: "make the blank questionnaire of a pack: fill it in, then read or import it",
};

const outText = {
  zh: "写入 .xlsx 或 .csv 文件；不给时把 CSV 写到标准输出",
  en: "write to a .xlsx or .csv file; CSV to standard output without it",
};

const saved = (path: string, count: number): { readonly zh: string; readonly en: string } => ({
  zh: `已写入 ${path}，共 ${count} 个问题。`,
  en: `Wrote ${path} with ${count} questions.`,
});
