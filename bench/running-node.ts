/** Starts the real `npm start` for a measurement and stops it again. */

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

export interface RunningNode {
  readonly origin: string;
  /** From typing the command to the line with the address. */
  readonly readyMs: number;
  readonly stop: () => Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => found(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

export const runNode = async (dataFolder: string): Promise<RunningNode> => {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn("npm", ["start", "--silent"], {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, FENJI_DATA: dataFolder, FENJI_PORT: String(port), FENJI_DEMO: "alone" },
  });
  const exited = new Promise<void>((done) => child.once("close", () => done()));
  const readyMs = await new Promise<number>((ready, failed) => {
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
      if (/^Fenji 分级 · http/m.test(said)) ready(performance.now() - begun);
    });
    child.once("close", (code) => failed(new Error(`npm start ended with ${String(code)}`)));
  });
  const stop = async (): Promise<void> => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGINT");
    await exited;
  };
  return { origin: `http://localhost:${port}`, readyMs, stop };
};
