/** `fenji exchange code`: a supervisor's node issues a one-time enrolment code. */

import { createEnrolmentCode } from "@fenji/contract";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { nodeClient, nodeText } from "../node-client.ts";

interface Options {
  readonly jurisdiction: string;
  readonly days: string;
  readonly node: string;
}

export const registerExchangeCode = (program: Command, io: Io): void => {
  commandGroup(program, "exchange", io)
    .command("code")
    .description(say(io, description))
    .argument("[credit-code]", say(io, forText))
    .requiredOption("--jurisdiction <code>", say(io, jurisdictionText))
    .option("--days <n>", say(io, { zh: "有效天数", en: "days until it expires" }), "30")
    .option("--node <url>", say(io, nodeText), io.nodeUrl)
    .action(async (creditCode: string | undefined, options: Options, command: Command) => {
      const { jurisdiction } = options;
      const expiresInDays = Number(options.days);
      const body =
        creditCode === undefined
          ? ({ kind: "supervisor", jurisdiction, expiresInDays } as const)
          : ({ kind: "enterprise", creditCode, jurisdiction, expiresInDays } as const);
      const issued = await nodeClient(io, options.node).call(createEnrolmentCode, { body });
      if (wantsJson(command)) return writeJson(io, issued);
      const zh = `${issued.code}\n只显示这一次；${issued.expiresAt} 前有效。本节点密钥指纹 ${issued.fingerprint}\n`;
      const en = `${issued.code}\nShown this once; valid until ${issued.expiresAt}. Key fingerprint of this node ${issued.fingerprint}\n`;
      await io.stdout.write(say(io, { zh, en }));
    });
};

const description = {
  zh: "主管节点发出一次性接入码；不写信用代码则发给下级主管节点",
  en: "issue a one-time enrolment code; without a credit code it is for a supervisor's node below",
};

const forText = {
  zh: "企业的统一社会信用代码",
  en: "unified social credit code of the enterprise",
};

const jurisdictionText = { zh: "辖区代码，如 33", en: "code of the jurisdiction, e.g. 33" };
