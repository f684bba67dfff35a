/** Puts what the operating system says about a file into words that name a remedy. */

import { AppError } from "@fenji/kernel";

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "unknown";

/** An AppError stays what it is. */
export const fileError = (error: unknown, path: string): AppError => {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (code === "ENOENT" || code === "ENOTDIR")
    return new AppError("evidence.file-not-found", { at: path }, { cause: error });
  if (code === "ELOOP" || code === "ENXIO")
    return new AppError("evidence.not-a-file", { at: path }, { cause: error });
  return new AppError("evidence.file-unreadable", { at: path, reason: code }, { cause: error });
};
