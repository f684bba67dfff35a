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

/** How COPY's text format writes null. */
export const absent = String.raw`\N`;

const special = /[\\\t\n\r]/;

const fieldText = (field: CopyField): string => {
  if (field === null) return absent;
  if (typeof field === "number") return String(field);
  return special.test(field)
    ? field.replaceAll(/[\\\t\n\r]/g, (found) => escapes[found] ?? found)
    : field;
};

/** Fields as COPY's text format writes them, without the row's end. Values hold no NUL: PostgreSQL refuses it. */
export const copyFields = (fields: readonly CopyField[]): string =>
  fields.map(fieldText).join("\t");

export const copyLine = (fields: readonly CopyField[]): string => `${copyFields(fields)}\n`;

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
