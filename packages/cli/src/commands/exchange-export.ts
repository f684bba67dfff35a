/** `fenji exchange export`: everything that waits for a linked node, as one file to be carried by hand. */

import { writeFile } from "node:fs/promises";
import { exportBundle, listPeers, type Client } from "@fenji/contract";
import { decodeUtf8, fileError } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import { readBundle } from "@fenji/submission";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { nodeClient, nodeText } from "../node-client.ts";

interface Options {
  readonly out: string;
  readonly node: string;
}

export const registerExchangeExport = (program: Command, io: Io): void => {
  commandGroup(program, "exchange", io)
    .command("export")
    .description(say(io, description))
    .argument("[peer]", say(io, peerText))
    .requiredOption("--out <file>", say(io, { zh: "写到哪个文件", en: "file to write" }))
    .option("--node <url>", say(io, nodeText), io.nodeUrl)
    .action(async (peer: string | undefined, options: Options, command: Command) => {
      const client = nodeClient(io, options.node);
      const peerId = peer ?? (await onlyPeer(client));
      const bytes = await client.call(exportBundle, { path: { peerId }, body: {} });
      await writeFile(options.out, bytes, { mode: 0o600 }).catch((error: unknown) => {
        throw fileError(error, options.out);
      });
      const { messages } = readBundle(bytes, decodeUtf8);
      if (wantsJson(command))
        return writeJson(io, { peerId, path: options.out, messages: messages.length });
      const zh = `${options.out}：${messages.length} 条消息，收件节点 ${peerId}\n`;
      const en = `${options.out}: ${messages.length} messages for node ${peerId}\n`;
      await io.stdout.write(say(io, { zh, en }));
    });
};

const onlyPeer = async (client: Client): Promise<string> => {
  const { peers } = await client.call(listPeers);
  const [peer] = peers.filter(({ state }) => state !== "revoked");
  if (peer === undefined) throw new AppError("exchange.unlinked", {});
  return peer.id;
};

const description = {
  zh: "把等待发给某节点的消息导出为一个文件，人工携带",
  en: "write what waits for a linked node into one file, to be carried by hand",
};

const peerText = {
  zh: "对方节点编号；缺省为第一个已接入的节点",
  en: "id of the other node; by default the first that is linked",
};
