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

/** With forward secrecy and authenticated encryption, strongest first; for TLS 1.3 and then for 1.2. */
const ciphers = [
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
  "TLS_AES_128_GCM_SHA256",
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-RSA-AES256-GCM-SHA384",
  "ECDHE-ECDSA-CHACHA20-POLY1305",
  "ECDHE-RSA-CHACHA20-POLY1305",
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES128-GCM-SHA256",
].join(":");

const secure = { minVersion: "TLSv1.2", ciphers, honorCipherOrder: true } as const;

/** Node's own for plain HTTP; here it would follow the time for whole requests, which has no end. */
const headersTimeout = 60_000;

interface Timeouts {
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
}

/**
 * The framework does not tell the timeouts to a server that it is given.
 * @throws AppError `config.unreadable` for files that are missing or do not fit.
 */
export const serverFor = (
  { tls }: Config,
  timeouts: Timeouts,
): { readonly serverFactory?: FastifyServerFactory } => {
  if (tls === null) return {};
  const cert = readPem("FENJI_TLS_CERT", tls.certPath);
  const key = readPem("FENJI_TLS_KEY", tls.keyPath);
  return {
    serverFactory: (handler) => {
      try {
        return createServer({ cert, key, ...secure, ...timeouts, headersTimeout }, handler);
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
