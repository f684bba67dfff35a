/** Port sets as Nmap writes them, and what a port tells of the host. */

import type { CheckRef } from "./observation.ts";

/**
 * Ports of services that an assessor asks for by name (clear-text administration, file sharing, remote desktops, industrial
 * protocols), so that their absence is told as well as their presence.
 */
export const notablePorts: readonly string[] = [
  ...[
    21, 22, 23, 25, 80, 102, 135, 139, 161, 443, 445, 502, 512, 513, 514, 1433, 1521, 1883, 2049,
    2404,
  ].map(tcp),
  ...[3306, 3389, 4840, 5432, 5900, 5938, 6379, 9600, 20000, 27017, 34964, 44818].map(tcp),
  ...[53, 69, 123, 161, 1900, 2222, 34964, 44818, 47808].map((port) => `udp/${port}`),
];

function tcp(port: number): string {
  return `tcp/${port}`;
}

/** True when `port` lies in a list such as `1-21,24,443-445`. */
export const portListHas = (list: string, port: number): boolean =>
  list.split(",").some((part) => {
    const [from, to] = part.split("-").map(Number);
    return from !== undefined && port >= from && port <= (to ?? from);
  });

/** A name for the set of ports that a scan looked at: the same set gives the same name. */
export const scanScope = (scanned: ReadonlyMap<string, string>): string => {
  const parts = [...scanned]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([protocol, ports]) => {
      return `${protocol}/${ports.length <= 120 ? ports : `${ports.split(",").length} ranges #${checksum(ports)}`}`;
    });
  return `nmap:${parts.join(" ")}`;
};

/** FNV-1a over UTF-16 units, twice with different offsets: 64 bits are plenty to keep port lists apart. */
const checksum = (text: string): string =>
  [0x811c9dc5, 0x2f0b4c47]
    .map((offset) => {
      let hash = offset;
      for (let index = 0; index < text.length; index += 1)
        hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
      return (hash >>> 0).toString(16).padStart(8, "0");
    })
    .join("");

/** What Nmap knows of the service behind a port. */
export interface NmapService {
  readonly name: string;
  readonly words: string;
  readonly tunnel: string;
  /** True when Nmap only looked the port number up in a table. */
  readonly guessed: boolean;
}

/**
 * `port-open:` only for ports that surely are; a service inside TLS is not the clear-text one of the same name; a
 * service guessed from the number is told as such.
 */
export const portRefs = (port: string, state: string, service: NmapService | null): CheckRef[] => {
  if (state !== "open") return state.startsWith("open") ? [] : [`port-not-open:${port}`];
  if (service === null || service.name === "") return [`port-open:${port}`];
  const inTls = service.tunnel === "ssl";
  const name = !inTls ? service.name : service.name === "http" ? "https" : `ssl/${service.name}`;
  return [`port-open:${port}`, `${service.guessed ? "service-guess" : "service"}:${name}`];
};
