/** Puts what the operating system says about a file into words that name a remedy. */

import { AppError } from "@fenji/kernel";

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;

/** An AppError stays what it is; what the operating system did not say is a fault of ours, and says so. */
export const fileError = (error: unknown, path: string): AppError => {
  if (error instanceof AppError) return error;
  const options = { cause: error };
  const code = codeOf(error);
  if (code === undefined) {
    const reason = error instanceof Error ? error.name : typeof error;
    return new AppError("evidence.reader-failed", { at: path, reason }, options);
  }
  if (code === "ENOENT" || code === "ENOTDIR")
    return new AppError("evidence.file-not-found", { at: path }, options);
  if (code === "ELOOP" || code === "ENXIO")
    return new AppError("evidence.not-a-file", { at: path }, options);
  if (code === "EEXIST") return new AppError("evidence.file-exists", { at: path }, options);
  return new AppError("evidence.file-unreadable", { at: path, reason: code }, options);
};
