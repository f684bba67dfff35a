/** `fenji pack export`: a pack as a workbook or CSV to write in, or as an OSCAL catalog. */

import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileError, oscalTools, packCsv, packXlsx } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import { packTables, writeCatalog, writeProfiles, type OscalTools, type Pack } from "@fenji/regime";
import { Option, type Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { findPack } from "../find-pack.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";

interface Options {
  readonly format: "oscal" | "xlsx" | "csv";
  readonly out: string;
  readonly force?: boolean;
}

export const registerPackExport = (program: Command, io: Io): void => {
  commandGroup(program, "pack", io)
    .command("export")
    .description(say(io, description))
    .argument("<pack>", say(io, packText))
    .addOption(
      new Option("--format <format>", say(io, formatText))
        .choices(["oscal", "xlsx", "csv"])
        .makeOptionMandatory(),
    )
    .requiredOption("--out <file>", say(io, outText))
    .option("--force", say(io, forceText))
    .addHelpText("after", say(io, afterHelp))
    .action(async (named: string, options: Options, command: Command) => {
      const opened = await findPack(named);
      if (opened.kind !== "regime") throw new AppError("pack.not-exportable", { pack: named });
      const files = await filesOf(opened.pack, options, io);
      for (const [path, content] of files) await put(path, content, options.force === true);
      const paths = files.map(([path]) => path);
      if (wantsJson(command))
        await writeJson(io, { pack: named, format: options.format, files: paths });
      else await io.stdout.write(`${say(io, written(paths))}\n`);
    });
};

const filesOf = async (
  pack: Pack,
  { format, out }: Options,
  io: Io,
): Promise<readonly (readonly [string, string | Uint8Array])[]> => {
  switch (format) {
    case "xlsx":
      return [[out, await packXlsx(packTables(pack), io.lang)]];
    case "csv":
      return [[out, packCsv(packTables(pack))]];
    case "oscal":
      return oscalFiles(pack, out, oscalTools(io.now()));
  }
};

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The catalog is the file that was named, or `catalog.json` in the folder that was named; profiles stand beside it. */
const oscalFiles = (
  pack: Pack,
  out: string,
  tools: OscalTools,
): readonly (readonly [string, string])[] => {
  const file = /[/\\]$/.test(out) ? join(out, "catalog.json") : out;
  const base = basename(file).replace(/\.json$/i, "");
  const profiles = writeProfiles(
    pack,
    { catalog: basename(file), profile: (type, rank) => `${base}.${type}.${rank}.profile.json` },
    tools,
  );
  return [
    [file, json(writeCatalog(pack, tools))],
    ...[...profiles].map(([name, profile]) => [join(dirname(file), name), json(profile)] as const),
  ];
};

/** Does not overwrite what may have been filled in, unless it is told to. */
const put = async (path: string, content: string | Uint8Array, force: boolean): Promise<void> => {
  await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
    throw fileError(error, path);
  });
  await writeFile(path, content, { flag: force ? "w" : "wx" }).catch((error: unknown) => {
    throw fileError(error, path);
  });
};

const written = (paths: readonly string[]): { readonly zh: string; readonly en: string } => ({
  zh: `已写入 ${paths.join("、")}`,
  en: `Wrote ${paths.join(", ")}`,
});

const description = {
  zh: "把规则包导出为 XLSX 或 CSV 表格或 OSCAL 目录，改好后可再导入",
  en: "write a pack as XLSX or CSV tables or an OSCAL catalog, to be edited and imported again",
};

const packText = { zh: "规则包，id@version 或文件夹", en: "pack as id@version or folder" };
const formatText = { zh: "格式", en: "format" };
const outText = {
  zh: "写到哪个文件；oscal 也可写成以 / 结尾的文件夹",
  en: "file to write; for oscal also a folder, ending in /",
};
const forceText = { zh: "覆盖已有文件", en: "overwrite files that exist" };

const afterHelp = {
  zh: `
XLSX 是推荐的编写方式：第一张表是说明，每类内容一张表，列名中英文并列，可选项有下拉列表。CSV 是一个文件：第一列是表名，每张表
的第一行是列名。导出再导入得到完全相同的规则包；以 = + - @ 开头的文字前加单引号，不会被当成公式。
OSCAL 1.1：目录写入该文件，每个类型和级别的 profile 写在旁边（文件名.类型.级别.profile.json）；OSCAL 没有的内容放在命名空间
urn:fenji:ns:oscal:1 的属性和一项 back-matter 资源里，导入时全部恢复。
例：fenji pack export iiot-protection@2024-illustrative --format xlsx --out pack.xlsx`,
  en: `
XLSX is the way to author: the first sheet explains, then one sheet for each kind of thing, headings in both languages, lists to
choose from. CSV is one file: the first column names the table, the first line of each table has its headings. Export and import
give exactly the same pack; a text that begins with = + - @ has an apostrophe before it, so that no program takes it for a formula.
OSCAL 1.1: the catalog is the file, with one profile for each type and grade beside it (file.type.rank.profile.json). What OSCAL has
no word for stands in properties of the namespace urn:fenji:ns:oscal:1 and in one back-matter resource; import restores it all.
Example: fenji pack export iiot-protection@2024-illustrative --format xlsx --out pack.xlsx`,
};
