/** Everything a command may touch of the world outside: where it writes, the time, the language, its exit code. */

import type { Language, LocalizedText } from "@fenji/kernel";
import type { Command } from "commander";
import type { ExitCode } from "./exit-code.ts";

export interface TextSink {
  /** Resolves when the text is taken; waits while the reader on the other end is slow. */
  readonly write: (text: string) => Promise<void>;
}

export interface Io {
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  readonly lang: Language;
  /** Address of the node on this machine. */
  readonly nodeUrl: string;
  /** Access token for a node where people sign in. */
  readonly token?: string;
  /** Set by the command; 0 until then. */
  exitCode: ExitCode;
}

/** The language of the terminal in hand. */
export const say = (io: Io, text: LocalizedText): string => text[io.lang];

/** One line of NDJSON. */
export const writeJson = (io: Io, value: unknown): Promise<void> =>
  io.stdout.write(`${JSON.stringify(value)}\n`);

/** True under the global option `--json`. */
export const wantsJson = (command: Command): boolean => command.optsWithGlobals()["json"] === true;
