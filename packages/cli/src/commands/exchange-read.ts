/** `fenji exchange read`: explains and verifies messages and bundles without any node. */

import { readFile } from "node:fs/promises";
import { fileError } from "@fenji/intake";
import type { Command } from "commander";
import { commandGroup } from "../command-group.ts";
import { exitCodes } from "../exit-code.ts";
import { say, wantsJson, writeJson, type Io } from "../io.ts";
import { readMessages, type MessageReading } from "../read-messages.ts";

export const registerExchangeRead = (program: Command, io: Io): void => {
  commandGroup(program, "exchange", io)
    .command("read")
    .description(say(io, description))
    .argument("<file...>", say(io, { zh: "消息或消息包文件", en: "messages or bundles" }))
    .option("--fingerprint <key-id>", say(io, fingerprintText))
    .addHelpText("after", say(io, afterHelp))
    .action(async (paths: string[], options: { fingerprint?: string }, command: Command) => {
      const files = [];
      for (const path of paths)
        files.push(
          await readFile(path).catch((error: unknown) => {
            throw fileError(error, path);
          }),
        );
      const readings = readMessages(files, options.fingerprint?.toLowerCase());
      if (readings.some(({ error }) => error !== null)) io.exitCode = exitCodes.badInput;
      for (const reading of readings)
        await (wantsJson(command) ? writeJson(io, reading) : print(io, reading));
    });
};

const standing = {
  true: { zh: "签名成立", en: "signature holds" },
  false: { zh: "签名不成立", en: "signature does not hold" },
  null: { zh: "文件中没有这把公钥", en: "this key is not in the files" },
} as const;

/** Of what is no message only the reason is told: there is nothing else to tell. */
const envelopeLines = ({ kind, id, from, to, createdAt, about, hash }: MessageReading) =>
  hash === null && id === null
    ? []
    : [
        `${kind ?? "?"} ${id ?? ""}`,
        `  ${from ?? "?"} → ${to ?? "?"} ${createdAt ?? ""} ${about ?? ""}`,
        `  SHA-256 ${hash ?? "?"}`,
      ];

const print = async (io: Io, reading: MessageReading): Promise<void> => {
  const { error } = reading;
  const lines = [
    ...envelopeLines(reading),
    ...reading.signatures.map(
      ({ keyId, algorithm, verified, named }) =>
        `  ${algorithm} ${keyId}${named ? " ✓" : ""}: ${say(io, standing[`${verified}`])}`,
    ),
    ...(error === null ? [] : [`  ${say(io, error)} [${error.code}]`]),
  ];
  await io.stdout.write(`${lines.join("\n")}\n`);
};

const description = {
  zh: "离线说明并核验消息：是谁签的，哈希是多少，格式是否成立",
  en: "explain and verify messages offline: who signed, the hash, whether the format holds",
};

const fingerprintText = {
  zh: "只认这把密钥的签名（32 位十六进制）",
  en: "require a signature by this key (32 hexadecimal digits)",
};

const afterHelp = {
  zh: `
公钥取自所给文件里的接入与轮换消息；没有时只能核对格式与哈希。
退出码：${exitCodes.ok} 全部成立；${exitCodes.badInput} 有消息不成立。`,
  en: `
Public keys are taken from the enrolments and rotations in the files given; without them only format and hash are checked.
Exit codes: ${exitCodes.ok} everything holds; ${exitCodes.badInput} something does not.`,
};
