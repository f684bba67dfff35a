/** How much of an enterprise may be on its way at once, and how long it is kept. */

export const uploadLimits = {
  /** Files being sent, waiting or being read. */
  openFiles: 1_000,
  /** Of those together, in GiB. */
  openGb: 32,
  /** An upload of which nothing came for so long is given up. */
  silentMs: 24 * 3_600_000,
  /** The bytes of a refused or cancelled file wait so long for another try. */
  retryMs: 24 * 3_600_000,
  /** What became of a file is shown for so long. */
  rowsMs: 30 * 24 * 3_600_000,
  /** A file during whose reading the node itself broke off is tried so often by itself. */
  attempts: 3,
  /** Enterprises whose files are read at the same time; of each one at a time. */
  enterprises: 2,
} as const;

/** Changes of verdicts kept with an import. */
export const changesKept = 200;
