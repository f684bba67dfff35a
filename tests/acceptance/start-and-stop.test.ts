/** `npm start`: one line with the address, quick the second time, and nothing left after Ctrl-C. */

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import {
  cleanUp,
  findPostmasterPid,
  findServerPid,
  isRunning,
  makeDataFolder,
  pressCtrlC,
  startNode,
} from "./started-node.ts";

const dataFolder = makeDataFolder();

afterAll(() => cleanUp(dataFolder));

test("the first start makes everything and says where it is", async () => {
  const node = await startNode({ dataFolder });
  const ms = await node.ready;
  console.log(`first start ${Math.round(ms)} ms`);
  expect(node.stdout()).toBe(`Fenji 分级 · http://localhost:${node.port}\n`);
  const reply = await fetch(`http://localhost:${node.port}/api/health/ready`);
  expect(await reply.json()).toMatchObject({
    status: "ready",
    database: expect.stringMatching(/^PostgreSQL/),
  });
  pressCtrlC(node);
  await node.exited;
});

test("the folder, its secrets and its socket are private, and the database listens on no port", async () => {
  const node = await startNode({ dataFolder });
  await node.ready;
  const modeOf = (...path: readonly string[]) => statSync(join(...path)).mode & 0o777;
  expect(modeOf(dataFolder)).toBe(0o700);
  expect(modeOf(dataFolder, "postgres", "secrets.json")).toBe(0o600);
  const [socketFolder = ""] = readFileSync(join(dataFolder, "postgres", "address"), "utf8").split(
    "\n",
  );
  expect(modeOf(socketFolder)).toBe(0o700);
  expect(modeOf(socketFolder, ".s.PGSQL.5432")).toBe(0o700);
  const command = readFileSync(`/proc/${findPostmasterPid(dataFolder)}/cmdline`, "utf8");
  expect(command).toContain("listen_addresses=\0");
  pressCtrlC(node);
  await node.exited;
});

test("a later start makes nothing again and serves what the first one made", async () => {
  const node = await startNode({ dataFolder });
  await node.ready;
  expect(node.stderr()).not.toMatch(/migrations|synthetic/i);
  const reply = await fetch(`http://localhost:${node.port}/api/health/ready`);
  expect(reply.status).toBe(200);
  pressCtrlC(node);
  await node.exited;
});

test("Ctrl-C stops the database in order and leaves no process, lock or socket", async () => {
  const node = await startNode({ dataFolder });
  await node.ready;
  const pids = [findServerPid(dataFolder), findPostmasterPid(dataFolder) ?? 0];
  const [socketFolder = ""] = readFileSync(join(dataFolder, "postgres", "address"), "utf8").split(
    "\n",
  );
  pressCtrlC(node);
  await node.exited;
  expect(pids.map(isRunning)).toEqual([false, false]);
  expect(findPostmasterPid(dataFolder)).toBeUndefined();
  expect(existsSync(socketFolder)).toBe(false);
  expect(readdirSync(dataFolder).toSorted()).toEqual([
    "VERSION",
    "files",
    "logs",
    "node-keys.json",
    "postgres",
    "secrets",
    "uploads",
  ]);
  expect(readFileSync(join(dataFolder, "postgres", "postgres.log"), "utf8")).not.toMatch(
    /not properly shut down|interrupted|PANIC/,
  );
});

test("SIGTERM to npm alone stops the node too", async () => {
  const node = await startNode({ dataFolder });
  await node.ready;
  const database = findPostmasterPid(dataFolder) ?? 0;
  node.process.kill("SIGTERM");
  await node.exited;
  for (let turn = 0; turn < 100 && isRunning(database); turn += 1) await sleep(50);
  expect(isRunning(database)).toBe(false);
});

test("a node whose npm was killed does not stay behind", async () => {
  const node = await startNode({ dataFolder });
  await node.ready;
  const pids = [findServerPid(dataFolder), findPostmasterPid(dataFolder) ?? 0];
  node.process.kill("SIGKILL");
  for (let turn = 0; turn < 200 && pids.some(isRunning); turn += 1) await sleep(50);
  expect(pids.map(isRunning)).toEqual([false, false]);
});

test("an answer under way is finished before the node stops", async () => {
  const node = await startNode({ dataFolder });
  await node.ready;
  const replies = Promise.all(
    Array.from({ length: 20 }, () =>
      fetch(`http://localhost:${node.port}/api/health/ready`).then((reply) => reply.status),
    ),
  );
  await sleep(5);
  pressCtrlC(node);
  const statuses = await replies.catch(() => ["refused before it was accepted"]);
  expect(statuses.filter((status) => status === 500)).toEqual([]);
  await node.exited;
});

test("Ctrl-C while it is still starting stops it too, without a word of failure", async () => {
  for (const ms of [100, 350, 500, 800]) {
    const node = await startNode({ dataFolder });
    await sleep(ms);
    pressCtrlC(node);
    await node.exited;
    expect([ms, node.stderr()]).toEqual([ms, expect.not.stringMatching(/\[[a-z.-]+\]\n/)]);
    for (let turn = 0; turn < 100 && findPostmasterPid(dataFolder) !== undefined; turn += 1)
      await sleep(50);
    expect(findPostmasterPid(dataFolder)).toBeUndefined();
  }
});
