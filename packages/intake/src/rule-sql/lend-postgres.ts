/** Lends a PostgreSQL for as long as some work lasts: the one that is named, or the carried one in a folder of its own. */

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg, { type Client, type ClientConfig } from "pg";
import { startEmbedded, type Probe } from "../postgres/start-embedded.ts";

/** SQLSTATE 57P03 and what the system says while nobody listens yet: the server is still coming up. */
const starting = new Set(["57P03", "ENOENT", "ECONNREFUSED", "ECONNRESET", "EAGAIN"]);

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

const superuser = { user: "postgres", database: "postgres" } as const;

const probe: Probe = async (address, secrets) => {
  const client = new pg.Client({ ...address, ...superuser, password: secrets.superuser });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return "ready";
  } catch (error) {
    return starting.has(codeOf(error)) || codeOf(error) === "" ? "starting" : "refused";
  } finally {
    await client.end().catch(() => undefined);
  }
};

const withClient = async <T>(
  config: ClientConfig,
  work: (client: Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({ application_name: "fenji", ...config });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** Nothing of a lent server is worth keeping, so nothing waits for the disk. */
const settings = "SET synchronous_commit = off; SET work_mem = '256MB'; SET temp_buffers = '256MB'";

const signals = ["SIGINT", "SIGTERM"] as const;

/** An interrupted program clears up before it ends of the same signal. Returns what takes the watch off again. */
const onInterrupt = (clearUp: () => Promise<void>): (() => void) => {
  const end = (signal: NodeJS.Signals): void => {
    for (const one of signals) process.off(one, end);
    void clearUp().finally(() => process.kill(process.pid, signal));
  };
  for (const signal of signals) process.on(signal, end);
  return () => {
    for (const signal of signals) process.off(signal, end);
  };
};

/**
 * @param url Of a database; empty: the carried PostgreSQL is started in a temporary folder and gone afterwards.
 * @throws AppError `database.*` where the carried one does not start; else what the database or the work throws.
 */
export const lendPostgres = async <T>(
  url: string,
  work: (client: Client) => Promise<T>,
): Promise<T> => {
  if (url !== "") return withClient({ connectionString: url }, work);
  const folder = mkdtempSync(join(tmpdir(), "fenji-sql-"));
  try {
    mkdirSync(join(folder, "postgres"), { mode: 0o700 });
    const { address, secrets, stop } = await startEmbedded(folder, probe);
    const unwatch = onInterrupt(async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    });
    try {
      return await withClient(
        { ...address, ...superuser, password: secrets.superuser },
        async (client) => {
          await client.query(settings);
          return work(client);
        },
      );
    } finally {
      unwatch();
      await stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
