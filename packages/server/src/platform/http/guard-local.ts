/** Keeps other web pages out of a node without sign-in: rebinding of names, and writes from foreign origins. */

import { AppError } from "@fenji/kernel";
import type { FastifyRequest } from "fastify";

const loopbackNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

const hostName = (host: string): string => host.replace(/:\d+$/, "").toLowerCase();

const originHost = (origin: string): string =>
  URL.canParse(origin) ? new URL(origin).host : origin;

/**
 * Refuses requests whose Host is not this machine (a rebound name still says its own name there), and unsafe requests
 * that a browser marks as coming from elsewhere. Programs that send neither Origin nor Sec-Fetch-Site may write.
 * @throws AppError `request.foreign-host`, `request.foreign-origin`.
 */
export const guardLocal = (request: FastifyRequest): void => {
  const host = request.headers.host ?? "";
  if (!loopbackNames.has(hostName(host)))
    throw new AppError("request.foreign-host", { host: host.slice(0, 100) });
  if (safeMethods.has(request.method)) return;
  const origin = request.headers.origin;
  if (origin !== undefined && originHost(origin) !== host) {
    throw new AppError("request.foreign-origin", { origin: origin.slice(0, 100) });
  }
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    throw new AppError("request.foreign-origin", { origin: site });
  }
};
