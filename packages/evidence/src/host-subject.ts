/** Names a host by the strongest identifier that a report gives, so that two hosts are never taken for one. */

import type { Subject } from "./observation.ts";
import { toolWords } from "./tool-words.ts";

/** Everything a report says that could identify the host, as found. */
export interface HostNames {
  readonly machineIds: readonly string[];
  readonly macs: readonly string[];
  readonly names: readonly string[];
  readonly addresses: readonly string[];
}

export interface HostSubject {
  readonly subject: Subject;
  /** Null when the identity is sure, else what makes it unsure. */
  readonly unclear: string | null;
}

/**
 * `id` is `machine:`, `mac:`, `fqdn:`, `ipv4:`, `ipv6:` or `hostname:` with its value, in that order of strength; loopback addresses and
 * `localhost` identify nothing. `identifiers` holds the first of each kind under these names, and further ones of a
 * kind under `otherMacs` and so on, separated by one space.
 */
export const hostSubject = (found: HostNames): HostSubject => {
  const names = unique(found.names.map((name) => name.toLowerCase().replace(/\.$/, ""))).filter(
    (name) => !isAddress(name) && !/^localhost(\.|$)/.test(name),
  );
  const addresses = unique(found.addresses.map(normalAddress)).filter(isOwnAddress);
  const kinds: readonly (readonly [string, string, readonly string[]])[] = [
    ["machine", "otherMachineIds", unique(found.machineIds.map((id) => id.toLowerCase()))],
    ["mac", "otherMacs", macsByStrength(found.macs)],
    ["fqdn", "otherFqdns", names.filter((name) => name.includes("."))],
    ["ipv4", "otherIpv4s", addresses.filter((address) => !address.includes(":"))],
    ["ipv6", "otherIpv6s", addresses.filter((address) => address.includes(":"))],
    ["hostname", "otherHostnames", names.filter((name) => !name.includes("."))],
  ];
  const identifiers: Record<string, string> = {};
  let id: string | null = null;
  for (const [kind, others, values] of kinds) {
    const [first, ...rest] = values;
    if (first === undefined) continue;
    id ??= `${kind}:${first}`;
    identifiers[kind] = first;
    if (rest.length > 0) identifiers[others] = rest.slice(0, 50).join(" ");
  }
  return {
    subject: { kind: "host", id: id ?? "host:unnamed", identifiers },
    unclear: unclear(id),
  };
};

const unclear = (id: string | null): string | null => {
  if (id === null) return "nothing in the report identifies the host";
  return id.startsWith("hostname:") ? `only a bare host name identifies the host: ${id}` : null;
};

const unique = (values: readonly string[]): string[] => [
  ...new Set(values.map((value) => toolWords(value, 255)).filter((value) => value !== "")),
];

/** Addresses given by a manufacturer before locally administered ones (bridges, containers); sorted, since interfaces reorder. */
const macsByStrength = (macs: readonly string[]): string[] => {
  const plain = macs.map((mac) => mac.toLowerCase().replaceAll("-", ":").trim());
  const real = unique(plain).filter(
    (mac) => /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(mac) && !/^(00:|ff:){5}/.test(mac),
  );
  const isLocal = (mac: string): number => (Number.parseInt(mac.slice(0, 2), 16) & 2) >> 1;
  return real.toSorted((a, b) => isLocal(a) - isLocal(b) || (a < b ? -1 : 1));
};

const isAddress = (text: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(text) || /^[0-9a-f:]*:[0-9a-f:.]*$/i.test(text);

/** Lower case without a zone or prefix length, long zeros of IPv6 as `::` where a report writes all eight groups. */
const normalAddress = (text: string): string => {
  const plain = text
    .toLowerCase()
    .trim()
    .replace(/[%/].*$/, "");
  if (!plain.includes(":") || plain.includes("::") || plain.includes(".")) return plain;
  const groups = plain.split(":").map((group) => group.replace(/^0+(?=.)/, ""));
  const zeros = /(?:^|:)0(?::0)+(?=:|$)/g;
  const joined = groups.join(":");
  const longest = [...joined.matchAll(zeros)]
    .map((match) => match[0])
    .toSorted((a, b) => b.length - a.length)[0];
  return longest === undefined
    ? joined
    : joined
        .replace(longest, ":")
        .replace(/^:(?!:)/, "::")
        .replace(/(?<!:):$/, "::");
};

/** Neither loopback nor unspecified nor link-local: those are the same on every host or change. */
const isOwnAddress = (address: string): boolean =>
  isAddress(address) && !/^(127\.|0\.0\.0\.0$|169\.254\.|::1$|::$|fe[89ab])/.test(address);
