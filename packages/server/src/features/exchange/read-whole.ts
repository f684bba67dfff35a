/** The bytes of a request in one piece, up to a limit. */

import { AppError } from "@fenji/kernel";

/** @throws AppError `exchange.too-large` as soon as the limit is passed. */
export const readWhole = async (
  bytes: AsyncIterable<Uint8Array>,
  limitBytes: number,
): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytes) {
    size += part.length;
    if (size > limitBytes)
      throw new AppError("exchange.too-large", { limit: `${limitBytes / 2 ** 20} MB` });
    parts.push(part);
  }
  return Buffer.concat(parts);
};
