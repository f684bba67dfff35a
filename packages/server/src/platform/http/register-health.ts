/** Liveness (the process answers) and readiness (the database answers too). */

import { getLiveness, getReadiness } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { sql } from "kysely";
import type { FeatureRegistrar } from "./node-services.ts";
import { mountEndpoint } from "./mount-endpoint.ts";

export const registerHealth: FeatureRegistrar = (app) => {
  // Answers even when the database does not, so it stays outside the snapshot that mountEndpoint opens.
  app.get(`/api${getLiveness.url}`, () => ({ status: "live" }));
  mountEndpoint(app, getReadiness, async (ctx) => {
    const rows = await sql<{
      version: string;
    }>`select current_setting('server_version') as version`.execute(ctx.db);
    const version = rows.rows[0]?.version;
    if (version === undefined) throw new AppError("platform.not-ready", { detail: "PostgreSQL" });
    return { status: "ready" as const, database: `PostgreSQL ${version}` };
  });
};
