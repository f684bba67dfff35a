/** Sees early whether the address can be had, before a database is started for nothing. */

import { createServer } from "node:net";
import { AppError } from "@fenji/kernel";
import type { Config } from "../config.ts";

const suggestOther = (port: number): number => (port < 65_535 ? port + 1 : 8420);

/** The failure of listening, in our words. */
export const listenFailure = (config: Config, error: unknown): AppError => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const { host, port } = config;
  return code === "EADDRINUSE"
    ? new AppError("port.busy", { host, port, other: suggestOther(port) })
    : new AppError("port.refused", { host, port, detail: code });
};

/** @throws AppError `port.busy`, `port.refused`. */
export const checkPort = (config: Config): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => reject(listenFailure(config, error)));
    server.listen({ port: config.port, host: config.host, exclusive: true }, () =>
      server.close(() => resolve()),
    );
  });
