/** `fenji evidence read`: what the readers make of files, without keeping anything. */

import {
  observationResults,
  type Observation,
  type ObservationResult,
  type Tool,
} from "@fenji/evidence";
import { fileError, openEvidence, readContext, walkFiles, type WalkedFile } from "@fenji/intake";
import { errorMessage, type AppError } from "@fenji/kernel";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { exitCodes } from "../exit-code.ts";
import type { FileReading, ReadingError } from "../file-reading.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { printReadings } from "../print-readings.ts";

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
    .addHelpText("after", say(io, afterHelp))
    .action(
      async (paths: string[], options: { readonly observations?: boolean }, command: Command) => {
        const json = wantsJson(command);
        const readings: FileReading[] = [];
        for (const file of await walkFiles(paths)) {
          const reading = await readFile(io, file, {
            json,
            observations: options.observations === true,
          });
          if (json) await writeJson(io, reading);
          else readings.push(reading);
          if (reading.error !== null) io.exitCode = exitCodes.badInput;
        }
        if (!json) await printReadings(io, readings);
      },
    );
};

interface Wish {
  readonly json: boolean;
  readonly observations: boolean;
}

const readFile = async (io: Io, file: WalkedFile, wish: Wish): Promise<FileReading> => {
  const tally: Tally = {
    format: null,
    tool: null,
    byResult: { pass: 0, fail: 0, notApplicable: 0, error: 0, info: 0 },
    warnings: [],
  };
  const tell = (observation: Observation): Promise<void> =>
    wish.observations
      ? writeObservation(io, file.path, { observation, json: wish.json })
      : Promise.resolve();
  const error = file.error ?? (await tallyFile(tally, file, { now: io.now(), tell }));
  const { format, tool, byResult, warnings } = tally;
  const total = observationResults.reduce((sum, result) => sum + byResult[result], 0);
  return {
    path: file.path,
    format,
    tool,
    observations: { total, byResult },
    warnings,
    error: errorOf(error),
  };
};

interface Tally {
  format: string | null;
  tool: Tool | null;
  readonly byResult: Record<ObservationResult, number>;
  readonly warnings: { readonly code: string; readonly at: string }[];
}

interface Reading {
  /** Milliseconds of the epoch. */
  readonly now: number;
  readonly tell: (observation: Observation) => Promise<void>;
}

/** What was read before a failure stays counted; the failure is returned. */
const tallyFile = async (
  tally: Tally,
  file: WalkedFile,
  reading: Reading,
): Promise<AppError | null> => {
  try {
    const opened = await openEvidence(file.path, readContext(reading.now), { follow: file.named });
    tally.format = opened.format;
    try {
      for await (const event of opened.events) {
        if (event.kind === "tool")
          tally.tool ??= { name: event.tool.name, version: event.tool.version };
        else if (event.kind === "warning") tally.warnings.push({ code: event.code, at: event.at });
        else if (event.kind === "observation") {
          tally.byResult[event.observation.result] += 1;
          await reading.tell(event.observation);
        }
      }
    } finally {
      await opened.close();
    }
    return null;
  } catch (error) {
    return fileError(error, file.path);
  }
};

const errorOf = (error: AppError | null): ReadingError | null =>
  error === null
    ? null
    : {
        code: error.code,
        at: String(error.params["at"] ?? ""),
        ...errorMessage(error.code, error.params),
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
退出码：0 全部读取成功，2 至少一个文件失败。`,
  en: `
With --json one line per file: {"path","format","tool","observations":{"total","byResult"},"warnings":[{"code","at"}],"error"};
with --observations each observation comes as a line before that of its file: {"path","observation"}.
Exit code: 0 if every file was read, 2 if some failed.`,
};
