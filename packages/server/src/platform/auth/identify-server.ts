/** Server mode: the session's cookie or a bearer token, looked up at every request, so that what ended has ended. */

import { line, organisationKind, role, type Permission } from "@fenji/contract";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import type { FastifyRequest } from "fastify";
import { sql } from "kysely";
import { z } from "zod";
import type { Config } from "../config.ts";
import type { Db } from "../db/connect.ts";
import { applyScope, type Scope } from "../db/scope.ts";
import { anonymousActor, systemActor, type Actor, type Standing } from "./actor.ts";
import { callerOf } from "./caller.ts";
import { cookieNames, readCookie } from "./cookies.ts";
import { identifyLocal, type Identify } from "./identify.ts";
import { hashSecret } from "./secrets.ts";
import { idleMinutes, seenEveryMs } from "./session-limits.ts";

/** For whom somebody acts, as the database's look-up says it. */
const entrySchema = z.object({
  organisation_id: z.string(),
  organisation_kind: organisationKind,
  role,
  manager: z.boolean(),
  enterprise_id: z.string().nullable(),
  jurisdiction_code: z.string().nullable(),
  line: line.nullable(),
  assigned: z.array(z.string()),
});

type Entry = z.infer<typeof entrySchema>;

interface SessionRow {
  readonly id: string;
  readonly user_id: string;
  readonly started_at: string;
  readonly last_seen_at: string;
  readonly second_factor_at: string | null;
  readonly second_factor_kept: boolean;
  readonly device: "unknown" | "passkey";
  readonly address: string;
  readonly agent_hash: Buffer;
  readonly entry: unknown;
}

interface TokenRow {
  readonly id: string;
  readonly permissions: readonly string[];
  readonly last_used_at: string | null;
  readonly entry: unknown;
}

const own = (ids: readonly string[]): Scope => ({
  kind: "own",
  enterpriseIds: ids.map((id) => id as EnterpriseId),
});

const jurisdictionScope = (entry: Entry): Scope => {
  if (entry.jurisdiction_code === null) return { kind: "none" };
  if (entry.jurisdiction_code === "CN") return { kind: "all" };
  const lines = entry.line === null ? line.options : [entry.line];
  return { kind: "jurisdiction", codes: [entry.jurisdiction_code], lines };
};

/** Whose rows a role may touch at all; what it may do with them is decided elsewhere. */
const scopeOf = (entry: Entry): Scope => {
  switch (entry.role) {
    case "enterprise-owner":
    case "enterprise-editor":
    case "enterprise-viewer":
      return own(entry.enterprise_id === null ? [] : [entry.enterprise_id]);
    case "assessor":
      return own(entry.assigned);
    case "supervisor":
      return jurisdictionScope(entry);
    case "auditor":
      return { kind: "all", readOnly: true };
    default:
      return { kind: "none" };
  }
};

const standingOf = (entry: Entry): Standing => ({
  organisationId: entry.organisation_id,
  organisationKind: entry.organisation_kind,
  role: entry.role,
  manager: entry.manager,
  enterpriseId: entry.enterprise_id,
  jurisdiction: entry.jurisdiction_code,
  line: entry.line,
});

const readEntry = (value: unknown): Pick<Actor, "standing" | "scope"> => {
  if (value === null) return { standing: null, scope: { kind: "none" } };
  const entry = entrySchema.parse(value);
  return { standing: standingOf(entry), scope: scopeOf(entry) };
};

const verb = /^[a-z-]+:(read|write|import|manage|answer|release|review)$/;

const isPermission = (text: string): text is Permission => verb.test(text);

/** Outside the request's own work, which for a reading request may not write. */
const noteUse = async (db: Db, table: "sessions" | "api_tokens", id: string): Promise<void> => {
  const at = new Date().toISOString();
  await db.transaction().execute(async (tx) => {
    await applyScope(tx, systemActor.scope);
    if (table === "sessions")
      await tx.updateTable(table).set({ last_seen_at: at }).where("id", "=", id).execute();
    else await tx.updateTable(table).set({ last_used_at: at }).where("id", "=", id).execute();
  });
};

const isOld = (at: string | null): boolean =>
  at === null || Date.now() - Date.parse(at) > seenEveryMs;

const identifySession = async (db: Db, request: FastifyRequest, secret: string): Promise<Actor> => {
  const found = await sql<SessionRow>`select * from fenji_session(
    ${hashSecret(secret)}, ${new Date().toISOString()}, make_interval(mins => ${idleMinutes}))`.execute(
    db,
  );
  const row = found.rows[0];
  if (row === undefined) return anonymousActor;
  if (isOld(row.last_seen_at)) await noteUse(db, "sessions", row.id);
  const caller = callerOf(request);
  const moved = caller.network !== row.address || !caller.agentHash.equals(row.agent_hash);
  return {
    id: `user:${row.user_id}`,
    kind: "user",
    ...readEntry(row.entry),
    session: {
      id: row.id,
      startedAt: row.started_at,
      secondFactorAt: row.second_factor_at,
      secondFactorKept: row.second_factor_kept,
      risk: moved ? "elevated" : "normal",
      device: row.device,
    },
    limitedTo: null,
  };
};

const identifyToken = async (db: Db, secret: string): Promise<Actor> => {
  const found = await sql<TokenRow>`select * from fenji_token(
    ${hashSecret(secret)}, ${new Date().toISOString()})`.execute(db);
  const row = found.rows[0];
  if (row === undefined) throw new AppError("token.refused", {});
  if (isOld(row.last_used_at)) await noteUse(db, "api_tokens", row.id);
  return {
    id: `token:${row.id}`,
    kind: "token",
    ...readEntry(row.entry),
    session: null,
    limitedTo: row.permissions.filter(isPermission),
  };
};

/** A cookie that does not hold any more is nobody's, so that its browser can sign in again; a token that does not is refused. */
const identifyServer = (db: Db, config: Config): Identify => {
  const names = cookieNames(config);
  return async (request) => {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const [, secret] = /^Bearer ([\w-]{20,200})$/i.exec(authorization) ?? [];
      if (secret === undefined) throw new AppError("token.refused", {});
      return identifyToken(db, secret);
    }
    const secret = readCookie(request, names.session);
    return secret === null ? anonymousActor : identifySession(db, request, secret);
  };
};

export const identifyFor = (db: Db, config: Config): Identify =>
  config.mode === "local" ? identifyLocal : identifyServer(db, config);
