/** What stops a start says so once, in both languages, with a remedy and an exit code of its own; nothing is harmed. */

import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  cleanUp,
  freePort,
  isRunning,
  makeDataFolder,
  pressCtrlC,
  startNode,
  type StartedNode,
} from "./started-node.ts";

let dataFolder: string;

beforeEach(() => {
  dataFolder = makeDataFolder();
});

afterEach(() => cleanUp(dataFolder));

const isRoot = process.getuid?.() === 0;

interface Refusal {
  readonly exitCode: number;
  readonly code: string | undefined;
  readonly stdout: string;
  /** A Chinese sentence with its full stop, then an English one with its own. */
  readonly inBothLanguages: boolean;
  readonly trace: boolean;
}

const readRefusal = async (node: StartedNode): Promise<Refusal> => {
  const exitCode = await node.exited;
  const words = node.stderr();
  return {
    exitCode,
    code: /^\[([a-z.-]+)\]$/m.exec(words)?.[1],
    stdout: node.stdout(),
    inBothLanguages: /[\u4e00-\u9fff].*。\n[A-Z\d/].*\.\n/.test(words),
    trace: /^\s+at |node:internal|\.ts:\d+/m.test(words),
  };
};

const refused = (exitCode: number, code: string): Refusal => ({
  exitCode,
  code,
  stdout: "",
  inBothLanguages: true,
  trace: false,
});

const runOnce = async (): Promise<void> => {
  const node = await startNode({ dataFolder });
  await node.ready;
  pressCtrlC(node);
  await node.exited;
};

test("a busy port", async () => {
  const port = await freePort();
  const other = createServer().listen(port, "127.0.0.1");
  const node = await startNode({ dataFolder, port });
  expect(await readRefusal(node)).toEqual(refused(11, "port.busy"));
  expect(node.stderr()).toContain(`FENJI_PORT=${port + 1}`);
  other.close();
});

test("a folder that another node holds, which is not disturbed", async () => {
  const first = await startNode({ dataFolder });
  await first.ready;
  const second = await startNode({ dataFolder });
  expect(await readRefusal(second)).toEqual(refused(12, "data-folder.locked"));
  expect((await fetch(`http://localhost:${first.port}/api/health/ready`)).status).toBe(200);
  pressCtrlC(first);
  await first.exited;
});

test("a start while the last node is still stopping waits for it", async () => {
  const first = await startNode({ dataFolder });
  await first.ready;
  pressCtrlC(first);
  const second = await startNode({ dataFolder });
  expect(await second.ready).toBeGreaterThan(0);
  pressCtrlC(second);
  await second.exited;
});

describe("a read-only folder", () => {
  test.runIf(isRoot)("as root, where only the file system says no", async () => {
    const immutable = spawnSync("/usr/bin/chattr", ["+i", dataFolder]).status === 0;
    expect(immutable).toBe(true);
    const node = await startNode({ dataFolder });
    const refusal = await readRefusal(node);
    spawnSync("/usr/bin/chattr", ["-i", dataFolder]);
    expect(refusal).toEqual(refused(13, "data-folder.read-only"));
  });

  test("as an ordinary user", async () => {
    chmodSync(dataFolder, 0o555);
    const prefix = isRoot ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
    const node = await startNode({
      dataFolder,
      prefix,
      environment: { HOME: "/tmp", npm_config_cache: "/tmp/.npm-nobody" },
    });
    expect(await readRefusal(node)).toEqual(refused(13, "data-folder.read-only"));
  });
});

test("a folder of a newer version, by its own mark", async () => {
  await runOnce();
  writeFileSync(join(dataFolder, "VERSION"), "2\n");
  const before = readdirSync(dataFolder);
  expect(await readRefusal(await startNode({ dataFolder }))).toEqual(
    refused(14, "data-folder.newer"),
  );
  expect(readdirSync(dataFolder)).toEqual(before);
});

test("a folder of something else", async () => {
  writeFileSync(join(dataFolder, "thesis.docx"), "");
  expect(await readRefusal(await startNode({ dataFolder }))).toEqual(
    refused(15, "data-folder.unknown"),
  );
  expect(readdirSync(dataFolder)).toEqual(["thesis.docx"]);
});

test("an address that is not this machine's own", async () => {
  expect(
    await readRefusal(await startNode({ dataFolder, environment: { FENJI_HOST: "0.0.0.0" } })),
  ).toEqual(refused(10, "config.not-loopback"));
});

test("a setting that cannot be", async () => {
  expect(
    await readRefusal(await startNode({ dataFolder, environment: { FENJI_LOG: "loud" } })),
  ).toEqual(refused(10, "config.invalid"));
});

test("a database that does not answer", async () => {
  const url = `postgresql://someone:secret@127.0.0.1:${await freePort()}/x`;
  const node = await startNode({ dataFolder, environment: { DATABASE_URL: url } });
  expect(await readRefusal(node)).toEqual(refused(18, "database.unreachable"));
  expect(node.stderr()).not.toContain("secret");
});

test("a damaged cluster is reported, not replaced", async () => {
  await runOnce();
  const control = join(dataFolder, "postgres", "cluster", "global", "pg_control");
  const kept = readFileSync(control);
  writeFileSync(control, Buffer.alloc(kept.length));
  expect(await readRefusal(await startNode({ dataFolder }))).toEqual(
    refused(17, "database.start-failed"),
  );
  writeFileSync(control, kept);
  await runOnce();
  expect(existsSync(join(dataFolder, "lock"))).toBe(false);
});

test("a pid file whose number now belongs to a stranger harms neither", async () => {
  await runOnce();
  const stranger = process.pid;
  const lines = [
    stranger,
    join(dataFolder, "postgres", "cluster"),
    1,
    5432,
    "/tmp",
    "",
    "  1 1",
    "ready   ",
  ];
  writeFileSync(join(dataFolder, "postgres", "cluster", "postmaster.pid"), `${lines.join("\n")}\n`);
  await runOnce();
  expect(isRunning(stranger)).toBe(true);
});

test.runIf(isRoot)("an ordinary user starts too, and its folder later serves root", async () => {
  rmSync(dataFolder, { recursive: true });
  const prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
  const environment = { HOME: "/tmp", npm_config_cache: "/tmp/.npm-nobody" };
  const node = await startNode({ dataFolder, prefix, environment });
  await node.ready;
  pressCtrlC(node);
  await node.exited;
  await runOnce();
  // A cluster stays its first owner's, or PostgreSQL would refuse it to both.
  expect(statSync(join(dataFolder, "postgres", "cluster", "PG_VERSION")).uid).toBe(65_534);
});
