/** Brings the node's database up (embedded or given), migrated, and connects the application's powerless role. */

import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  startEmbedded,
  type Address,
  type EmbeddedDatabase,
  type Probe,
  type Secrets,
} from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import pg, { type Pool } from "pg";
import { installationFolder, type Config } from "../config.ts";
import { openDb, openPool, sqlStateOf, unreachable, type Db } from "./connect.ts";
import { migrate, readMigrations } from "./migrate.ts";
import {
  appRole,
  databaseName,
  ownerRole,
  prepareEmbeddedRoles,
  prepareForeignRole,
} from "./prepare-roles.ts";

export interface OpenDatabase {
  readonly db: Db;
  readonly pool: Pool;
  readonly migrated: readonly string[];
  readonly embedded: boolean;
  /** Closes the connections, then stops the embedded server. */
  readonly close: () => Promise<void>;
}

export const migrationsFolder = join(installationFolder, "packages", "server", "migrations");

const oldestVersion = 150_000;
const appConnections = 12;
const closeWaitMs = 3_000;

/** SQLSTATE class 57P03: the server is up but not yet (or no longer) taking connections. */
const startingStates = new Set(["57P03", "ENOENT", "ECONNREFUSED", "ECONNRESET", "EAGAIN"]);

const probe: Probe = async (address, secrets) => {
  const client = new pg.Client({
    ...address,
    user: "postgres",
    password: secrets.superuser,
    database: "postgres",
    connectionTimeoutMillis: 5_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return "ready";
  } catch (error) {
    return startingStates.has(sqlStateOf(error)) || !sqlStateOf(error) ? "starting" : "refused";
  } finally {
    await client.end().catch(() => undefined);
  }
};

const ownerPool = (address: Address, secrets: Secrets): Pool =>
  openPool({
    ...address,
    user: ownerRole,
    password: secrets.owner,
    database: databaseName,
    max: 1,
  });

/** Roles are made on the first start and after one that was interrupted; later starts see that they exist. */
const ensureRoles = async (address: Address, secrets: Secrets): Promise<void> => {
  for (const user of [
    { user: ownerRole, password: secrets.owner },
    { user: appRole, password: secrets.app },
  ]) {
    const client = new pg.Client({
      ...address,
      ...user,
      database: databaseName,
      connectionTimeoutMillis: 10_000,
    });
    try {
      await client.connect();
    } catch {
      return prepareEmbeddedRoles(address, secrets);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
};

/** A node that died may have left sessions that still hold locks; they belong to nobody now. */
const endGhosts = async (address: Address, secrets: Secrets): Promise<void> => {
  const pool = openPool({
    ...address,
    user: "postgres",
    password: secrets.superuser,
    database: "postgres",
    max: 1,
  });
  try {
    await pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = any ($1)",
      [[ownerRole, appRole]],
    );
  } finally {
    await pool.end();
  }
};

const migrateEmbedded = async (
  config: Config,
  server: EmbeddedDatabase,
): Promise<readonly string[]> => {
  const owner = ownerPool(server.address, server.secrets);
  try {
    const report = await migrate(owner, readMigrations(migrationsFolder), config.dataFolder);
    return report.applied;
  } finally {
    await owner.end();
  }
};

const connectEmbedded = async (config: Config, server: EmbeddedDatabase): Promise<OpenDatabase> => {
  const { address, secrets } = server;
  if (server.adopted) await endGhosts(address, secrets);
  await ensureRoles(address, secrets);
  const migrated = await migrateEmbedded(config, server);
  const pool = openPool({
    ...address,
    user: appRole,
    password: secrets.app,
    database: databaseName,
    max: appConnections,
  });
  const close = async (): Promise<void> => {
    // Work that does not end by itself is rolled back by the server's own shutdown.
    await Promise.race([pool.end(), sleep(closeWaitMs, undefined, { ref: false })]);
    await server.stop();
  };
  return { db: openDb(pool), pool, migrated, embedded: true, close };
};

const openEmbedded = async (config: Config): Promise<OpenDatabase> => {
  const server = await startEmbedded(config.dataFolder, probe);
  try {
    return await connectEmbedded(config, server);
  } catch (error) {
    await server.stop();
    throw error;
  }
};

const checkVersion = async (pool: Pool): Promise<void> => {
  const rows = await pool
    .query<{ number: string; version: string }>(
      "select current_setting('server_version_num') as number, current_setting('server_version') as version",
    )
    .catch((error: unknown) => {
      throw unreachable(error);
    });
  const row = rows.rows[0];
  if (Number(row?.number) < oldestVersion)
    throw new AppError("database.too-old", { version: row?.version ?? "?" });
};

/** Host, port and database of a URL, without user or password. */
const placeOf = (url: string): string => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed === undefined
    ? "DATABASE_URL"
    : `${parsed.hostname}:${parsed.port || "5432"}${parsed.pathname}`;
};

const openForeign = async (url: string): Promise<OpenDatabase> => {
  const owner = openPool({ connectionString: url, max: 1 });
  try {
    await checkVersion(owner);
    const client = await owner.connect();
    await prepareForeignRole(client).finally(() => client.release());
    const report = await migrate(owner, readMigrations(migrationsFolder), placeOf(url));
    const pool = openPool({
      connectionString: url,
      max: appConnections,
      options: `-c role=${appRole} -c TimeZone=UTC`,
    });
    return {
      db: openDb(pool),
      pool,
      migrated: report.applied,
      embedded: false,
      close: () => pool.end(),
    };
  } finally {
    await owner.end();
  }
};

/** @throws AppError `database.*`, `migration.*`, `data-folder.newer`. */
export const openDatabase = (config: Config): Promise<OpenDatabase> =>
  config.databaseUrl === null ? openEmbedded(config) : openForeign(config.databaseUrl);
