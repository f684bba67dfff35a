/** Turns what unpackers throw into words that name the place. */

import { AppError } from "@fenji/kernel";

/** An AppError stays what it is. */
export const archiveFault = (error: unknown, at: string): AppError =>
  error instanceof AppError
    ? error
    : new AppError("evidence.archive-broken", { at }, { cause: error });
