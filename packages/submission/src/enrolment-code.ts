/** The one-time code of an enrolment: a secret, and the node and key of the supervisor that gave it, in one typed line. */

import { AppError } from "@fenji/kernel";

export interface EnrolmentCode {
  /** 32 hexadecimal digits. */
  readonly secret: string;
  /** Node of the supervisor. */
  readonly nodeId: string;
  /** First key of the supervisor, to pin before anything is sent. */
  readonly keyId: string;
}

/** Crockford's base 32: without I, L, O and U, which are taken for others. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 48 bytes and 2 to tell a slip of the pen: 400 bits, 80 characters. */
const characters = 80;

const toBase32 = (hex: string): string =>
  (hex.match(/.{5}/g) ?? [])
    .map((group) => {
      const bits = Number.parseInt(group, 16);
      return [15, 10, 5, 0].map((shift) => alphabet[(bits >> shift) & 31]).join("");
    })
    .join("");

const fromBase32 = (text: string): string =>
  (text.match(/.{4}/g) ?? [])
    .map((group) => {
      const bits = [...group].reduce((sum, one) => sum * 32 + alphabet.indexOf(one), 0);
      return bits.toString(16).padStart(5, "0");
    })
    .join("");

const toUuid = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    "-",
  );

/** `hash` gives SHA-256 of a text in hexadecimal. */
export const writeEnrolmentCode = (
  { secret, nodeId, keyId }: EnrolmentCode,
  hash: (text: string) => string,
): string => {
  const payload = secret + nodeId.replaceAll("-", "") + keyId;
  const text = toBase32(payload + hash(payload).slice(0, 4));
  return (text.match(/.{5}/g) ?? []).join("-");
};

/** Forgives case, spaces, dashes and the letters that look like digits. @throws AppError `exchange.code-damaged`. */
export const readEnrolmentCode = (
  written: string,
  hash: (text: string) => string,
): EnrolmentCode => {
  const text = written
    .toUpperCase()
    .replace(/[\s-]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  const known = text.length === characters && [...text].every((one) => alphabet.includes(one));
  const hex = known ? fromBase32(text) : "";
  const payload = hex.slice(0, 96);
  if (!known || hash(payload).slice(0, 4) !== hex.slice(96))
    throw new AppError("exchange.code-damaged", {});
  return {
    secret: payload.slice(0, 32),
    nodeId: toUuid(payload.slice(32, 64)),
    keyId: payload.slice(64),
  };
};
