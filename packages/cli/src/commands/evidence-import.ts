/** `fenji evidence import`: hands files to a running node, which keeps and judges them. */

import { openAsBlob } from "node:fs";
import { basename } from "node:path";
import { importEvidence, type Client, type ReplyOf } from "@fenji/contract";
import { fileError, walkFiles, type WalkedFile } from "@fenji/intake";
import { AppError, errorMessage } from "@fenji/kernel";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { exitCodes } from "../exit-code.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { demonstrationOf, enterpriseText, nodeClient, nodeText } from "../node-client.ts";

interface Options {
  readonly enterprise?: string;
  readonly node: string;
}

type Reply = ReplyOf<typeof importEvidence>;

interface ImportedFile {
  readonly path: string;
  readonly reply: Reply | null;
  readonly error: AppError | null;
}

export const registerEvidenceImport = (program: Command, io: Io): void => {
  commandGroup(program, "evidence", io)
    .command("import")
    .description(say(io, description))
    .argument("<file...>", say(io, { zh: "文件或文件夹", en: "files or folders" }))
    .option("--enterprise <id>", say(io, enterpriseText))
    .option("--node <url>", say(io, nodeText), io.nodeUrl)
    .addHelpText("after", say(io, afterHelp))
    .action(async (paths: string[], options: Options, command: Command) => {
      const client = nodeClient(io, options.node);
      const enterpriseId = options.enterprise ?? (await demonstrationOf(client, options.node));
      const files: ImportedFile[] = [];
      for (const walked of await walkFiles(paths)) {
        const file = await importFile(client, enterpriseId, walked);
        files.push(file);
        if (file.error !== null) io.exitCode = exitCodes.badInput;
        if (!wantsJson(command)) await printFile(io, file);
      }
      if (wantsJson(command)) await writeJson(io, summary(files));
    });
};

/** The file is read from disk as it is sent. One that is refused leaves the others be; a node that is gone ends all. */
const importFile = async (
  client: Client,
  enterpriseId: string,
  { path, error }: WalkedFile,
): Promise<ImportedFile> => {
  if (error !== null) return { path, reply: null, error };
  try {
    const bytes = await openAsBlob(path).catch((failure: unknown) => {
      throw fileError(failure, path);
    });
    const query = { name: basename(path).slice(0, 255) };
    const reply = await client.call(importEvidence, { path: { enterpriseId }, query, bytes });
    return { path, reply, error: null };
  } catch (failure) {
    if (!(failure instanceof AppError) || failure.code === "evidence.node-unreachable")
      throw failure;
    return { path, reply: null, error: failure };
  }
};

const summary = (files: readonly ImportedFile[]) => {
  const sum = (of: (reply: Reply) => number): number =>
    files.reduce((total, { reply }) => total + (reply === null ? 0 : of(reply)), 0);
  return {
    files: files.map(({ path, reply, error }) => ({
      path,
      sha256: reply?.file.sha256 ?? null,
      status: reply?.file.status ?? "failed",
      ...(error === null
        ? {}
        : { error: { code: error.code, ...errorMessage(error.code, error.params) } }),
    })),
    observations: {
      added: sum(({ observations }) => observations.added),
      closed: sum(({ observations }) => observations.closed),
      unchanged: sum(({ observations }) => observations.unchanged),
    },
    verdictsChanged: sum(({ verdictsChanged }) => verdictsChanged),
  };
};

const printFile = async (io: Io, { path, reply, error }: ImportedFile): Promise<void> => {
  if (error !== null) {
    await io.stderr.write(`${path}: ${error.in(io.lang)} [${error.code}]\n`);
    return;
  }
  if (reply === null) return;
  const { added, closed, unchanged } = reply.observations;
  const zh =
    reply.file.status === "identical"
      ? `${path}：已导入过，没有变化`
      : `${path}：新增 ${added}，关闭 ${closed}，不变 ${unchanged}；判定变化 ${reply.verdictsChanged}`;
  const en =
    reply.file.status === "identical"
      ? `${path}: imported before, nothing changes`
      : `${path}: ${added} added, ${closed} closed, ${unchanged} unchanged; ${reply.verdictsChanged} verdicts changed`;
  await io.stdout.write(`${say(io, { zh, en })}\n`);
};

const description = {
  zh: "把证据文件导入正在运行的节点；同一文件导入两次不会有变化",
  en: "import evidence into a running node; the same file twice changes nothing",
};

const afterHelp = {
  zh: `
退出码：${exitCodes.ok} 全部导入；${exitCodes.badInput} 有文件被拒绝（其余已导入），或连不上节点。
需要登录的节点：把访问令牌放进环境变量 FENJI_TOKEN（权限 evidence:import），并用 --enterprise 指明企业。`,
  en: `
Exit codes: ${exitCodes.ok} all imported; ${exitCodes.badInput} some files were refused (the others are in), or no node answers.
Where people sign in: put an access token with evidence:import into FENJI_TOKEN, and name the firm with --enterprise.`,
};
