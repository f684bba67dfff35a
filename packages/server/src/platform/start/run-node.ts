/** Starts a node in order, tells the address once, and stops everything in reverse order. */

import { readFileSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { AppError } from "@fenji/kernel";
import type { FastifyInstance } from "fastify";
import { installationFolder, readConfig, type Config } from "../config.ts";
import { baseCtx, systemActor } from "../ctx.ts";
import { lockDataFolder } from "../data-folder/lock-data-folder.ts";
import { openDataFolder } from "../data-folder/open-data-folder.ts";
import { openDatabase } from "../db/open-database.ts";
import { openFileStore } from "../files/file-store.ts";
import { buildApp } from "../http/build-app.ts";
import type { FeatureRegistrar, NodeServices, Seeder } from "../http/node-services.ts";
import { openLog } from "../log.ts";
import { buildPage } from "../page/build-page.ts";
import { checkPort, listenFailure } from "./check-port.ts";
import { exitCodeOf } from "./exit-codes.ts";
import { sayFailure, sayProgress } from "./say.ts";

export interface NodeParts {
  readonly features: readonly FeatureRegistrar[];
  readonly seeders: readonly Seeder[];
}

/** A node that is just stopping needs a moment to let go of its folder. */
const lockWaitMs = 8_000;
const drainMs = 10_000;

/** What was opened, to be closed last first. */
type Cleanup = () => Promise<void> | void;

const readVersion = (): string => {
  const manifest: unknown = JSON.parse(
    readFileSync(join(installationFolder, "package.json"), "utf8"),
  );
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "0";
};

const seed = async (services: NodeServices, seeders: readonly Seeder[]): Promise<void> => {
  const ctx = baseCtx({
    db: services.db,
    files: services.files,
    log: services.log,
    actor: systemActor,
  });
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
  await app.close();
  clearTimeout(giveUp);
};

const open = async (config: Config, parts: NodeParts, cleanups: Cleanup[]): Promise<void> => {
  openDataFolder(config.dataFolder);
  const lock = await lockDataFolder(config.dataFolder, lockWaitMs);
  cleanups.push(lock.release);
  await checkPort(config);
  const opened = openLog(config);
  cleanups.push(opened.close);
  const page = config.page ? buildPage(config.dataFolder, sayProgress) : Promise.resolve(null);
  // A failed build is reported below, after the database is known to be stoppable.
  page.catch(() => undefined);
  sayProgress("正在启动数据库……", "Starting the database…");
  const database = await openDatabase(config);
  cleanups.push(database.close);
  if (database.migrated.length > 0)
    sayProgress(
      `已建立数据表：${database.migrated.length} 个迁移`,
      `Migrations applied: ${database.migrated.length}`,
    );
  const files = openFileStore(join(config.dataFolder, "files"));
  const services: NodeServices = {
    config,
    db: database.db,
    files,
    log: opened.log,
    version: readVersion(),
  };
  await seed(services, parts.seeders);
  const app = await buildApp({ services, features: parts.features, page: await page });
  cleanups.push(() => drain(app));
  await listen(app, config);
  opened.log.info({ version: services.version, embedded: database.embedded }, "ready");
};

const closeAll = async (cleanups: Cleanup[]): Promise<void> => {
  for (let close = cleanups.pop(); close !== undefined; close = cleanups.pop()) await close();
};

const asAppError = (error: unknown): AppError =>
  error instanceof AppError
    ? error
    : new AppError("platform.internal", { requestId: "start" }, { cause: error });

const reportFailure = (error: unknown): number => {
  const known = asAppError(error);
  sayFailure(known);
  // A fault of ours: whoever reports it needs to see where it happened.
  if (known.code === "platform.internal" && process.env["FENJI_DEBUG"]) console.error(known.cause);
  else if (known.cause instanceof Error && known.code === "platform.internal")
    process.stderr.write(`${known.cause.message}\n`);
  return exitCodeOf(known.code);
};

/** The first wish to stop counts; Ctrl-C comes twice because npm passes it on as well. */
const onStopWish = (stop: () => void): void => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // The launcher holds the other end: when it is killed, this node must not stay behind.
  if (process.connected) process.on("disconnect", stop);
};

/** Runs a node until it is told to stop; sets the exit code. */
export const runNode = async (parts: NodeParts): Promise<void> => {
  enableCompileCache();
  const cleanups: Cleanup[] = [];
  let stopping: Promise<void> | undefined;
  const finish = async (exitCode: number): Promise<void> => {
    await closeAll(cleanups).catch((error: unknown) => reportFailure(error));
    process.exit(exitCode);
  };
  const starting = (async () => {
    const config = readConfig(process.env);
    await open(config, parts, cleanups);
    return config;
  })();
  const stop = (): void => {
    // A start under way is let through first: half-opened things are closed when they are whole.
    stopping ??= starting.then(
      () => finish(0),
      () => undefined,
    );
  };
  onStopWish(stop);
  try {
    const config = await starting;
    if (stopping === undefined)
      process.stdout.write(`Fenji 分级 · http://localhost:${config.port}\n`);
  } catch (error) {
    const exitCode = reportFailure(error);
    await finish(exitCode);
  }
};
