/** Opens everything a node needs, in order, and remembers how to close it. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { installationFolder, type Config } from "../config.ts";
import { openGate } from "../access/open-gate.ts";
import { systemActor } from "../auth/actor.ts";
import { identifyFor } from "../auth/identify-server.ts";
import { openSecretBox } from "../auth/secret-box.ts";
import { baseCtx } from "../ctx.ts";
import { lockDataFolder } from "../data-folder/lock-data-folder.ts";
import { openDataFolder } from "../data-folder/open-data-folder.ts";
import { openDatabase, type OpenDatabase } from "../db/open-database.ts";
import { openFileStore } from "../files/file-store.ts";
import { buildApp } from "../http/build-app.ts";
import type { Companion, FeatureRegistrar, NodeServices, Seeder } from "../http/node-services.ts";
import { openLog } from "../log.ts";
import { buildPage } from "../page/build-page.ts";
import { checkPort, listenFailure } from "./check-port.ts";
import { sayProgress } from "./say.ts";

export interface NodeParts {
  readonly features: readonly FeatureRegistrar[];
  readonly seeders: readonly Seeder[];
  readonly companions: readonly Companion[];
}

/** What a start under way has opened so far; it can be closed at any moment. */
export interface Opening {
  readonly config: Config;
  readonly parts: NodeParts;
  /** Closed last first. */
  readonly cleanups: (() => Promise<void> | void)[];
  /** Set while PostgreSQL is being started, which must come to an end before it can be stopped. */
  startingDatabase: Promise<unknown>;
  /** Tells others that wait for the data folder. */
  markStopping: () => void;
}

/** A node whose launcher was killed needs a moment to notice; one that says it is stopping is waited for longer. */
const lockWaitMs = 1_500;
const drainMs = 10_000;

const readVersion = (): string => {
  const manifest: unknown = JSON.parse(
    readFileSync(join(installationFolder, "package.json"), "utf8"),
  );
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "0";
};

const seed = async (services: NodeServices, seeders: readonly Seeder[]): Promise<void> => {
  const { db, files, log } = services;
  const ctx = baseCtx({ db, files, log, actor: systemActor });
  for (const seeder of seeders) await seeder(ctx, services, sayProgress);
};

const listen = async (app: FastifyInstance, config: Config): Promise<void> => {
  try {
    await app.listen({ port: config.port, host: config.host });
  } catch (error) {
    throw listenFailure(config, error);
  }
};

/** Closes idle connections at once, waits for answers under way, and gives up on the rest. */
const drain = async (app: FastifyInstance): Promise<void> => {
  const giveUp = setTimeout(() => app.server.closeAllConnections(), drainMs);
  // A connection that was busy when closing began would be kept alive after its answer.
  const sweep = setInterval(() => app.server.closeIdleConnections(), 50);
  await app.close();
  clearInterval(sweep);
  clearTimeout(giveUp);
};

const startDatabase = async (opening: Opening): Promise<OpenDatabase> => {
  sayProgress("正在启动数据库……", "Starting the database…");
  const starting = openDatabase(opening.config);
  opening.startingDatabase = starting.catch(() => undefined);
  const database = await starting;
  opening.cleanups.push(database.close);
  const { length } = database.migrated;
  if (length > 0)
    sayProgress(`已执行 ${length} 个数据库迁移`, `Database migrations applied: ${length}`);
  return database;
};

/**
 * Brings the node up to the point where it answers.
 * @throws AppError with one of the documented exit codes; what was opened until then is in `cleanups`.
 */
export const openNode = async (opening: Opening): Promise<void> => {
  const { config, parts, cleanups } = opening;
  openDataFolder(config.dataFolder);
  const lock = await lockDataFolder(config.dataFolder, lockWaitMs);
  cleanups.push(lock.release);
  opening.markStopping = lock.markStopping;
  await checkPort(config);
  const { log, close } = openLog(config);
  cleanups.push(close);
  const page = config.page ? buildPage(config.dataFolder, sayProgress) : Promise.resolve(null);
  // Reported where it is awaited, after the database is known to be stoppable.
  page.catch(() => undefined);
  const { db, pool, embedded } = await startDatabase(opening);
  const files = openFileStore(join(config.dataFolder, "files"));
  const lent = {
    config,
    db,
    pool,
    files,
    log,
    version: readVersion(),
    identify: identifyFor(db, config),
    secretBox: openSecretBox(config.dataFolder),
  };
  const gate = await openGate(lent);
  cleanups.push(gate.close);
  const services: NodeServices = { ...lent, gate };
  await seed(services, parts.seeders);
  const app = await buildApp({ services, features: parts.features, page: await page });
  cleanups.push(() => drain(app));
  await listen(app, config);
  for (const begin of parts.companions) cleanups.push(begin(services, sayProgress));
  log.info({ version: services.version, embedded }, "ready");
};

const patienceMs = 2_000;

/** Stops a start or a running node; long work of a start is given up, and the database rolls it back. */
export const closeNode = async (
  opening: Opening,
  starting: Promise<unknown>,
): Promise<readonly unknown[]> => {
  opening.markStopping();
  await opening.startingDatabase;
  await Promise.race([
    starting.catch(() => undefined),
    sleep(patienceMs, undefined, { ref: false }),
  ]);
  const failures: unknown[] = [];
  for (let close = opening.cleanups.pop(); close !== undefined; close = opening.cleanups.pop()) {
    try {
      await close();
    } catch (error) {
      failures.push(error);
    }
  }
  return failures;
};
