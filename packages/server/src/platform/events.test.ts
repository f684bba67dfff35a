/** Events commit with their change or not at all, cannot be changed, and show a break in their chain. */

import { openSecrets, recordedAddress } from "@fenji/intake";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inSnapshot, inTransaction } from "./ctx.ts";
import { verifyEvents } from "./events.ts";
import { startTestNode, type TestNode } from "./testing/start-test-node.ts";

let node: TestNode;

beforeAll(async () => {
  node = await startTestNode();
}, 60_000);

afterAll(() => node.close());

const payload = { n: 1.5e21, text: "中\u2028文", list: [true, null, -0.1], b: { z: 1, a: 2 } };

const record = (subject: string) =>
  inTransaction(node.ctx(), async (tx) => {
    tx.events.record({ enterpriseId: null, action: "test.done", subject, payload });
  });

const readSubjects = () =>
  inSnapshot(node.ctx(), async (tx) => {
    const rows = await tx.db.selectFrom("events").select("subject").orderBy("seq").execute();
    return rows.map(({ subject }) => subject);
  });

const connectAs = async (user: "postgres" | "fenji_owner"): Promise<pg.Client> => {
  const folder = `${node.dataFolder}/postgres`;
  const address = recordedAddress(folder);
  const secrets = openSecrets(folder);
  if (address === undefined) throw new Error("no address");
  const password = user === "postgres" ? secrets.superuser : secrets.owner;
  const client = new pg.Client({ ...address, user, password, database: "fenji" });
  await client.connect();
  return client;
};

test("an event is there when its change is, and not when the change failed", async () => {
  await record("kept");
  const failed = inTransaction(node.ctx(), async (tx) => {
    tx.events.record({ enterpriseId: null, action: "test.done", subject: "lost", payload: null });
    throw new Error("the change failed");
  });
  await expect(failed).rejects.toThrow("the change failed");
  expect(await readSubjects()).toEqual(["kept"]);
});

test("a nested change joins its transaction", async () => {
  const failed = inTransaction(node.ctx(), async (outer) => {
    await inTransaction(outer, async (tx) =>
      tx.events.record({ enterpriseId: null, action: "a.b", subject: "inner", payload: null }),
    );
    throw new Error("outer failed");
  });
  await expect(failed).rejects.toThrow("outer failed");
  expect(await readSubjects()).not.toContain("inner");
});

test("an event outside a transaction is refused", () => {
  expect(() =>
    node.ctx().events.record({ enterpriseId: null, action: "a.b", subject: "s", payload: null }),
  ).toThrow(/inTransaction/);
});

test("fifty writers at once make one unbroken chain", async () => {
  await Promise.all(Array.from({ length: 50 }, (_, index) => record(`writer-${index}`)));
  expect(await inSnapshot(node.ctx(), (tx) => verifyEvents(tx.db))).toBeNull();
  expect(await readSubjects()).toHaveLength(51);
});

test("neither the application nor the owner can change or remove an event", async () => {
  const change = inTransaction(node.ctx(), (tx) =>
    tx.db.updateTable("events").set({ actor: "x" }).execute(),
  );
  await expect(change).rejects.toThrow(/permission denied/);
  const owner = await connectAs("fenji_owner");
  await owner.query("select set_config('fenji.scope', 'all', false)");
  for (const statement of [
    "update events set actor = 'x'",
    "delete from events",
    "truncate events",
  ]) {
    await expect(owner.query(statement)).rejects.toThrow(/append-only/);
  }
  await owner.end();
});

test("a change behind the database's back is found", async () => {
  const superuser = await connectAs("postgres");
  const verify = () => inSnapshot(node.ctx(), (tx) => verifyEvents(tx.db));
  await superuser.query("alter table events disable trigger all");
  await superuser.query("update events set actor = 'forged' where seq = 7");
  expect(await verify()).toEqual({ seq: 7, reason: "content" });
  await superuser.query("update events set actor = 'local' where seq = 7");
  expect(await verify()).toBeNull();
  await superuser.query("delete from events where seq = 9");
  expect(await verify()).toEqual({ seq: 10, reason: "gap" });
  await superuser.end();
});
