/** What is published, and the hash by which anybody can tell that it is that. */

import { createHash } from "node:crypto";
import { publicationBody } from "@fenji/contract";
import { canonicalJson } from "@fenji/kernel";
import type { z } from "zod";

export type PublicationBody = z.infer<typeof publicationBody>;

export type RowsBy = PublicationBody["rowsBy"];

/** SHA-256 of the canonical JSON. */
export const hashBody = (body: PublicationBody): Buffer =>
  createHash("sha256").update(canonicalJson(body)).digest();

/** Names of a row and of a column, by which tables of different times are laid beside each other. */
export const columnKey = (column: PublicationBody["columns"][number]): string =>
  column.grade === null ? "" : String(column.grade);
