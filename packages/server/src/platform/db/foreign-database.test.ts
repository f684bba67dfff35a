/** `DATABASE_URL`: a database of somebody else's is migrated as given and used through the powerless role. */

import { openSecrets, recordedAddress, type Address } from "@fenji/intake";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Pool } from "pg";
import { readConfig } from "../config.ts";
import { startTestNode, type TestNode } from "../testing/start-test-node.ts";
import { openPool } from "./connect.ts";
import { openDatabase } from "./open-database.ts";

let node: TestNode;
let superuser: Pool;
let address: Address;
let password: string;

beforeAll(async () => {
  node = await startTestNode();
  const folder = `${node.dataFolder}/postgres`;
  const recorded = recordedAddress(folder);
  if (recorded === undefined) throw new Error("no address");
  address = recorded;
  password = openSecrets(folder).superuser;
  superuser = openPool({ ...address, user: "postgres", password, database: "postgres" });
  await superuser.query("create database given");
  await superuser.query("create role tenant login password 'tenant-password'");
  await superuser.query("create database rented owner tenant");
}, 60_000);

afterAll(async () => {
  await superuser.end();
  await node.close();
});

const open = (user: string, secret: string, database: string) => {
  const url = `postgresql://${user}:${secret}@/${database}?host=${encodeURIComponent(address.host)}&port=${address.port}`;
  return openDatabase(readConfig({ DATABASE_URL: url, FENJI_DATA: node.dataFolder }));
};

const expectHeld = async (pool: Pool): Promise<void> => {
  const who = await pool.query("select current_user as name, current_setting('TimeZone') as zone");
  expect(who.rows[0]).toEqual({ name: "fenji_app", zone: "UTC" });
  await expect(pool.query("create table mine (a int)")).rejects.toThrow(/permission denied/);
  expect((await pool.query("select * from enterprises")).rows).toEqual([]);
};

describe("a given database", () => {
  test("as its administrator", async () => {
    const database = await open("postgres", password, "given");
    expect(database.migrated.length).toBeGreaterThanOrEqual(3);
    await expectHeld(database.pool);
    await database.close();
    const again = await open("postgres", password, "given");
    expect(again.migrated).toEqual([]);
    await again.close();
  });

  test("as an ordinary owner: says which statement is missing, and works once it was run", async () => {
    await expect(open("tenant", "tenant-password", "rented")).rejects.toMatchObject({
      code: "database.role-missing",
      params: { sql: expect.stringContaining("grant fenji_app to") },
    });
    await superuser.query("grant fenji_app to tenant");
    const database = await open("tenant", "tenant-password", "rented");
    await expectHeld(database.pool);
    await database.close();
  });

  test("whose application role could climb over the wall is refused", async () => {
    await superuser.query("alter role fenji_app bypassrls");
    await expect(open("postgres", password, "given")).rejects.toMatchObject({
      code: "database.role-missing",
    });
    await superuser.query("alter role fenji_app nobypassrls");
  });

  test("with a wrong password names the trouble and not the password", async () => {
    await expect(open("tenant", "wrong-secret", "rented")).rejects.toThrowError(
      expect.objectContaining({
        code: "database.unreachable",
        message: expect.not.stringContaining("wrong-secret"),
      }),
    );
  });
});
