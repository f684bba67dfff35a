/** `fenji evidence read`: what the readers make of files, without keeping anything. */

import type { Observation } from "@fenji/evidence";
import { walkFiles } from "@fenji/intake";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { exitCodes } from "../exit-code.ts";
import type { FileReading } from "../file-reading.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { mappingText, readMappings } from "../read-mappings.ts";
import { printReadings } from "../print-readings.ts";
import { readingsOf } from "../tally-evidence.ts";

interface Options {
  readonly observations?: boolean;
  readonly mapping?: readonly string[];
}

export const registerEvidenceRead = (program: Command, io: Io): void => {
  commandGroup(program, "evidence", io)
    .command("read")
    .description(say(io, description))
    .argument(
      "<file...>",
      say(io, {
        zh: "文件或文件夹（递归，按路径排序）",
        en: "files or folders (recursive, sorted by path)",
      }),
    )
    .option(
      "--observations",
      say(io, { zh: "同时逐条输出观测结果", en: "stream every observation too" }),
    )
    .option("--mapping <file...>", say(io, mappingText))
    .addHelpText("after", say(io, afterHelp))
    .action(async (paths: string[], options: Options, command: Command) => {
      const tables = await readMappings(options.mapping);
      const json = wantsJson(command);
      const readings: FileReading[] = [];
      const tell = async (path: string, observation: Observation): Promise<void> => {
        if (options.observations === true) await writeObservation(io, path, { observation, json });
      };
      for (const file of await walkFiles(paths)) {
        for await (const reading of readingsOf(file, { now: io.now(), tables, tell })) {
          if (json) await writeJson(io, reading);
          else readings.push(reading);
          if (reading.error !== null) io.exitCode = exitCodes.badInput;
        }
      }
      if (!json) await printReadings(io, readings);
    });
};

/** For people: result, check, subject and place, then the tool's words on the same line. */
const writeObservation = (
  io: Io,
  path: string,
  told: { readonly observation: Observation; readonly json: boolean },
): Promise<void> => {
  const { observation } = told;
  if (told.json) return writeJson(io, { path, observation });
  const { result, check, subject, at, message } = observation;
  const words = message === null ? "" : `  ${message.replace(/\s+/g, " ")}`;
  return io.stdout.write(`${result.padEnd(13)}  ${check}  ${subject.id}  ${path} ${at}${words}\n`);
};

const description = {
  zh: "读取证据文件，说明每个文件的格式、工具、观测结果和问题，不保存任何内容",
  en: "read files of evidence and say for each its format, tool, observations and problems; nothing is kept",
};

const afterHelp = {
  zh: `
加 --json 时每个文件一行：{"path","format","tool","observations":{"total","byResult"},"warnings":[{"code","at"}],"error"}；
加 --observations 时，每条观测结果先于其文件输出一行：{"path","observation"}。
压缩包（zip、tar、gzip）里的每份报告各占一行，path 形如 a.zip!b.json；最后一行是压缩包本身，列出没有读取的文件。
退出码：0 全部读取成功，2 至少一个文件失败。`,
  en: `
With --json one line per file: {"path","format","tool","observations":{"total","byResult"},"warnings":[{"code","at"}],"error"};
with --observations each observation comes as a line before that of its file: {"path","observation"}.
Of an archive (zip, tar, gzip) each report has a line of its own, its path like a.zip!b.json; the last line is the archive
itself and lists what was not read.
Exit code: 0 if every file was read, 2 if some failed.`,
};
