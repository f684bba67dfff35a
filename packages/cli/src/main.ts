/** Entry of the `fenji` command: joins the command line to this process. */

import process from "node:process";
import type { Writable } from "node:stream";
import type { TextSink } from "./io.ts";
import { languageOf } from "./language.ts";
import { runCli } from "./run-cli.ts";

/** Who reads us may stop early (`| head`): then there is nobody to write to, and that is no failure. */
const sinkOf = (stream: Writable): TextSink => {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  return {
    write: (text) =>
      stream.write(text)
        ? Promise.resolve()
        : new Promise((resolve) => stream.once("drain", () => resolve())),
  };
};

const args = process.argv.slice(2);
const token = process.env["FENJI_TOKEN"] ?? "";

process.exitCode = await runCli(
  args,
  {
    stdout: sinkOf(process.stdout),
    stderr: sinkOf(process.stderr),
    now: () => Date.now(),
    lang: languageOf(args, process.env),
    nodeUrl: `http://localhost:${process.env["FENJI_PORT"] || "8420"}`,
    ...(token === "" ? {} : { token }),
    exitCode: 0,
  },
  { debug: (process.env["FENJI_DEBUG"] ?? "") !== "" },
);
