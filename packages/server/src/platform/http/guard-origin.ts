/** Keeps other web pages out: rebinding of names, and writes from foreign origins. */

import { AppError } from "@fenji/kernel";
import type { FastifyRequest } from "fastify";
import type { Config } from "../config.ts";

const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];
const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

const hostName = (host: string): string => host.replace(/:\d+$/, "").toLowerCase();

const originHost = (origin: string): string =>
  URL.canParse(origin) ? new URL(origin).host : origin;

/**
 * The public name and this machine's own are ours. In server mode a page served over HTTPS under the public name is the
 * only one that may write there.
 */
const isOurs = (origin: string, host: string, { mode, publicUrl }: Config): boolean =>
  mode === "server" && hostName(host) === publicUrl.hostname
    ? origin === publicUrl.origin || (publicUrl.protocol === "http:" && originHost(origin) === host)
    : originHost(origin) === host;

/**
 * Refuses requests whose Host is not this node (a rebound name still says its own name there), and unsafe requests
 * that a browser marks as coming from elsewhere. Programs that send neither Origin nor Sec-Fetch-Site may write.
 */
export const guardOrigin = (config: Config): ((request: FastifyRequest) => void) => {
  const names = new Set([...loopbackNames, config.publicUrl.hostname]);
  /** @throws AppError `request.foreign-host`, `request.foreign-origin`. */
  return (request) => {
    const host = request.headers.host ?? "";
    if (!names.has(hostName(host)))
      throw new AppError("request.foreign-host", { host: host.slice(0, 100) });
    if (safeMethods.has(request.method)) return;
    const { origin } = request.headers;
    if (origin !== undefined && !isOurs(origin, host, config)) {
      throw new AppError("request.foreign-origin", { origin: origin.slice(0, 100) });
    }
    const site = request.headers["sec-fetch-site"];
    if (site !== undefined && site !== "same-origin" && site !== "none") {
      throw new AppError("request.foreign-origin", { origin: site });
    }
  };
};
