/** Runs one command in this process and keeps what it prints. */

import { languageOf } from "../language.ts";
import { runCli } from "../run-cli.ts";

export const run = async (...args: string[]) => {
  let out = "";
  let err = "";
  const io = {
    stdout: { write: async (text: string) => void (out += text) },
    stderr: { write: async (text: string) => void (err += text) },
    now: () => 0,
    lang: languageOf(args, {}),
    nodeUrl: "http://localhost:8420",
    exitCode: 0 as const,
  };
  const code = await runCli(args, io, { debug: false });
  return { out, err, code };
};
