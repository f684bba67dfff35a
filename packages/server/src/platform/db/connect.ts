/** Opens pools on PostgreSQL and decides how its values look in JavaScript. */

import { AppError } from "@fenji/kernel";
import { Kysely, PostgresDialect } from "kysely";
import { Pool, types, type PoolConfig } from "pg";
import { CopyCursor } from "./copy-cursor.ts";
import type { Database } from "./schema.ts";

export type Db = Kysely<Database>;

const oid = { int8: 20, date: 1082, timestamptz: 1184 } as const;

const parseCount = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`integer beyond 2^53: ${text}`);
  return value;
};

/** Counts as numbers, dates as written, instants as ISO 8601 in UTC. */
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<
  number,
  (text: string) => unknown
>([
  [oid.int8, parseCount],
  [oid.date, (text) => text],
  [oid.timestamptz, (text) => new Date(text).toISOString()],
]);

export const openPool = (config: PoolConfig): Pool => {
  const pool = new Pool({
    application_name: "fenji",
    connectionTimeoutMillis: 10_000,
    ...config,
    types: {
      getTypeParser: (id: number, format?: "text" | "binary") =>
        parsers.get(id) ??
        (format === "binary" ? types.getTypeParser(id, "binary") : types.getTypeParser(id, "text")),
    },
  });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on("error", () => undefined);
  return pool;
};

export const openDb = (pool: Pool): Db =>
  new Kysely<Database>({ dialect: new PostgresDialect({ pool, cursor: CopyCursor }) });

/** What the database said, without the statement or its values. */
export const sqlStateOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

export const unreachable = (error: unknown): AppError =>
  new AppError(
    "database.unreachable",
    { detail: error instanceof Error ? error.message : String(error) },
    { cause: error },
  );
