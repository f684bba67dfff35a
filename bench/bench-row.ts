/** One line of bench/results.json. */

export interface BenchRow {
  readonly name: string;
  /** Our figure, in `unit`. */
  readonly ours: number;
  /** The peer's figure on the same input, in `unit`; null where there is only a limit to keep. */
  readonly peer: number | null;
  /** Name and version of the peer, or what the limit is. */
  readonly peerVersion: string;
  readonly unit: string;
  /** How many times better than the peer or the limit: over 1 is better. */
  readonly ratio: number;
}

export type Bench = () => Promise<readonly BenchRow[]>;
