/** Lets a transaction's own connection take rows by COPY, in the one place where kysely passes a query of another kind on. */

import { once } from "node:events";
import type { PostgresCursor } from "kysely";
import { from as copyFrom } from "pg-copy-streams";

/**
 * What kysely calls a cursor is whatever the driver takes as a query of its own: here COPY, which is sent its one
 * parameter, lines of `copyLine`, when it is first read.
 */
export class CopyCursor implements PostgresCursor<never> {
  constructor(statement: string, [text]: unknown[]) {
    const copying = copyFrom(statement);
    const finished = once(copying, "finish");
    // Whoever reads is told; until then it must not count as unhandled.
    finished.catch(() => undefined);
    const read = async (): Promise<never[]> => {
      copying.end(typeof text === "string" ? text : "");
      await finished;
      return [];
    };
    // Ended by reading: there is nothing left to close.
    return Object.assign(copying, { read, close: async () => undefined });
  }
  declare read: () => Promise<never[]>;
  declare close: () => Promise<void>;
}
