/** The two cookies of the page: the session, and a sign-in that is under way. No script can read either. */

import type { FastifyReply, FastifyRequest } from "fastify";
import type { Config } from "../config.ts";

export interface CookieNames {
  readonly session: string;
  readonly flow: string;
}

/** Browsers keep one jar for all ports of a host, so that the port is part of the name where it is not the usual one. */
export const cookieNames = ({ publicUrl }: Config): CookieNames => {
  const suffix = publicUrl.port === "" ? "" : `-${publicUrl.port}`;
  const prefix = publicUrl.protocol === "https:" ? "__Host-" : "";
  return {
    session: `${prefix}fenji${suffix}`,
    flow: `${prefix}fenji-flow${suffix}`,
  };
};

/** A name that occurs twice was planted by somebody: neither is believed. */
export const readCookie = (request: FastifyRequest, name: string): string | null => {
  const found = (request.headers.cookie ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`));
  const value = found.length === 1 ? found[0]?.slice(name.length + 1) : undefined;
  return value !== undefined && /^[\w-]{20,200}$/.test(value) ? value : null;
};

/** Cookies end with the browser; how long a session lasts is decided by the node. */
const write = (reply: FastifyReply, name: string, rest: string): void => {
  const secure = name.startsWith("__Host-") ? "; Secure" : "";
  reply.header("set-cookie", `${name}=${rest}; Path=/; HttpOnly; SameSite=Strict${secure}`);
};

export const setCookie = (reply: FastifyReply, name: string, value: string): void =>
  write(reply, name, value);

export const clearCookie = (reply: FastifyReply, name: string): void =>
  write(reply, name, "; Max-Age=0");
