/** What a start tells the person at the terminal: progress in both languages, failures with their remedy. */

import { AppError, errorMessage } from "@fenji/kernel";

/** Progress goes to the error stream, so that the one line on standard output is the address. */
export const sayProgress = (zh: string, en: string): void => {
  process.stderr.write(`${zh} · ${en}\n`);
};

export const sayFailure = (error: AppError): void => {
  const { zh, en } = errorMessage(error.code, error.params);
  process.stderr.write(`\n${zh}\n${en}\n[${error.code}]\n`);
};
