/** Migrations run once, in order, whole or not at all, and refuse a past that was rewritten. */

import { openSecrets, recordedAddress } from "@fenji/intake";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Pool } from "pg";
import { openPool } from "./connect.ts";
import { migrate, readMigrations, type Migration } from "./migrate.ts";
import { migrationsFolder } from "./open-database.ts";
import { startTestNode, type TestNode } from "../testing/start-test-node.ts";

let node: TestNode;
let owner: Pool;
const shipped = readMigrations(migrationsFolder);

beforeAll(async () => {
  node = await startTestNode();
  const folder = `${node.dataFolder}/postgres`;
  const address = recordedAddress(folder);
  if (address === undefined) throw new Error("no address");
  owner = openPool({
    ...address,
    user: "fenji_owner",
    password: openSecrets(folder).owner,
    database: "fenji",
    max: 4,
  });
}, 60_000);

afterAll(async () => {
  await owner.end();
  await node.close();
});

const planted = (file: string, sql: string): Migration => ({ file, sql, checksum: sql });

test("a second run applies nothing", async () => {
  expect(await migrate(owner, shipped, "here")).toEqual({ applied: [] });
});

test("a migration that fails leaves nothing behind, and the next start may try again", async () => {
  const broken = planted("9001_broken.sql", "create table half (a int); select 1 / 0;");
  await expect(migrate(owner, [...shipped, broken], "here")).rejects.toMatchObject({
    code: "migration.failed",
    params: { file: "9001_broken.sql" },
  });
  const left = await owner.query("select to_regclass('half') as half");
  expect(left.rows[0]).toEqual({ half: null });
});

test("two nodes that migrate at once do it once", async () => {
  const slow = planted("9002_slow.sql", "select pg_sleep(0.2); create table once (a int);");
  const reports = await Promise.all(
    [1, 2, 3].map(() => migrate(owner, [...shipped, slow], "here")),
  );
  expect(reports.flatMap(({ applied }) => applied)).toEqual(["9002_slow.sql"]);
});

test("a changed migration is refused", async () => {
  const changed = shipped.map((one, index) => (index === 0 ? { ...one, checksum: "other" } : one));
  const slow = planted("9002_slow.sql", "select pg_sleep(0.2); create table once (a int);");
  await expect(migrate(owner, [...changed, slow], "here")).rejects.toMatchObject({
    code: "migration.changed",
    params: { file: shipped[0]?.file },
  });
});

test("a migration that we do not know comes from a newer version", async () => {
  await expect(migrate(owner, shipped, "here")).rejects.toMatchObject({
    code: "data-folder.newer",
    params: { path: "here", found: "9002_slow.sql" },
  });
});
