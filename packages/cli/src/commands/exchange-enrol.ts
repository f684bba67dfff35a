/** `fenji exchange enrol`: links an enterprise of a node to the supervisor's node that gave a code. */

import { enrolEnterprise, enrolNode, getSession } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { nodeClient, nodeText } from "../node-client.ts";

interface Options {
  readonly address?: string;
  readonly enterprise?: string;
  readonly node: string;
}

export const registerExchangeEnrol = (program: Command, io: Io): void => {
  commandGroup(program, "exchange", io)
    .command("enrol")
    .description(say(io, description))
    .argument("<code>", say(io, { zh: "接入码", en: "the enrolment code" }))
    .option("--address <url>", say(io, addressText))
    .option("--enterprise <id>", say(io, enterpriseText))
    .option("--node <url>", say(io, nodeText), io.nodeUrl)
    .action(async (code: string, options: Options, command: Command) => {
      const client = nodeClient(io, options.node);
      const { node, demonstration } = await client.call(getSession);
      const body = { address: options.address ?? null, code };
      const enterpriseId = options.enterprise ?? demonstration?.enterpriseId;
      if (node === "enterprise" && enterpriseId === undefined)
        throw new AppError("evidence.enterprise-unnamed", { url: options.node });
      const linked =
        node === "supervisor" || enterpriseId === undefined
          ? await client.call(enrolNode, { body })
          : await client.call(enrolEnterprise, { path: { enterpriseId }, body });
      if (wantsJson(command)) return writeJson(io, linked);
      const zh =
        linked.state === "linked"
          ? `已接入节点 ${linked.peerId}\n`
          : `已备好，待携带：fenji exchange export ${linked.peerId} --out enrol.fenji\n`;
      const en =
        linked.state === "linked"
          ? `Linked to node ${linked.peerId}\n`
          : `Ready to be carried: fenji exchange export ${linked.peerId} --out enrol.fenji\n`;
      await io.stdout.write(say(io, { zh, en }));
    });
};

const description = {
  zh: "凭接入码接入主管节点；不写 --address 则改由文件携带",
  en: "link to the supervisor's node that gave the code; without --address a file carries it",
};

const addressText = {
  zh: "主管节点的地址（https；仅本机可用 http）",
  en: "address of the supervisor's node (https; http for this machine only)",
};

const enterpriseText = {
  zh: "企业编号；缺省为节点的演示企业；主管节点不用",
  en: "id of the enterprise; by default the demonstration factory; not for a supervisor's node",
};
