/** What `fenji evidence read` tells of one file: the shape of a line of its NDJSON. */

import type { ObservationResult, Tool } from "@fenji/evidence";
import type { ErrorCode } from "@fenji/kernel";

/** A format that is known stays, even if reading failed later. */
export interface FileReading {
  readonly path: string;
  readonly format: string | null;
  /** The first tool that the file names. */
  readonly tool: Tool | null;
  readonly observations: {
    readonly total: number;
    readonly byResult: Readonly<Record<ObservationResult, number>>;
  };
  readonly warnings: readonly { readonly code: string; readonly at: string }[];
  readonly error: ReadingError | null;
}

export interface ReadingError {
  readonly code: ErrorCode;
  readonly at: string;
  readonly zh: string;
  readonly en: string;
}
