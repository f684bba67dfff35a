/** What the server lends to features: database, files, log and configuration, as `app.node`. */

import type { FastifyInstance } from "fastify";
import type { Pool } from "pg";
import type { Config } from "../config.ts";
import type { Gate } from "../access/authorise.ts";
import type { Identify } from "../auth/identify.ts";
import type { SecretBox } from "../auth/secret-box.ts";
import type { Ctx } from "../ctx.ts";
import type { Db } from "../db/connect.ts";
import type { FileStore } from "../files/file-store.ts";
import type { Log } from "../log.ts";

export interface NodeServices {
  readonly config: Config;
  readonly db: Db;
  /** For what the query builder cannot do, as the same powerless role. */
  readonly pool: Pool;
  readonly files: FileStore;
  readonly log: Log;
  /** Fenji's own version. */
  readonly version: string;
  readonly identify: Identify;
  readonly secretBox: SecretBox;
  readonly gate: Gate;
}

declare module "fastify" {
  interface FastifyInstance {
    node: NodeServices;
  }
  interface FastifyRequest {
    /** Who was found to ask, for the log; null until somebody was. */
    actorId: string | null;
  }
}

/** A feature puts its endpoints on the server: `export const registerX: FeatureRegistrar`. */
export type FeatureRegistrar = (app: FastifyInstance) => void | Promise<void>;

/** Begins something that runs beside a node once it answers; returns how to end it. */
export type Companion = (
  services: NodeServices,
  progress: (zh: string, en: string) => void,
) => () => Promise<void>;

/** Runs at every start before the page is served, as the system; must do nothing when its work is done. */
export type Seeder = (
  ctx: Ctx,
  services: NodeServices,
  progress: (zh: string, en: string) => void,
) => Promise<void>;
