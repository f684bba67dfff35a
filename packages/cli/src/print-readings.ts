/** Prints what was read of files for people: a table, then problems file by file. */

import { warningTable, type LocalizedText } from "@fenji/kernel";
import type { FileReading } from "./file-reading.ts";
import { say, type Io } from "./io.ts";
import { textTable, type Column } from "./text-table.ts";

const headings: readonly (LocalizedText & { readonly align: Column["align"] })[] = [
  { zh: "文件", en: "file", align: "left" },
  { zh: "格式", en: "format", align: "left" },
  { zh: "工具", en: "tool", align: "left" },
  { zh: "观测", en: "total", align: "right" },
  { zh: "通过", en: "pass", align: "right" },
  { zh: "不通过", en: "fail", align: "right" },
  { zh: "不适用", en: "n/a", align: "right" },
  { zh: "出错", en: "error", align: "right" },
  { zh: "信息", en: "info", align: "right" },
  { zh: "警告", en: "warnings", align: "right" },
];

export const printReadings = async (io: Io, readings: readonly FileReading[]): Promise<void> => {
  const columns = headings.map((heading) => ({ heading: say(io, heading), align: heading.align }));
  await io.stdout.write(textTable(columns, readings.map(rowOf)));
  for (const reading of readings) await printProblems(io, reading);
  const failed = readings.filter((reading) => reading.error !== null).length;
  const zh = `\n共 ${readings.length} 个文件，${failed} 个未能读取。\n`;
  const en = `\n${readings.length} files, ${failed} could not be read.\n`;
  await io.stdout.write(say(io, { zh, en }));
};

const rowOf = ({ path, format, tool, observations, warnings }: FileReading): readonly string[] => {
  const { byResult, total } = observations;
  const counts = [
    total,
    byResult.pass,
    byResult.fail,
    byResult.notApplicable,
    byResult.error,
    byResult.info,
  ];
  const named =
    tool === null ? "-" : [tool.name, tool.version].filter((part) => part !== null).join(" ");
  return [path, format ?? "-", named, ...counts.map(String), String(warnings.length)];
};

/** Of many warnings of one kind the first place is shown. */
const printProblems = async (io: Io, reading: FileReading): Promise<void> => {
  const lines: string[] = [];
  if (reading.error !== null) lines.push(`${reading.error[io.lang]} [${reading.error.code}]`);
  const byCode = Map.groupBy(reading.warnings, (warning) => warning.code);
  for (const [code, warnings] of byCode) {
    const label = Object.entries(warningTable).find(([key]) => key === code)?.[1];
    const count = warnings.length > 1 ? ` ×${warnings.length}` : "";
    lines.push(
      `${label === undefined ? code : say(io, label)} (${warnings[0]?.at ?? ""})${count} [${code}]`,
    );
  }
  if (lines.length > 0)
    await io.stdout.write(`\n${reading.path}\n${lines.map((line) => `  ${line}\n`).join("")}`);
};
