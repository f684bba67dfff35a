/** `fenji grade`: the grade of one object from its facts, with reasons, offline. */

import { compileKernel, gradeObject } from "@fenji/grading";
import { AppError } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import type { Command } from "commander";
import { exitCodes } from "../exit-code.ts";
import { findRegimeOn } from "../find-pack.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import type { GradeReport } from "../grade-report.ts";
import { printGrades } from "../print-grades.ts";
import { readObjectFile, type ObjectFile } from "../read-object-file.ts";

export const registerGrade = (program: Command, io: Io): void => {
  program
    .command("grade")
    .description(say(io, description))
    .argument("<file>", say(io, fileText))
    .option("--pack <pack>", say(io, packText))
    .option("--date <date>", say(io, dateText))
    .addHelpText("after", say(io, afterHelp))
    .action(async (file: string, options: GradeOptions, command: Command) => {
      const read = await readObjectFile(file);
      const named = options.pack ?? read.pack;
      if (named === null)
        throw new AppError("input.invalid", { path: file, at: "pack", detail: "id@version" });
      const pack = await findRegimeOn(named, dayOf(options.date, io.now()));
      const report = gradeFacts(pack, read);
      if (wantsJson(command)) await writeJson(io, report);
      else await printGrades(io, pack, report);
      const open = report.results.some(({ grade }) => grade === null);
      io.exitCode = open ? exitCodes.undetermined : exitCodes.ok;
    });
};

interface GradeOptions {
  readonly pack?: string;
  readonly date?: string;
}

/** A day that the calendar has: 2025-02-30 is none. */
const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
};

/** Today in China unless a day is named. @throws AppError `input.invalid`. */
const dayOf = (named: string | undefined, now: number): string => {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(now);
  const day = named ?? today;
  if (isDay(day)) return day;
  throw new AppError("input.invalid", { path: "--date", at: day, detail: "YYYY-MM-DD" });
};

/** @throws AppError `fact.*` for facts that do not fit the pack. */
const gradeFacts = (pack: Pack, { object, facts }: ObjectFile): GradeReport => {
  const { id, version, standing, sources } = pack.header;
  const kernel = compileKernel({ grading: pack.grading, sources });
  return {
    pack: { id, version, illustrative: standing === "illustrative" },
    object,
    results: gradeObject(kernel, facts),
  };
};

const description = {
  zh: "按规则包给一个对象定级，并说明理由；事实不全时给出可能的级别",
  en: "grade one object by a pack and say why; with facts missing, say which grades are possible",
};

const fileText = {
  zh: "YAML 或 JSON 文件（pack、object、facts），- 为标准输入",
  en: "YAML or JSON file (pack, object, facts), - for standard input",
};

const packText = {
  zh: "规则包，id、id@version 或文件夹；只写 id 时取 --date 当日有效的版本；缺省用文件里写的",
  en: "pack as id, id@version or folder; with the id alone the version in force on --date; by default the one that the file names",
};

const dateText = {
  zh: "评定日期，YYYY-MM-DD；缺省为今天（中国）",
  en: "day of evaluation, YYYY-MM-DD; by default today in China",
};

const afterHelp = {
  zh: `
加 --json 时输出一个对象：{"pack","object","results":[{"type","applies","grade","possible","reasons","undetermined","settledBy"}]}；
grade 为 null 表示已知事实不足以确定，possible 是恰好可能的级别；applies 为 unknown 表示是否属于该类型也未知。
退出码：0 已确定，3 未确定，2 输入有误。`,
  en: `
With --json one object: {"pack","object","results":[{"type","applies","grade","possible","reasons","undetermined","settledBy"}]};
grade is null where the facts do not determine it, possible is exactly the grades that are; applies is unknown where
even that is open. Exit code: 0 determined, 3 undetermined, 2 wrong input.`,
};
