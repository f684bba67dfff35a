/** The node's log: JSON lines in the data folder, with request ids and without anything taken from evidence. */

import { renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { pino, type Logger } from "pino";
import type { Config } from "./config.ts";

export type Log = Logger;

const rotateAboveBytes = 32 * 1024 * 1024;

export interface OpenLog {
  readonly log: Log;
  readonly path: string;
  readonly close: () => Promise<void>;
}

/** Keeps one earlier file, so that the log never fills the disk by itself. */
const rotate = (path: string): void => {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > rotateAboveBytes) renameSync(path, `${path}.1`);
};

/** Opens `logs/fenji.log` in the data folder; bodies and headers are never logged. */
export const openLog = (config: Config): OpenLog => {
  const path = join(config.dataFolder, "logs", "fenji.log");
  rotate(path);
  const destination = pino.destination({ dest: path, sync: false, mkdir: true, mode: 0o600 });
  const log = pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ["req.headers", "headers", "password", "*.password"],
    },
    destination,
  );
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      destination.flush(() => {
        destination.once("close", () => resolve());
        destination.end();
      });
    });
  return { log, path, close };
};
