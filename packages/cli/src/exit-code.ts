/** What the exit code of `fenji` says; documented in `fenji --help`. */

export const exitCodes = {
  ok: 0,
  /** Something inside Fenji failed. */
  internal: 1,
  /** Of `pack diff` alone, as of every diff: what was compared is different. */
  different: 1,
  /** Input or usage is wrong; with several files, at least one of them. */
  badInput: 2,
  /** The answer depends on facts that are unknown. */
  undetermined: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
