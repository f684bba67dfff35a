/** `fenji pack import`: makes the folder of a pack out of one file. */

import { openPackFile, savePack } from "@fenji/intake";
import type { PackProblem } from "@fenji/regime";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { exitCodes } from "../exit-code.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";

interface Options {
  readonly out: string;
  readonly force?: boolean;
}

export const registerPackImport = (program: Command, io: Io): void => {
  commandGroup(program, "pack", io)
    .command("import")
    .description(say(io, description))
    .argument("<file>", say(io, fileText))
    .requiredOption("--out <folder>", say(io, outText))
    .option("--force", say(io, forceText))
    .addHelpText("after", say(io, afterHelp))
    .action(async (file: string, options: Options, command: Command) => {
      const made = await openPackFile(file);
      const problems = made.ok ? [] : made.error;
      if (made.ok) await savePack(made.value, options.out, { force: options.force === true });
      const files = made.ok ? [...made.value.keys()] : [];
      if (wantsJson(command))
        await writeJson(io, { path: file, out: options.out, files, problems });
      else {
        const lines = problems.map(
          (problem) => `${placeOf(problem)}\n    ${say(io, problem.message)}`,
        );
        const end = made.ok ? done(options.out, files.length) : refused(file, problems.length);
        await io.stdout.write(`${[...lines, say(io, end)].join("\n")}\n`);
      }
      if (!made.ok) io.exitCode = exitCodes.badInput;
    });
};

/** A cell of a sheet, or a line of a text. */
const placeOf = ({ file, line, column, path }: PackProblem): string =>
  /^[A-Z]{1,3}\d+$/.test(path) ? `${file}!${path}` : `${file}:${line}:${column} ${path}`.trim();

const done = (folder: string, count: number) => ({
  zh: `已写入 ${folder}，共 ${count} 个文件。请用 fenji pack test ${folder} 检验。`,
  en: `Wrote ${count} files into ${folder}. Try them with fenji pack test ${folder}.`,
});

const refused = (file: string, count: number) => ({
  zh: `${file}：${count} 处问题，没有写入任何内容。`,
  en: `${file}: ${count} problem(s); nothing was written.`,
});

const description = {
  zh: "从 XLSX、CSV、OSCAL 目录或 ciso-assistant 库生成规则包的文件夹",
  en: "make the folder of a pack out of XLSX, CSV, an OSCAL catalog or a ciso-assistant library",
};

const fileText = { zh: "要导入的文件", en: "file to import" };
const outText = {
  zh: "写到哪个文件夹；须不存在或为空",
  en: "folder to write; must not exist or be empty",
};
const forceText = {
  zh: "替换该文件夹中已有的规则包",
  en: "replace the pack that is in the folder",
};

const afterHelp = {
  zh: `
别人的 OSCAL 目录（JSON）和 ciso-assistant 库（YAML）变成一个要求的规则包，所作的假设写在其 README.md 里。
有任何问题就什么都不写，并逐条说明工作表、单元格和改法。
加 --json 时为一个对象：{"path","out","files","problems":[{"file","line","column","path","message":{"zh","en"}}]}；
problems 里 file 是工作表，line 是行，path 是单元格。退出码：0 已写入，2 有问题。`,
  en: `
An OSCAL catalog of somebody else (JSON) and a ciso-assistant library (YAML) become a pack of requirements; its README.md says what
was assumed. With any problem nothing is written; each is told with sheet, cell and remedy.
With --json one object: {"path","out","files","problems":[{"file","line","column","path","message":{"zh","en"}}]};
in a problem file is the sheet, line the row, path the cell. Exit code: 0 written, 2 problems.`,
};
