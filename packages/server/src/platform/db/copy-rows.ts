/** Sends rows by PostgreSQL's COPY on the connection of a transaction: the fastest way in that there is. */

import { once } from "node:events";
import { CompiledQuery, type PostgresCursor } from "kysely";
import { from as copyFrom } from "pg-copy-streams";
import type { Db } from "./connect.ts";

export type CopyField = string | number | null;

const escapes: Readonly<Record<string, string>> = {
  "\\": String.raw`\\`,
  "\t": String.raw`\t`,
  "\n": String.raw`\n`,
  "\r": String.raw`\r`,
};

const special = /[\\\t\n\r]/;

const fieldText = (field: CopyField): string => {
  if (field === null) return String.raw`\N`;
  if (typeof field === "number") return String(field);
  return special.test(field)
    ? field.replaceAll(/[\\\t\n\r]/g, (found) => escapes[found] ?? found)
    : field;
};

/** One row as COPY's text format writes it. Values hold no NUL: PostgreSQL refuses it. */
export const copyLine = (fields: readonly CopyField[]): string =>
  `${fields.map(fieldText).join("\t")}\n`;

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

/** @param statement `copy TABLE (COLUMNS) from stdin` */
export const copyRows = async (
  db: Db,
  statement: string,
  lines: readonly string[],
): Promise<void> => {
  if (lines.length === 0) return;
  const query = CompiledQuery.raw(statement, [lines.join("")]);
  for await (const _ of db.getExecutor().stream(query, 1)) break;
};
