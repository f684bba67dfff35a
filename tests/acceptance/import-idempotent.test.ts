/** Importing the real evidence into a real node: the second time nothing changes, and the screens agree with the tool. */

import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import {
  createClient,
  createEnterprise,
  getAssessment,
  getEnterprise,
  listEvidence,
  saveFacts,
} from "@fenji/contract";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { redatedEvidence } from "../redated-evidence.ts";
import { openBrokenLine } from "./broken-line.ts";
import {
  cleanUp,
  makeDataFolder,
  pressCtrlC,
  startNode,
  type StartedNode,
} from "./started-node.ts";

const root = resolve(import.meta.dirname, "../..");
const evidence = redatedEvidence();

let node: StartedNode;
let enterprise: string;
const folder = mkdtempSync(join(tmpdir(), "fenji-import-"));
/** What the node and the offline command are both told of the enterprise. */
const facts = {
  enterpriseTypes: ["connected"],
  division: "C31",
  importantSystems: ["sis", "dcs", "plc"],
};
const url = (): string => `http://localhost:${node.port}`;
const client = () => createClient(url(), fetch);

const fenji = (...args: readonly string[]) =>
  spawnSync(process.execPath, ["scripts/fenji.mjs", ...args], { cwd: root, encoding: "utf8" });

const importing = (...paths: readonly string[]) => {
  const run = fenji(
    "evidence",
    "import",
    ...paths,
    "--enterprise",
    enterprise,
    "--node",
    url(),
    "--json",
  );
  const value: unknown = JSON.parse(run.stdout);
  return { code: run.status, value };
};

beforeAll(async () => {
  node = await startNode({ dataFolder: makeDataFolder() });
  await node.ready;
  const created = await client().call(createEnterprise, {
    body: {
      creditCode: "91110000600037341L",
      name: "某厂",
      jurisdiction: "X0",
      city: null,
      division: "C31",
    },
  });
  enterprise = created.id;
  // What is asked of it hangs on its facts.
  const { factsId } = await client().call(getEnterprise, { path: { enterpriseId: enterprise } });
  await client().call(saveFacts, {
    path: { enterpriseId: enterprise },
    body: { facts, basedOn: factsId },
  });
});

afterAll(async () => {
  pressCtrlC(node);
  await node.exited;
  await cleanUp(node.dataFolder);
  rmSync(folder, { recursive: true, force: true });
});

describe("fenji evidence import", () => {
  it("takes every file in once; the second import reports zero changes", async () => {
    const first = importing(evidence);
    expect(first.code).toBe(0);
    expect(first.value).toMatchObject({ observations: { closed: 0 } });
    expect(JSON.stringify(first.value)).not.toContain('"identical"');
    const before = await client().call(getAssessment, { path: { enterpriseId: enterprise } });
    const second = importing(evidence);
    expect(second.code).toBe(0);
    expect(second.value).toMatchObject({
      observations: { added: 0, closed: 0, unchanged: 0 },
      verdictsChanged: 0,
    });
    expect(JSON.stringify(second.value)).not.toContain('"new"');
    expect(await client().call(getAssessment, { path: { enterpriseId: enterprise } })).toEqual(
      before,
    );
  });

  it("gives the counts that the offline command gives for the same files", async () => {
    const online = await client().call(getAssessment, {
      path: { enterpriseId: enterprise },
      query: { type: "connected", grade: 3 },
    });
    const factory = join(folder, "factory.json");
    writeFileSync(
      factory,
      JSON.stringify({
        pack: "iiot-protection@2024-illustrative",
        object: { id: enterprise, name: "某厂" },
        facts,
      }),
    );
    const args = [factory, "--evidence", evidence, "--grade", "3"];
    const offline: unknown = JSON.parse(
      fenji("assess", ...args, "--type", "connected", "--json").stdout,
    );
    expect(offline).toMatchObject({ results: [{ counts: online.counts, score: online.score }] });
  });

  it("refuses what it cannot read, names it, and takes the others", async () => {
    const bad = join(folder, "truncated.xml");
    const whole = await readFile(join(evidence, "edge-gw-01.xccdf.xml"), "utf8");
    writeFileSync(bad, whole.slice(0, whole.length - 100));
    const better = join(folder, "later.xml");
    writeFileSync(better, whole.replaceAll("<result>fail</result>", "<result>pass</result>"));
    const before = (await client().call(listEvidence, { path: { enterpriseId: enterprise } }))
      .files;
    const run = importing(bad, better);
    expect(run.code).toBe(2);
    expect(run.value).toMatchObject({
      files: [{ status: "failed", sha256: null }, { status: "new" }],
      observations: { added: 3, closed: 3 },
    });
    const after = (await client().call(listEvidence, { path: { enterpriseId: enterprise } })).files;
    expect(after.length).toBe(before.length + 1);
  });

  it("keeps nothing of an upload that its sender gives up", async () => {
    const path = { enterpriseId: enterprise };
    const before = (await client().call(listEvidence, { path })).files;
    const whole = await readFile(join(evidence, "scada-hist-01.arf.xml"));
    const sent = request(`${url()}/api/enterprises/${enterprise}/evidence?name=half.xml`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream", "content-length": whole.length + 1 },
    });
    const ended = new Promise((resolveEnded) => sent.once("error", resolveEnded));
    sent.write(whole, () => sent.destroy());
    await ended;
    const incoming = (): string[] =>
      readdirSync(join(node.dataFolder, "files")).filter((name) => name.startsWith("incoming"));
    await vi.waitFor(() => expect(incoming()).toEqual([]), { timeout: 10_000 });
    expect((await client().call(listEvidence, { path })).files).toEqual(before);
  });

  it("says where it looked when no node answers", () => {
    const run = fenji("evidence", "import", folder, "--node", "http://localhost:1", "--lang", "en");
    expect(run.status).toBe(2);
    expect(run.stderr).toContain("[evidence.node-unreachable]");
  });
});

describe("fenji push", () => {
  const push = async (...args: readonly string[]) => {
    const command = [
      "scripts/fenji.mjs",
      "push",
      ...args,
      "--enterprise",
      enterprise,
      "--lang",
      "en",
    ];
    const run = promisify(execFile)(process.execPath, command, { cwd: root, encoding: "utf8" });
    const { stdout, stderr } = await run.catch(
      (failed: { readonly stdout: string; readonly stderr: string }) => failed,
    );
    return { stdout, stderr };
  };

  it("goes on where the line broke, sends no byte twice that arrived, and tells what changed", async () => {
    const path = join(folder, "again.arf.xml");
    const text = await readFile(join(evidence, "scada-hist-01.arf.xml"), "utf8");
    // The same report, as if made a day later: another file, the same results.
    writeFileSync(path, `${text}<!-- a day later -->`);
    const { size } = statSync(path);
    const line = await openBrokenLine(node.port, 3_000_000);
    const { stdout, stderr } = await push(path, join(folder, "none.xml"), "--node", line.url);
    await line.close();
    expect(stderr).toContain("[evidence.node-unreachable]");
    expect(stderr).toContain("none.xml");
    expect(stdout).toMatch(/again\.arf\.xml: 0 added, 0 closed, 50 unchanged; 0 verdicts changed/);
    expect(line.passed()).toBeGreaterThan(size);
    expect(line.passed()).toBeLessThan(size + 1_500_000);
    const again = await push(path, "--node", url());
    expect(again.stdout).toContain("imported before, nothing changes");
  });
});
