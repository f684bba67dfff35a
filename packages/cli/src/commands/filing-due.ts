/** `fenji filing due`: what an enterprise has to do by when, and by which rule. */

import { listEnterpriseCases } from "@fenji/contract";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { nodeClient, nodeText } from "../node-client.ts";
import { textTable } from "../text-table.ts";

export const registerFilingDue = (program: Command, io: Io): void => {
  commandGroup(program, "filing", io)
    .command("due")
    .description(say(io, description))
    .argument("<enterprise>", say(io, { zh: "企业编号", en: "id of the enterprise" }))
    .option("--node <url>", say(io, nodeText), io.nodeUrl)
    .action(async (enterpriseId: string, options: { readonly node: string }, command: Command) => {
      const path = { enterpriseId };
      const reply = await nodeClient(io, options.node).call(listEnterpriseCases, { path });
      if (wantsJson(command)) return writeJson(io, reply);
      const rows = reply.cases.flatMap(({ type, stage, dues }) =>
        dues.map((due) => [
          due.dueOn,
          due.overdue ? say(io, { zh: "已逾期", en: "overdue" }) : "",
          type,
          stage,
          say(io, due.label),
          due.standing,
          due.source === null ? "" : say(io, due.source.title),
        ]),
      );
      if (rows.length === 0) return io.stdout.write(`${say(io, nothing)}\n`);
      const columns = headings.map((heading) => ({
        heading: say(io, heading),
        align: "left" as const,
      }));
      await io.stdout.write(textTable(columns, rows));
      if (reply.notice !== null) await io.stdout.write(`${say(io, reply.notice)}\n`);
    });
};

const headings = [
  { zh: "到期日", en: "due" },
  { zh: "状态", en: "state" },
  { zh: "类型", en: "type" },
  { zh: "阶段", en: "stage" },
  { zh: "事项", en: "what" },
  { zh: "可信度", en: "standing" },
  { zh: "依据", en: "by" },
];

const nothing = { zh: "没有到期事项。", en: "Nothing is due." };

const description = {
  zh: "一家企业的到期事项：做什么、何时之前、依据什么",
  en: "what an enterprise has to do, by when, and by which rule",
};
