/** Sends rows by PostgreSQL's COPY on the connection of a transaction: the fastest way in that there is. */

import { CompiledQuery } from "kysely";
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
