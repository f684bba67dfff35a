/** The socket side of the server: plain HTTP, or HTTPS with a certificate of the operator's. */

import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { AppError } from "@fenji/kernel";
import type { FastifyServerFactory } from "fastify";
import type { Config } from "../config.ts";

const readPem = (name: string, path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    const detail = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new AppError("config.unreadable", { name, path, detail }, { cause: error });
  }
};

/** @throws AppError `config.unreadable` for files that are missing or do not fit. */
export const serverFor = ({ tls }: Config): { readonly serverFactory?: FastifyServerFactory } => {
  if (tls === null) return {};
  const cert = readPem("FENJI_TLS_CERT", tls.certPath);
  const key = readPem("FENJI_TLS_KEY", tls.keyPath);
  return {
    serverFactory: (handler) => {
      try {
        return createServer({ cert, key, minVersion: "TLSv1.2" }, handler);
      } catch (error) {
        const detail = error instanceof Error ? error.message : "";
        throw new AppError(
          "config.unreadable",
          { name: "FENJI_TLS_CERT", path: tls.certPath, detail },
          { cause: error },
        );
      }
    },
  };
};
