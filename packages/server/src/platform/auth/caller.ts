/** What is known of the machine at the other end: its network without the last part, and what its program says it is. */

import { createHash } from "node:crypto";
import { isIPv4 } from "node:net";
import type { FastifyRequest } from "fastify";

export interface Caller {
  /** IPv4 /24 or IPv6 /48: enough to notice a move, too little to follow a person. */
  readonly network: string;
  /** The whole address, for counting failures; kept only as a keyed hash. */
  readonly address: string;
  /** Browser and system in a few words. */
  readonly agent: string;
  readonly agentHash: Buffer;
}

const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "");

/** The groups before `::` are padded so that equal networks read alike. */
const networkOf = (address: string): string => {
  if (isIPv4(address)) return `${address.split(".").slice(0, 3).join(".")}.0/24`;
  const [head = "", tail] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = tail === undefined ? [] : Array<string>(8 - first.length - last.length).fill("0");
  return `${[...first, ...gap, ...last].slice(0, 3).join(":")}::/48`;
};

const browsers = [
  [/\bEdg\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\//, "Firefox"],
  [/\bMicroMessenger\//, "WeChat"],
  [/\b(HeadlessChrome|Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
] as const;

const systems = [
  [/\b(iPhone|iPad)\b/, "iOS"],
  [/\bAndroid\b/, "Android"],
  [/\b(HarmonyOS|OpenHarmony)\b/, "HarmonyOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
] as const;

const nameIn = (table: readonly (readonly [RegExp, string])[], text: string): string | undefined =>
  table.find(([pattern]) => pattern.test(text))?.[1];

const agentOf = (text: string): string => {
  const known = [nameIn(browsers, text), nameIn(systems, text)].filter(
    (name) => name !== undefined,
  );
  return known.length > 0 ? known.join(" · ") : "?";
};

export const callerOf = (request: FastifyRequest): Caller => {
  const agent = (request.headers["user-agent"] ?? "").slice(0, 1000);
  const address = withoutMapping(request.ip);
  return {
    network: networkOf(address),
    address,
    agent: agentOf(agent),
    agentHash: createHash("sha256").update(agent).digest(),
  };
};
