/** What OSCAL needs and an engine must not make itself: identifiers from names, the time, and bytes. */

import { createHash } from "node:crypto";
import type { OscalTools } from "@fenji/regime";

/** Of names of Fenji's packs (RFC 9562, 5.5: a name space is a UUID of one's own). */
const nameSpace = Buffer.from("9d0e1b0c5c0f4a5e8d7e6f1f2b3c4d5e", "hex");

/** A version 5 UUID, the same for the same name. */
export const uuidOf = (name: string): string => {
  const hash = createHash("sha1").update(nameSpace).update(name).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex");
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => hex.slice(from, to))
    .join("-");
};

export const oscalTools = (nowMs: number): OscalTools => ({
  uuidOf,
  now: new Date(nowMs).toISOString(),
  toBase64: (text) => Buffer.from(text, "utf8").toString("base64"),
  fromBase64: (base64) => Buffer.from(base64, "base64").toString("utf8"),
});
