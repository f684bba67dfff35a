/** `fenji attack load`: a STIX 2.1 bundle of ATT&CK becomes the folder of a pack of techniques. */

import { readTextFile, savePack } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import { packFiles, readPack, techniquesFromStix, type LoadedTechniques } from "@fenji/regime";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { findTechniques } from "../find-pack.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";

interface Options {
  readonly out: string;
  readonly force?: boolean;
}

/** Bundles of all of ATT&CK are about 50 MB. */
const maxBytes = 128 * 1024 * 1024;

export const registerAttackLoad = (program: Command, io: Io): void => {
  commandGroup(program, "attack", io)
    .command("load")
    .description(say(io, description))
    .argument("<file>", say(io, fileText))
    .requiredOption("--out <folder>", say(io, outText))
    .option("--force", say(io, forceText))
    .addHelpText("after", say(io, afterHelp))
    .action(async (path: string, options: Options, command: Command) => {
      const loaded = await load(path);
      const { pack, lost } = loaded;
      const files = packFiles({ kind: "techniques", techniques: pack });
      const checked = readPack(files);
      if (!checked.ok) {
        const [first] = checked.error;
        const detail = first === undefined ? "" : say(io, first.message);
        throw new AppError("input.invalid", { path, at: first?.path ?? "", detail });
      }
      await savePack(files, options.out, { force: options.force === true });
      const counts = { tactics: pack.tactics.length, techniques: pack.techniques.length };
      if (wantsJson(command))
        await writeJson(io, {
          path,
          out: options.out,
          version: pack.header.version,
          ...counts,
          lost,
        });
      else await io.stdout.write(`${say(io, done(options.out, loaded))}\n`);
    });
};

/** @throws AppError `input.*`, `pack.*` */
const load = async (path: string): Promise<LoadedTechniques> => {
  const text = await readTextFile(path, maxBytes);
  const loaded = techniquesFromStix(parsed(path, text), await findTechniques(true));
  if (loaded.ok) return loaded.value;
  throw new AppError("input.invalid", { path, at: loaded.error.at, detail: loaded.error.wanted });
};

const parsed = (path: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError("input.invalid", { path, at: "", detail: "JSON" }, { cause: error });
  }
};

const done = (folder: string, { pack, lost }: LoadedTechniques) => ({
  zh: `已写入 ${folder}：${pack.tactics.length} 项战术、${pack.techniques.length} 项技术。用 fenji assess … --attack ${folder} 评测。${lost.length === 0 ? "" : `对应关系中已不存在的技术：${lost.join("、")}。`}`,
  en: `Wrote ${folder}: ${pack.tactics.length} tactics, ${pack.techniques.length} techniques. Assess with fenji assess … --attack ${folder}.${lost.length === 0 ? "" : ` Techniques of the mapping that no longer exist: ${lost.join(", ")}.`}`,
});

const description = {
  zh: "由 ATT&CK 的 STIX 2.1 包生成攻击技术包",
  en: "make a pack of attack techniques out of a STIX 2.1 bundle of ATT&CK",
};
const fileText = {
  zh: "STIX 2.1 包（JSON，- 为标准输入）",
  en: "STIX 2.1 bundle (JSON, - for standard input)",
};
const outText = {
  zh: "写到哪个文件夹；须不存在或为空",
  en: "folder to write; must not exist or be empty",
};
const forceText = {
  zh: "替换该文件夹中已有的包",
  en: "replace the pack that is in the folder",
};

const afterHelp = {
  zh: `
撤销和弃用的技术不读入；被取代的，其对应关系转到取代它的技术。中文名称和对应关系沿用所带的技术包，没有中文名的用原名。
退出码：0 已写入，2 不是这样的包。`,
  en: `
Revoked and deprecated techniques stay out; what replaced one takes over its rows. Chinese names and the mapping are those of the
pack that is shipped; what has no Chinese name keeps its own. Exit code: 0 written, 2 no such bundle.`,
};
