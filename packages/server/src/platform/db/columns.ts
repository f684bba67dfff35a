/** Kinds of column that many tables have. */

import type { Json } from "@fenji/kernel";
import type { ColumnType } from "kysely";

/** ISO 8601 in UTC with milliseconds, in and out. */
export type Instant = string;

export type JsonColumn = ColumnType<Json, string, string>;

/** Not known at first, so that it may be left out of an insert. */
export type LaterInstant = ColumnType<Instant | null, Instant | null | undefined, Instant | null>;

export type OptionalJson = ColumnType<Json | null, string | null | undefined, string | null>;
