/** Counts what is unpacked of one file, however deep archives lie in each other, and stops what is too much. */

import { AppError } from "@fenji/kernel";
import type { IntakeLimits } from "../intake-limits.ts";

export interface UnpackBudget {
  readonly limitBytes: number;
  unpacked: number;
  members: number;
}

/** Small archives may pack as well as they like. */
const smallArchiveBytes = 64 * 1024 ** 2;

/** `size`: bytes of the file as it came. */
export const unpackBudget = (size: number, limits: IntakeLimits): UnpackBudget => ({
  limitBytes: Math.min(
    limits.maxUnpackedBytes,
    Math.max(smallArchiveBytes, size * limits.maxPackRatio),
  ),
  unpacked: 0,
  members: 0,
});

/** @throws AppError `evidence.archive-bomb` */
export async function* metered(
  bytes: AsyncIterable<Uint8Array>,
  budget: UnpackBudget,
  at: string,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    budget.unpacked += chunk.length;
    if (budget.unpacked > budget.limitBytes)
      throw new AppError("evidence.archive-bomb", { at, limit: budget.limitBytes });
    yield chunk;
  }
}

/** @throws AppError `evidence.too-many-members` */
export const countMember = (budget: UnpackBudget, at: string, limits: IntakeLimits): void => {
  budget.members += 1;
  if (budget.members > limits.maxParts)
    throw new AppError("evidence.too-many-members", { at, limit: limits.maxParts });
};
