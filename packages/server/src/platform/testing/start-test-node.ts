/** A whole node for tests: its own data folder and PostgreSQL, the real server, no port. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { readConfig } from "../config.ts";
import { localActor, systemActor, type Actor } from "../auth/actor.ts";
import type { Identify } from "../auth/identify.ts";
import { openGate } from "../access/open-gate.ts";
import { identifyFor } from "../auth/identify-server.ts";
import { openSecretBox } from "../auth/secret-box.ts";
import { baseCtx, type Ctx } from "../ctx.ts";
import { openDataFolder } from "../data-folder/open-data-folder.ts";
import { openDatabase, type OpenDatabase } from "../db/open-database.ts";
import { openFileStore } from "../files/file-store.ts";
import { buildApp } from "../http/build-app.ts";
import type { FeatureRegistrar, NodeServices, Seeder } from "../http/node-services.ts";
import { openLog } from "../log.ts";

export interface TestNode {
  readonly app: FastifyInstance;
  readonly services: NodeServices;
  readonly database: OpenDatabase;
  readonly dataFolder: string;
  /** A context outside any transaction; the local person unless another actor is given. */
  readonly ctx: (actor?: Actor) => Ctx;
  readonly close: () => Promise<void>;
}

export interface TestNodeParts {
  readonly features?: readonly FeatureRegistrar[];
  readonly seeders?: readonly Seeder[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Who sends a request; as the node's mode tells it unless told otherwise. */
  readonly identify?: Identify;
}

/** Takes about 1.5 s, so start one in `beforeAll` and share it. */
export const startTestNode = async (parts: TestNodeParts = {}): Promise<TestNode> => {
  const dataFolder = mkdtempSync(join(tmpdir(), "fenji-test-"));
  const config = readConfig({
    FENJI_DATA: dataFolder,
    FENJI_DEMO: "0",
    FENJI_PAGE: "0",
    // Every decision of a test is made by both engines.
    FENJI_ACCESS_SAMPLE: "1",
    FENJI_EXCHANGE_SECONDS: "0",
    ...parts.environment,
  });
  openDataFolder(dataFolder);
  const { log, close: closeLog } = openLog(config);
  const database = await openDatabase(config);
  const files = openFileStore(join(dataFolder, "files"));
  const lent = {
    config,
    db: database.db,
    pool: database.pool,
    files,
    log,
    version: "0.0.0-test",
    identify: parts.identify ?? identifyFor(database.db, config),
    secretBox: openSecretBox(dataFolder),
  };
  const gate = await openGate(lent);
  const services: NodeServices = { ...lent, gate };
  const ctx = (actor: Actor = localActor): Ctx => baseCtx({ db: database.db, files, log, actor });
  for (const seeder of parts.seeders ?? [])
    await seeder(ctx(systemActor), services, () => undefined);
  const app = await buildApp({ services, features: parts.features ?? [], page: null });
  const close = async (): Promise<void> => {
    await app.close();
    await gate.close();
    await database.close();
    await closeLog();
    rmSync(dataFolder, { recursive: true, force: true });
  };
  return { app, services, database, dataFolder, ctx, close };
};
