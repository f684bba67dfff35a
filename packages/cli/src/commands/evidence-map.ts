/** `fenji evidence map`: proposes what the columns of a table hold, shows what comes of it, and writes the mapping down. */

import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import {
  guessMapping,
  matchTable,
  readMappedTable,
  tableFields,
  type Observation,
  type ReadEvent,
  type TableMapping,
} from "@fenji/evidence";
import { fileError, previewTables, readContext, type TablePreview } from "@fenji/intake";
import { warningTable } from "@fenji/kernel";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { exitCodes } from "../exit-code.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { mappingText, readMappings } from "../read-mappings.ts";
import { textTable } from "../text-table.ts";

interface Options {
  readonly tool: string;
  readonly sheet?: string;
  readonly out?: string;
  readonly mapping?: readonly string[];
}

export const registerEvidenceMap = (program: Command, io: Io): void => {
  commandGroup(program, "evidence", io)
    .command("map")
    .description(say(io, description))
    .argument("<file>", say(io, { zh: "XLSX、CSV 或 HTML 表格", en: "a table: XLSX, CSV or HTML" }))
    .option("--tool <name>", say(io, toolText), "table")
    .option(
      "--sheet <name>",
      say(io, { zh: "工作表名称；HTML 为 table[2]", en: "the sheet; of HTML, table[2]" }),
    )
    .option("--mapping <file...>", say(io, mappingText))
    .option("--out <file>", say(io, outText))
    .action(async (path: string, options: Options, command: Command) => {
      const table = await tableOf(path, options, io);
      if (table === undefined) return;
      const mapping = await mappingFor(table, options);
      const tried = await tryMapping(table, mapping, io);
      if (options.out !== undefined) await save(mapping, options.out);
      if (wantsJson(command)) await writeJson(io, { mapping, ...tried });
      else await print(io, { mapping, ...tried, rows: table.rows.length, options });
    });
};

const tableOf = async (
  path: string,
  { sheet }: Options,
  io: Io,
): Promise<TablePreview | undefined> => {
  const stream = createReadStream(path);
  const tables = await previewTables(stream, readContext(io.now())).catch((error: unknown) => {
    throw fileError(error, path);
  });
  const found = sheet === undefined ? tables[0] : tables.find((one) => one.sheet === sheet);
  if (found !== undefined) return found;
  io.exitCode = exitCodes.badInput;
  const names = tables.map((one) => one.sheet ?? "-").join(", ");
  await io.stderr.write(
    `${say(io, { zh: "没有这个工作表，有", en: "no such sheet; there are" })}: ${names}\n`,
  );
  return undefined;
};

/** A given mapping that knows the table, else a proposal. */
const mappingFor = async (table: TablePreview, options: Options): Promise<TableMapping> => {
  const given = await readMappings(options.mapping);
  const match = matchTable(table.headings, given);
  return match === undefined || match.kind === "broken"
    ? guessMapping(table.headings, options.tool)
    : match.mapping;
};

interface Tried {
  readonly observations: readonly Observation[];
  readonly warnings: readonly Extract<ReadEvent, { kind: "warning" }>[];
}

const tryMapping = async (table: TablePreview, mapping: TableMapping, io: Io): Promise<Tried> => {
  const { subject, check, title } = mapping.columns;
  if (subject === undefined || (check === undefined && title === undefined))
    return { observations: [], warnings: [] };
  const rows = async function* () {
    yield { cells: table.headings, placeOf: () => table.headingAt };
    for (const { cells, places } of table.rows)
      yield { cells, placeOf: (column: number) => places[column] ?? table.headingAt };
  };
  const observations: Observation[] = [];
  const warnings: Tried["warnings"][number][] = [];
  for await (const event of readMappedTable(rows(), readContext(io.now(), [mapping]))) {
    if (event.kind === "observation") observations.push(event.observation);
    if (event.kind === "warning") warnings.push(event);
  }
  return { observations, warnings };
};

/** Never overwrites: what lies there may have been corrected by hand. */
const save = async (mapping: TableMapping, path: string): Promise<void> => {
  const text = `${JSON.stringify(mapping, null, 2)}\n`;
  await writeFile(path, text, { flag: "wx" }).catch((error: unknown) => {
    throw fileError(error, path);
  });
};

interface Printed extends Tried {
  readonly mapping: TableMapping;
  /** Of the preview, below the headings. */
  readonly rows: number;
  readonly options: Options;
}

const print = async (io: Io, printed: Printed): Promise<void> => {
  const { mapping, observations, warnings, rows, options } = printed;
  const columns = [
    { heading: say(io, { zh: "含义", en: "field" }), align: "left" },
    { heading: say(io, { zh: "列", en: "column" }), align: "left" },
  ] as const;
  await io.stdout.write(
    textTable(
      columns,
      tableFields.map((field) => [field, mapping.columns[field] ?? "–"]),
    ),
  );
  const shown = [
    { heading: say(io, { zh: "结果", en: "result" }), align: "left" },
    { heading: say(io, { zh: "级别", en: "severity" }), align: "left" },
    { heading: say(io, { zh: "对象", en: "subject" }), align: "left" },
    { heading: say(io, { zh: "检查", en: "check" }), align: "left" },
    { heading: say(io, { zh: "位置", en: "place" }), align: "left" },
  ] as const;
  await io.stdout.write("\n");
  await io.stdout.write(
    textTable(
      shown,
      observations.map((one) => [
        one.result,
        one.severity ?? "–",
        one.subject.id,
        one.check,
        one.at,
      ]),
    ),
  );
  for (const { code, at, detail } of warnings)
    await io.stdout.write(`\n  ${at} ${say(io, warningTable[code])} ${detail} [${code}]`);
  const verdict = rows === 0 ? noRows : observations.length === 0 ? nothing : next(options.out);
  await io.stdout.write(`\n${say(io, verdict)}\n`);
};

const description = {
  zh: "说明一张 XLSX、CSV 或 HTML 表的各列含义：给出建议和预览，写成可共享的映射文件",
  en: "say what the columns of an XLSX, CSV or HTML table hold: a proposal with a preview, written to a file to share",
};

const toolText = {
  zh: "生成这张表的工具，例如 RSAS",
  en: "the tool that writes the table, e.g. RSAS",
};

const outText = {
  zh: "写入映射文件（JSON），不覆盖已有文件",
  en: "write the mapping to a file (JSON); an existing one is never overwritten",
};

const noRows = {
  zh: "这张表只有表头，没有内容行。可以用 --out 写出映射；读取要等有内容的表。",
  en: "The table has headings and no rows. The mapping can be written with --out; there is nothing to read yet.",
};

const nothing = {
  zh: "还读不出观测。请用 --out 写出映射，在 columns 中写明 subject 以及 check 或 title 对应的表头。",
  en: "No observation comes of it yet. Write the mapping with --out, and name in its columns the headings of subject and of check or title.",
};

const next = (out: string | undefined): { readonly zh: string; readonly en: string } =>
  out === undefined
    ? {
        zh: "核对无误后加 --out 映射.json 保存，再用 evidence read 或 assess 加 --mapping 读取。",
        en: "When it is right, save it with --out mapping.json, then read with --mapping in evidence read or assess.",
      }
    : {
        zh: `已写入 ${out}。用 evidence read 或 assess 加 --mapping ${out} 读取。`,
        en: `Wrote ${out}. Read with --mapping ${out} in evidence read or assess.`,
      };
