/** Decides where the node may send: to addresses of the outside world, and to networks that the operator allows. */

import { lookup } from "node:dns/promises";
import { BlockList, isIP, isIPv6 } from "node:net";
import { setTimeout } from "node:timers/promises";
import { AppError } from "@fenji/kernel";

/** RFC 6890 and its successors: this host, private, shared, link-local, documentation, multicast, reserved. */
const reserved4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** Of IPv6 only what is given out to the world is not reserved; of that, ways back into IPv4 and documentation are. */
const world6 = "2000::/3";
const reserved6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const listOf = (networks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
};

const reserved = listOf([...reserved4, ...reserved6]);
const world = listOf([world6]);

const isOutside = (address: string): boolean => {
  if (isIPv6(address)) return world.check(address, "ipv6") && !reserved.check(address, "ipv6");
  return !reserved.check(address, "ipv4");
};

export interface WebhookAddress {
  readonly url: URL;
  /** Those that were checked, at least one; a connection goes to them alone, to the next where one does not answer. */
  readonly addresses: readonly CheckedAddress[];
}

export interface CheckedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Every address of a name; none where nobody knows it or the answer does not come. */
export type ResolveName = (name: string) => Promise<readonly string[]>;

export interface AllowedNetworks {
  readonly allows: (address: string) => boolean;
  readonly resolve: ResolveName;
}

/** A resolver that says nothing must not hold up the deliveries of others. */
const resolverPatienceMs = 5_000;

const askResolver: ResolveName = async (name) => {
  const found = await Promise.race([
    lookup(name, { all: true }).catch(() => []),
    setTimeout(resolverPatienceMs, [], { ref: false }),
  ]);
  return found.map(({ address }) => address);
};

export const allowedNetworks = (
  networks: readonly string[],
  resolve: ResolveName = askResolver,
): AllowedNetworks => {
  const list = listOf(networks);
  return {
    allows: (address) => list.check(address, isIPv6(address) ? "ipv6" : "ipv4"),
    resolve,
  };
};

const refuse = (detail: string): AppError => new AppError("webhook.url", { detail });

/** @throws AppError `webhook.url` */
const readUrl = (text: string): URL => {
  if (!URL.canParse(text)) throw refuse("URL");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw refuse(url.protocol);
  if (url.username !== "" || url.password !== "") throw refuse("user:password@");
  if (url.hash !== "") throw refuse("#");
  return url;
};

const addressesOf = async (host: string, resolve: ResolveName): Promise<readonly string[]> => {
  const bare = host.replace(/^\[|\]$/g, "");
  return isIP(bare) === 0 ? resolve(bare) : [bare];
};

/**
 * Plain HTTP goes to allowed networks only. Every address of a name must be one to which the node may send, so that a name
 * with an inner and an outer address leads nowhere.
 * @throws AppError `webhook.url`, `webhook.private`
 */
export const checkAddress = async (
  text: string,
  allowed: AllowedNetworks,
): Promise<WebhookAddress> => {
  const url = readUrl(text);
  const addresses = await addressesOf(url.hostname, allowed.resolve);
  if (addresses.length === 0) throw refuse(url.hostname);
  const inside = addresses.every((address) => allowed.allows(address));
  if (!inside && url.protocol !== "https:") throw refuse("http:");
  if (!addresses.every((address) => allowed.allows(address) || isOutside(address)))
    throw new AppError("webhook.private", { host: url.hostname });
  return {
    url,
    addresses: addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 })),
  };
};
