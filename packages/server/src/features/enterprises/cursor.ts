/** Where a page of a list ended, opaque to whoever carries it. */

import { AppError } from "@fenji/kernel";

export const encodeCursor = (key: string): string => Buffer.from(key, "utf8").toString("base64url");

/** @throws AppError `request.invalid` for what no list of ours gave out. */
export const decodeCursor = (cursor: string): string => {
  const key = Buffer.from(cursor, "base64url").toString("utf8");
  if (!/^[0-9A-Z]{1,40}$/.test(key))
    throw new AppError("request.invalid", { at: "query.cursor", detail: "cursor" });
  return key;
};
