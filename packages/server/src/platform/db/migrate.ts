/** Applies the forward-only SQL migrations, each once, in order, checked against what was applied before. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@fenji/kernel";
import type { Pool, PoolClient } from "pg";

export interface Migration {
  readonly file: string;
  readonly sql: string;
  readonly checksum: string;
}

export interface MigrationReport {
  readonly applied: readonly string[];
}

const namePattern = /^\d{4}_[a-z0-9_]+\.sql$/;

/** Reads `NNNN_name.sql` files; line ends are made equal so that a Windows checkout has the same checksums. */
export const readMigrations = (folder: string): readonly Migration[] =>
  readdirSync(folder)
    .filter((file) => namePattern.test(file))
    .toSorted()
    .map((file) => {
      const sql = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n");
      return { file, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });

/** One migrator at a time, also when several nodes share one database. */
const migrationLock = 7_246_000;

const prepare = async (client: PoolClient): Promise<void> => {
  await client.query(`create table if not exists migrations (
    file text primary key, checksum text not null, applied_at timestamptz not null default now())`);
  await client.query("grant usage on schema public to fenji_app");
  await client.query("grant select on migrations to fenji_app");
};

const exists = async (client: PoolClient): Promise<boolean> => {
  const found = await client.query<{ there: boolean }>(
    "select to_regclass('public.migrations') is not null as there",
  );
  return found.rows[0]?.there === true;
};

const readApplied = async (client: PoolClient): Promise<ReadonlyMap<string, string>> => {
  const rows = await client.query<{ file: string; checksum: string }>(
    "select file, checksum from migrations",
  );
  return new Map(rows.rows.map((row) => [row.file, row.checksum]));
};

const applyOne = async (client: PoolClient, migration: Migration): Promise<void> => {
  try {
    await client.query("begin");
    // The owner is held by row-level security too, so it says that it means every row.
    await client.query(
      "select set_config('fenji.scope', 'all', true), set_config('search_path', 'public, pg_temp', true)",
    );
    await client.query(migration.sql);
    await client.query("insert into migrations (file, checksum) values ($1, $2)", [
      migration.file,
      migration.checksum,
    ]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    const detail = error instanceof Error ? error.message : String(error);
    throw new AppError("migration.failed", { file: migration.file, detail }, { cause: error });
  }
};

const checkHistory = (
  migrations: readonly Migration[],
  applied: ReadonlyMap<string, string>,
  place: string,
): void => {
  const known = new Map(migrations.map(({ file, checksum }) => [file, checksum]));
  for (const [file, checksum] of applied) {
    const mine = known.get(file);
    if (mine === undefined) {
      throw new AppError("data-folder.newer", {
        path: place,
        found: file,
        known: migrations.at(-1)?.file ?? "-",
      });
    }
    if (mine !== checksum) throw new AppError("migration.changed", { file });
  }
};

/**
 * Brings the database up to date; `place` names it in messages.
 * @throws AppError `migration.changed`, `migration.failed`, `data-folder.newer` for a migration we do not know.
 */
export const migrate = async (
  pool: Pool,
  migrations: readonly Migration[],
  place: string,
): Promise<MigrationReport> => {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    if (!(await exists(client))) await prepare(client);
    const applied = await readApplied(client);
    checkHistory(migrations, applied, place);
    const pending = migrations.filter(({ file }) => !applied.has(file));
    for (const migration of pending) await applyOne(client, migration);
    return { applied: pending.map(({ file }) => file) };
  } finally {
    // Ends the session, and with it the advisory lock.
    client.release(true);
  }
};
