/** `fenji exchange import`: hands a bundle to a node, and writes the receipts and answers to carry back. */

import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { importBundle } from "@fenji/contract";
import { fileError } from "@fenji/intake";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { exitCodes } from "../exit-code.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { nodeClient, nodeText } from "../node-client.ts";

interface Options {
  readonly out?: string;
  readonly node: string;
}

const orFileError = (path: string) => (error: unknown) => {
  throw fileError(error, path);
};

export const registerExchangeImport = (program: Command, io: Io): void => {
  commandGroup(program, "exchange", io)
    .command("import")
    .description(say(io, description))
    .argument("<file>", say(io, { zh: "消息包文件", en: "the bundle" }))
    .option("--out <folder>", say(io, outText))
    .option("--node <url>", say(io, nodeText), io.nodeUrl)
    .addHelpText("after", say(io, afterHelp))
    .action(async (file: string, options: Options, command: Command) => {
      const bytes = await readFile(file).catch(orFileError(file));
      const { messages, answers } = await nodeClient(io, options.node).call(importBundle, {
        bytes,
      });
      const written: string[] = [];
      for (const { fileName, bundle } of answers) {
        const path = join(options.out ?? dirname(file), fileName);
        await writeFile(path, bundle, { mode: 0o600 }).catch(orFileError(path));
        written.push(path);
      }
      if (messages.some(({ outcome }) => outcome === "refused")) io.exitCode = exitCodes.badInput;
      if (wantsJson(command)) return writeJson(io, { messages, answers: written });
      for (const { kind, id, outcome, failure } of messages) {
        const why = failure === null ? "" : ` ${say(io, failure)} [${failure.code}]`;
        await io.stdout.write(`${outcome} ${kind ?? "?"} ${id ?? ""}${why}\n`);
      }
      const back = say(io, { zh: "带回", en: "carry back" });
      for (const path of written) await io.stdout.write(`${back}: ${path}\n`);
    });
};

const description = {
  zh: "导入人工携带的消息包，写出要带回的回执与答复",
  en: "take in a bundle carried by hand, and write the receipts and answers to carry back",
};

const outText = {
  zh: "答复写到哪个文件夹；缺省与消息包同一文件夹",
  en: "folder for the answers; by default that of the bundle",
};

const afterHelp = {
  zh: `
同一消息包导入两次不会有变化，得到同样的回执。退出码：${exitCodes.ok} 全部收下；${exitCodes.badInput} 有消息被拒绝。`,
  en: `
The same bundle twice changes nothing and gives the same receipts. Exit codes: ${exitCodes.ok} all taken in; ${exitCodes.badInput} some were refused.`,
};
