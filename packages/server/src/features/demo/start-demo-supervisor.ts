/** Runs a supervisor's node of the demonstration province beside an enterprise's node, and links the two over HTTP. */

import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@fenji/kernel";
import { installationFolder } from "../../platform/config.ts";
import type { Companion, NodeServices } from "../../platform/http/node-services.ts";
import { checkPort } from "../../platform/start/check-port.ts";
import { linkDemonstration } from "./link-demonstration.ts";

const portsTried = 20;

const freePortAfter = async ({ config }: NodeServices): Promise<number | undefined> => {
  for (let port = config.port + 1; port <= Math.min(config.port + portsTried, 65_535); port += 1) {
    try {
      await checkPort({ ...config, port });
      return port;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return undefined;
};

/** Its own folder and database; it ends with this process, whose end of the channel tells it. */
const spawnNode = ({ config }: NodeServices, port: number): ChildProcess => {
  const { DATABASE_URL: _mine, ...environment } = process.env;
  return spawn(process.execPath, [join(installationFolder, "packages/server/src/main.ts")], {
    stdio: ["ignore", "pipe", "ignore", "ipc"],
    env: {
      ...environment,
      FENJI_NODE: "supervisor",
      FENJI_NAME: "演示省主管节点 Demonstration province",
      FENJI_DEMO: "alone",
      FENJI_DATA: join(config.dataFolder, "supervisor"),
      FENJI_PORT: String(port),
    },
  });
};

/** The one line that a node writes to its standard output. */
const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`ended with ${String(code)}`)));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = /http:\/\/\S+$/.exec(line)?.[0];
      if (address !== undefined) resolve(address);
    });
  });

const patienceMs = 15_000;

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await Promise.race([ended, sleep(patienceMs, undefined, { ref: false })]);
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
};

/** Does nothing where the demonstration stands alone. Whatever goes wrong with it leaves this node as it is. */
export const startDemoSupervisor: Companion = (services, progress) => {
  if (!services.config.demoSupervisor) return async () => undefined;
  let child: ChildProcess | undefined;
  let stopping = false;
  const begin = async (): Promise<void> => {
    const port = await freePortAfter(services);
    if (port === undefined || stopping) return;
    child = spawnNode(services, port);
    const address = await addressOf(child);
    await linkDemonstration(services, address);
    progress(
      `演示省主管节点：${address}`,
      `Supervisor's node of the demonstration province: ${address}`,
    );
  };
  const begun = begin().catch((error: unknown) => {
    if (stopping) return;
    services.log.error({ err: error }, "demonstration supervisor");
    progress(
      "演示省主管节点没有启动，详见日志",
      "The demonstration's supervisor node did not start; see the log",
    );
  });
  return async () => {
    stopping = true;
    if (child !== undefined) await stop(child);
    await begun;
  };
};
