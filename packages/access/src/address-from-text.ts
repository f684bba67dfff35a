/** Internet addresses and ranges from their texts: no leading zeros, no IPv4 inside IPv6. */

import { ExtensionValue } from "./values.ts";

const prefixLength = (text: string | undefined, bits: number): number | undefined => {
  if (text === undefined) return bits;
  if (!/^(?:0|[1-9]\d{0,2})$/.test(text)) return undefined;
  return Number(text) <= bits ? Number(text) : undefined;
};

const octet = /^(?:0|[1-9]\d{0,2})$/;

const ipv4Bits = (text: string): bigint | undefined => {
  const octets = text.split(".");
  if (octets.length !== 4 || !octets.every((part) => octet.test(part) && Number(part) < 256))
    return undefined;
  return octets.reduce((bits, part) => bits * 256n + BigInt(part), 0n);
};

const groupsOf = (text: string): readonly string[] => (text === "" ? [] : text.split(":"));

const ipv6Bits = (text: string): bigint | undefined => {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = [groupsOf(halves[0] ?? ""), groupsOf(halves[1] ?? "")];
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => "0"), ...tail];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((bits, group) => bits * 65_536n + BigInt(`0x${group}`), 0n);
};

export const addressFromText = (text: string): ExtensionValue | undefined => {
  const slash = text.indexOf("/");
  const [address, length] =
    slash < 0 ? [text, undefined] : [text.slice(0, slash), text.slice(slash + 1)];
  const kind = address.includes(":") ? "ipv6" : "ipv4";
  const bits = kind === "ipv6" ? ipv6Bits(address) : ipv4Bits(address);
  const prefix = prefixLength(length, kind === "ipv6" ? 128 : 32);
  if (bits === undefined || prefix === undefined) return undefined;
  return new ExtensionValue(kind, bits, prefix);
};

const widthOf = ({ kind }: ExtensionValue): number => (kind === "ipv6" ? 128 : 32);

/** The address shifted so that only its first `length` bits are left. */
const leading = (address: ExtensionValue, length: number): bigint =>
  address.amount >> BigInt(widthOf(address) - length);

export const isInRange = (address: ExtensionValue, range: ExtensionValue): boolean =>
  address.kind === range.kind &&
  address.prefix >= range.prefix &&
  leading(address, range.prefix) === leading(range, range.prefix);

export const isLoopback = (address: ExtensionValue): boolean =>
  address.kind === "ipv4"
    ? address.prefix >= 8 && leading(address, 8) === 127n
    : address.prefix === 128 && address.amount === 1n;

export const isMulticast = (address: ExtensionValue): boolean =>
  address.kind === "ipv4"
    ? address.prefix >= 4 && leading(address, 4) === 0xen
    : address.prefix >= 8 && leading(address, 8) === 0xffn;
