/** Runs the real `fenji access serve` and sees what it prints and how it ends. */

import { spawn } from "node:child_process";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

export const exampleAccess = join(root, "examples/access");

export interface StartedDecisionPoint {
  readonly url: string;
  readonly pid: number;
  readonly stderr: () => string;
  /** Resolves with the exit code. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number>;
  /** Waits until it has said something more that matches. */
  readonly says: (what: RegExp) => Promise<void>;
}

/** `args` after `access serve`; it takes a free port unless told one. Fails with what it says when it does not start. */
export const startDecisionPoint = async (
  ...args: readonly string[]
): Promise<StartedDecisionPoint> => {
  const port = args.includes("--port") ? [] : ["--port", "0"];
  const child = spawn(
    process.execPath,
    [join(root, "packages/cli/src/main.ts"), "access", "serve", "--lang", "en", ...port, ...args],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"] },
  );
  let [said, complained, seen] = ["", "", 0];
  child.stderr.on("data", (chunk: Buffer) => (complained += chunk.toString("utf8")));
  const exited = new Promise<number>((ended) =>
    child.once("close", (code, signal) => ended(code ?? (signal === null ? -1 : -2))),
  );
  const url = await new Promise<string>((ready, failed) => {
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
      const [, address] = /^Fenji decision point · (\S+)\n$/.exec(said) ?? [];
      if (address !== undefined) ready(address);
    });
    void exited.then((code) => failed(new Error(`ended with ${code}: ${complained}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    stderr: () => complained,
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return exited;
    },
    says: (what) =>
      new Promise<void>((heard, failed) => {
        const look = (): void => {
          const found = what.exec(complained.slice(seen));
          if (found === null) return;
          seen += found.index + found[0].length;
          child.stderr.off("data", look);
          heard();
        };
        child.stderr.on("data", look);
        void exited.then((code) => failed(new Error(`ended with ${code}: ${complained}`)));
        look();
      }),
  };
};
