/** Where a page of a list in the order of ids ended, opaque to whoever carries it. */

import { AppError } from "@fenji/kernel";

export const encodeIdCursor = (id: string): string =>
  Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");

/** @throws AppError `request.invalid` for what no list of ours gave out. */
export const decodeIdCursor = (cursor: string): string => {
  const hex = Buffer.from(cursor, "base64url").toString("hex");
  if (hex.length !== 32)
    throw new AppError("request.invalid", { at: "query.cursor", detail: "cursor" });
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
