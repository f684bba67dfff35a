/** Makes the roles: an owner for the schema, and `fenji_app`, which row-level security can hold. */

import { type Address, type Secrets } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import type { Pool, PoolClient } from "pg";
import { openPool } from "./connect.ts";

export const databaseName = "fenji";
export const ownerRole = "fenji_owner";
export const appRole = "fenji_app";

const appAttributes = "nosuperuser nobypassrls nocreatedb nocreaterole noreplication";

const makeRole = async (pool: Pool, role: string, definition: string): Promise<void> => {
  const found = await pool.query("select 1 from pg_roles where rolname = $1", [role]);
  const verb = found.rowCount === 0 ? "create" : "alter";
  await pool.query(`${verb} role ${role} ${definition}`);
};

/** Passwords are base64url, so that they need no quoting inside a literal. */
const withPassword = (secret: string): string => `login ${appAttributes} password '${secret}'`;

/** Makes what the embedded cluster still lacks; safe to repeat after an interruption. */
export const prepareEmbeddedRoles = async (address: Address, secrets: Secrets): Promise<void> => {
  const pool = openPool({
    ...address,
    user: "postgres",
    password: secrets.superuser,
    database: "postgres",
    max: 1,
  });
  try {
    await makeRole(pool, ownerRole, withPassword(secrets.owner));
    await makeRole(pool, appRole, withPassword(secrets.app));
    const found = await pool.query("select 1 from pg_database where datname = $1", [databaseName]);
    if (found.rowCount === 0)
      await pool.query(`create database ${databaseName} owner ${ownerRole}`);
    await pool.query(`revoke all on database ${databaseName} from public`);
    await pool.query(`grant connect on database ${databaseName} to ${appRole}`);
  } finally {
    await pool.end();
  }
};

const remedy = `create role ${appRole} nologin ${appAttributes}; grant ${appRole} to <user>;`;

/**
 * On a database of somebody else's: makes sure the role exists, is powerless, and may be taken on by our user.
 * @throws AppError `database.role-missing` with the statements an administrator has to run.
 */
export const prepareForeignRole = async (client: PoolClient): Promise<void> => {
  const found = await client.query<{ strong: boolean }>(
    "select rolsuper or rolbypassrls as strong from pg_roles where rolname = $1",
    [appRole],
  );
  if (found.rows[0]?.strong === true) {
    throw new AppError("database.role-missing", {
      detail: "superuser or bypassrls",
      sql: `alter role ${appRole} nosuperuser nobypassrls;`,
    });
  }
  try {
    if (found.rows.length === 0)
      await client.query(`create role ${appRole} nologin nosuperuser nobypassrls`);
    const member = await client.query<{ may: boolean }>(
      "select pg_has_role(current_user, $1, 'member') as may",
      [appRole],
    );
    if (member.rows[0]?.may !== true) await client.query(`grant ${appRole} to current_user`);
    await client.query(`set role ${appRole}`);
    await client.query("reset role");
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new AppError("database.role-missing", { detail, sql: remedy }, { cause: error });
  }
};
