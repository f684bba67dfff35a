/** Finds or makes the command of a noun, under which its verbs live: `fenji evidence read`. */

import type { LocalizedText } from "@fenji/kernel";
import type { Command } from "commander";
import { say, type Io } from "./io.ts";

const nouns: Readonly<Record<string, LocalizedText>> = {
  access: {
    zh: "访问决策：评估一次请求，检查策略，对网关提供决策点（AuthZEN）",
    en: "decide on access: evaluate a request, check policies, serve gateways (AuthZEN)",
  },
  attack: {
    zh: "攻击技术：由 ATT&CK 的 STIX 包读入",
    en: "attack techniques: load a STIX bundle of ATT&CK",
  },
  evidence: {
    zh: "读取、导入和检查证据（扫描结果、问卷）",
    en: "read, import and check evidence (tool output, questionnaires)",
  },
  exchange: {
    zh: "节点之间：接入，人工携带消息包，离线核验消息",
    en: "between nodes: enrol, carry bundles by hand, verify messages offline",
  },
  filing: {
    zh: "报送：到期事项，转录表",
    en: "filing: what is due, and a filing as a form",
  },
  pack: {
    zh: "检查、测试、比较规则包，导出为表格或 OSCAL，再导入",
    en: "check, test and compare packs; to tables and OSCAL and back",
  },
  registry: {
    zh: "企业登记：生成合成的登记",
    en: "registries of enterprises: generate a synthetic one",
  },
};

/** Each verb registers itself; whichever comes first makes the noun. */
export const commandGroup = (program: Command, noun: string, io: Io): Command => {
  const existing = program.commands.find((command) => command.name() === noun);
  if (existing !== undefined) return existing;
  const text = nouns[noun];
  const group = program.command(noun).helpCommand(false);
  return text === undefined ? group : group.description(say(io, text));
};
