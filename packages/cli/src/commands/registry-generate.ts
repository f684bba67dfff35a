/** `fenji registry generate`: a synthetic registry of enterprises, the same for the same seed. */

import { InvalidArgumentError, Option, type Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { findRegime } from "../find-pack.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { registryColumns, registryCsv } from "../synthesize-registry.ts";
import { writePieces } from "../write-pieces.ts";

interface Options {
  readonly enterprises: number;
  readonly seed: number;
  readonly out: string;
  readonly format: "columns" | "csv";
  readonly pack: string;
}

const mostEnterprises = 5_000_000;

const wholeUpTo =
  (most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= most) return value;
    throw new InvalidArgumentError(`0 … ${most}`);
  };

export const registerRegistryGenerate = (program: Command, io: Io): void => {
  commandGroup(program, "registry", io)
    .command("generate")
    .description(say(io, description))
    .requiredOption("--enterprises <n>", say(io, countText), wholeUpTo(mostEnterprises))
    .requiredOption("--out <file>", say(io, { zh: "写到哪个文件", en: "file to write" }))
    .option("--seed <n>", say(io, seedText), wholeUpTo(2 ** 32 - 1), 1)
    .addOption(
      new Option("--format <format>", say(io, formatText))
        .choices(["columns", "csv"])
        .default("columns"),
    )
    .option("--pack <pack>", say(io, packText), "iiot-protection@2024-illustrative")
    .addHelpText("after", say(io, afterHelp))
    .action(async (options: Options, command: Command) => {
      const { enterprises, seed, out, format } = options;
      const pack = await findRegime(options.pack);
      const registry = { pack, seed, enterprises };
      const pieces = format === "csv" ? registryCsv(registry) : registryColumns(registry);
      const bytes = await writePieces(out, pieces);
      const { id, version } = pack.header;
      const made = { path: out, format, firms: enterprises, seed, bytes, synthetic: true };
      if (wantsJson(command)) await writeJson(io, { ...made, pack: `${id}@${version}` });
      else await io.stdout.write(`${say(io, madeText(made))}\n`);
    });
};

const madeText = ({ path, firms, bytes }: { path: string; firms: number; bytes: number }) => {
  const size = (bytes / 1e6).toFixed(1);
  return {
    zh: `${path}：${firms} 家合成企业，${size} MB。数据由程序生成，不是真实企业，也不是统计数据。`,
    en: `${path}: ${firms} synthetic firms, ${size} MB. They are generated: no real firms and no statistics.`,
  };
};

const description = {
  zh: "生成合成的企业登记：覆盖 31 个省级地区、五个计划单列市和兵团；同一种子得到同样的文件",
  en: "generate a synthetic registry over 31 provinces, the five separately planned cities and the corps; one seed, one file",
};

const countText = {
  zh: `企业数，至多 ${mostEnterprises}`,
  en: `number of firms, at most ${mostEnterprises}`,
};

const seedText = { zh: "种子", en: "the seed" };

const formatText = {
  zh: "columns：供定级和模拟的列文件；csv：供名单导入",
  en: "columns: a file for grading and simulation; csv: a list to import",
};

const packText = {
  zh: "企业回答哪个规则包的事实：编号@版本，或文件夹",
  en: "the pack whose facts the firms answer: id@version, or a folder",
};

const afterHelp = {
  zh: `
列文件的格式见 docs/registry-format.md。信用代码校验位正确，但地区码不存在，不会与真实企业相混。
加 --json 时输出一个对象：{"path","format","firms","seed","bytes","synthetic","pack"}。`,
  en: `
The format of columns is in docs/registry-format.md. Credit codes have valid check characters and a region that does not
exist, so that none is a real firm's. With --json one object: {"path","format","firms","seed","bytes","synthetic","pack"}.`,
};
