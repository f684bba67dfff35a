/** Refuses what came in a form that the next program might read differently, or over a wire that hides nothing. */

import { BlockList, isIPv4 } from "node:net";
import { AppError } from "@fenji/kernel";
import type { FastifyRequest } from "fastify";
import type { Config } from "../config.ts";

const family = (address: string): "ipv4" | "ipv6" => (isIPv4(address) ? "ipv4" : "ipv6");

/** This machine, and the proxies that the operator has named. */
const trustedWires = (proxies: readonly string[]): BlockList => {
  const trusted = new BlockList();
  trusted.addSubnet("127.0.0.0", 8, "ipv4");
  trusted.addAddress("::1", "ipv6");
  for (const proxy of proxies) {
    const [address = "", bits] = proxy.split("/");
    if (bits === undefined) trusted.addAddress(address, family(address));
    else trusted.addSubnet(address, Number(bits), family(address));
  }
  return trusted;
};

/** Of two hosts one program may take the first and another the second; an address with a host in it has a third. */
const isAmbiguous = ({ raw }: FastifyRequest): boolean => {
  const hosts = raw.rawHeaders.filter(
    (name, at) => at % 2 === 0 && name.toLowerCase() === "host",
  ).length;
  return hosts > 1 || raw.url?.startsWith("/") !== true;
};

/**
 * Where the public address is HTTPS and the certificate is a proxy's, only that proxy may speak plain HTTP to the node.
 * @throws AppError `request.invalid`, `request.needs-https`.
 */
export const guardWire = (config: Config): ((request: FastifyRequest) => void) => {
  const { publicUrl, tls, proxies } = config;
  const trusted = trustedWires(proxies);
  const needsProxy = publicUrl.protocol === "https:" && tls === null;
  return (request) => {
    if (isAmbiguous(request)) throw new AppError("request.invalid", { at: "host", detail: "Host" });
    const address = request.raw.socket.remoteAddress ?? "";
    if (needsProxy && !trusted.check(address, family(address)))
      throw new AppError("request.needs-https", { url: publicUrl.origin });
  };
};
