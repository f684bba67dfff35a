/**
 * After `kill -9` of the server alone, or of npm, Node and PostgreSQL together, in the middle of imports, the next
 * `npm start` recovers: every import that was acknowledged is there whole, every other is there whole or not at all.
 */

import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { zstdDecompressSync } from "node:zlib";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import {
  cleanUp,
  killEverything,
  killServerAlone,
  makeDataFolder,
  pressCtrlC,
  startNode,
  type StartedNode,
} from "./started-node.ts";

const dataFolder = makeDataFolder();
const enterpriseId = randomUUID();
const rules = 300;
const rounds = 20;

afterAll(() => cleanUp(dataFolder));

/** A report of a host of its own, so that each import adds exactly its own observations. */
const makeReport = (number: number): string => {
  const results = Array.from(
    { length: rules },
    (_, rule) =>
      `<rule-result idref="rule-${rule}" severity="high"><result>${(number + rule) % 3 === 0 ? "fail" : "pass"}</result></rule-result>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><version>1.0</version>
<TestResult id="t${number}" version="1.0" end-time="2024-05-01T10:00:00Z"><target>host-${number}</target>
${results.join("\n")}</TestResult></Benchmark>`;
};

const query = async <T extends pg.QueryResultRow>(sql: string): Promise<readonly T[]> => {
  const [host = "", port = ""] = readFileSync(
    join(dataFolder, "postgres", "address"),
    "utf8",
  ).split("\n");
  const secrets: { superuser: string } = JSON.parse(
    readFileSync(join(dataFolder, "postgres", "secrets.json"), "utf8"),
  );
  const client = new pg.Client({
    host,
    port: Number(port),
    user: "postgres",
    password: secrets.superuser,
    database: "fenji",
  });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
};

const addFirm = () =>
  query(`insert into enterprises (enterprise_id, credit_code, name, jurisdiction_code, synthetic, created_at)
         values ('${enterpriseId}', '91X000000000000000', '某厂', 'X0', true, now())`);

const progress = { acknowledged: 0 };

const nextAcknowledgement = async (): Promise<void> => {
  const before = progress.acknowledged;
  while (progress.acknowledged === before) await sleep(5);
};

/** The hashes of what was acknowledged, in order, until the node dies. */
const importUntilDeath = async (node: StartedNode, from: number): Promise<readonly string[]> => {
  const acknowledged: string[] = [];
  for (let number = from; ; number += 1) {
    const report = makeReport(number);
    const url = `http://localhost:${node.port}/api/enterprises/${enterpriseId}/evidence?name=r${number}.xml`;
    const headers = { "content-type": "application/octet-stream" };
    try {
      const reply = await fetch(url, { method: "POST", body: report, headers });
      const text = await reply.text();
      if (!reply.ok) throw new Error(`import was refused: ${text}`);
      progress.acknowledged += 1;
      acknowledged.push(createHash("sha256").update(report).digest("hex"));
    } catch (error) {
      if (error instanceof Error && error.message.startsWith("import was refused")) throw error;
      return acknowledged;
    }
  }
};

interface Stored {
  readonly sha256: string;
  readonly status: string;
  readonly observations: string;
  readonly events: string;
}

const readStored = () =>
  query<Stored>(`select f.sha256, f.status,
    (select count(*) from observations o where o.enterprise_id = f.enterprise_id and o.file_sha256 = f.sha256) as observations,
    (select count(*) from events e where e.action = 'evidence.imported' and e.subject = f.sha256) as events
    from evidence_files f where f.enterprise_id = '${enterpriseId}'`);

const storedHash = (sha256: string): string => {
  const path = join(dataFolder, "files", sha256.slice(0, 2), `${sha256.slice(2)}.zst`);
  return existsSync(path)
    ? createHash("sha256")
        .update(zstdDecompressSync(readFileSync(path)))
        .digest("hex")
    : "missing";
};

const expectWhole = async (acknowledged: ReadonlySet<string>): Promise<void> => {
  const stored = await readStored();
  for (const file of stored) {
    expect(file).toEqual({
      sha256: file.sha256,
      status: "read",
      observations: String(rules),
      events: "1",
    });
    expect(storedHash(file.sha256)).toBe(file.sha256);
  }
  const there = new Set(stored.map(({ sha256 }) => sha256));
  expect([...acknowledged].filter((sha256) => !there.has(sha256))).toEqual([]);
  const orphans = await query(`select 1 from observations o where not exists
    (select 1 from evidence_files f where f.enterprise_id = o.enterprise_id and f.sha256 = o.file_sha256)`);
  expect(orphans).toEqual([]);
  const broken =
    await query(`select seq from (select seq, prev_hash, body_hash, hash, lag(hash) over (order by seq) as before,
    lag(seq) over (order by seq) as last from events) e
    where hash <> sha256(prev_hash || body_hash) or (before is not null and (prev_hash <> before or seq <> last + 1))`);
  expect(broken).toEqual([]);
};

test("a first start that is killed at any moment is simply begun again", async () => {
  for (const ms of [150, 400, 700, 1_000, 1_400]) {
    const folder = makeDataFolder();
    const broken = await startNode({ dataFolder: folder });
    await sleep(ms);
    await killEverything(broken);
    const node = await startNode({ dataFolder: folder });
    expect(await node.ready).toBeGreaterThan(0);
    pressCtrlC(node);
    await node.exited;
    await cleanUp(folder);
  }
}, 300_000);

test("twenty kills in the middle of imports lose nothing that was acknowledged and leave nothing half-written", async () => {
  const acknowledged = new Set<string>();
  const recoveries: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const node = await startNode({ dataFolder });
    recoveries.push(await node.ready);
    if (round === 0) await addFirm();
    await expectWhole(acknowledged);
    const importing = importUntilDeath(node, round * 1_000);
    // Awaited below, after the kill.
    importing.catch(() => undefined);
    // Half die right at the first import, half after one was acknowledged: between two, or inside a later one.
    if (round % 4 < 2) await Promise.race([importing, nextAcknowledgement()]);
    await sleep(Math.random() * 400);
    await (round % 2 === 0 ? killServerAlone(node) : killEverything(node));
    for (const sha256 of await importing) acknowledged.add(sha256);
  }
  const last = await startNode({ dataFolder });
  recoveries.push(await last.ready);
  await expectWhole(acknowledged);
  console.log(
    `${acknowledged.size} imports acknowledged; starts ${recoveries.map(Math.round).join(", ")} ms`,
  );
  expect(acknowledged.size).toBeGreaterThanOrEqual(rounds / 2);
  pressCtrlC(last);
  await last.exited;
  expect(existsSync(join(dataFolder, "postgres", "cluster", "postmaster.pid"))).toBe(false);
}, 300_000);
