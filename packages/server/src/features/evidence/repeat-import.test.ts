/** What importing again leaves in the tables: texts as they came, and no row that names what is not there. */

import type { Observation, ReadEvent } from "@fenji/evidence";
import type { EnterpriseId } from "@fenji/kernel";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inSnapshot, inTransaction } from "../../platform/ctx.ts";
import { rowsPerStatement } from "./policy.ts";
import { clearStaging, stageFile } from "./stage-observations.ts";
import { sha256Of, startEvidenceNode, type EvidenceNode } from "./testing/evidence-node.ts";
import { xccdfReport } from "./testing/sample-report.ts";

let plant: EvidenceNode;

beforeAll(async () => {
  plant = await startEvidenceNode();
});
afterAll(() => plant.node.close());

const read = <T>(statement: ReturnType<typeof sql<T>>): Promise<readonly T[]> =>
  inSnapshot(plant.node.ctx(), async (tx) => (await statement.execute(tx.db)).rows);

const report = (at: string, results: Record<string, string>): string =>
  xccdfReport({ host: "h1", at, results });

const months = ["2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z"] as const;

/** A lint report that says `times` times the same. */
const lint = (times: number, tag: string): string =>
  JSON.stringify({
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "lint" } },
        results: Array.from({ length: times }, () => ({
          ruleId: "r",
          message: { text: "said" },
          properties: { tags: [tag] },
        })),
      },
    ],
  });

const observationWith = (refs: readonly string[]): Observation => ({
  subject: { kind: "host", id: "h", identifiers: {} },
  check: "c:1",
  revision: null,
  title: null,
  refs,
  result: "fail",
  severity: null,
  observedAt: null,
  at: "1:1",
  message: null,
});

const openOf = (firm: EnterpriseId) => plant.open(firm);

describe("staging", () => {
  it("keeps every name of a check as it came, whatever characters are in it", async () => {
    const firm = await plant.addFirm();
    const refs = [String.raw`a"b\c`, "{x,y}", "NULL", "", " ", "'", "换\n行", String.raw`\"`];
    async function* events(): AsyncGenerator<ReadEvent> {
      for (const names of [refs, [], ["cwe:78"]])
        yield { kind: "observation", scope: "s", observation: observationWith(names) };
    }
    const staged = await inTransaction(plant.node.ctx(), async (tx) => {
      const { signal } = new AbortController();
      const receivedAt = new Date(months[0]).toISOString();
      const file = await stageFile(tx, events(), { enterpriseId: firm, receivedAt, signal });
      const rows = await sql<{ refs: string[] }>`
        select refs from staged_observations order by n`.execute(tx.db);
      await clearStaging(tx, firm);
      return { count: file.observations, refs: rows.rows.map((row) => row.refs) };
    });
    expect(staged).toEqual({ count: 3, refs: [refs, [], ["cwe:78"]] });
  });

  it("tells why reading failed, also while a batch is being written", async () => {
    const firm = await plant.addFirm();
    async function* events(): AsyncGenerator<ReadEvent> {
      for (let n = 0; n < rowsPerStatement; n += 1)
        yield { kind: "observation", scope: "s", observation: observationWith([`n:${n}`]) };
      throw new Error("broke off");
    }
    const staging = inTransaction(plant.node.ctx(), (tx) => {
      const { signal } = new AbortController();
      const receivedAt = new Date(months[0]).toISOString();
      return stageFile(tx, events(), { enterpriseId: firm, receivedAt, signal });
    });
    await expect(staging).rejects.toThrow("broke off");
  });
});

describe("importing again", () => {
  it("matches what is said n times n times, and no more", async () => {
    const firm = await plant.addFirm();
    /** Findings that are open after a report says the same so often; the run, with its count, is one more. */
    const findings = async (times: number, note: string) => {
      const { observations } = await plant.importText(firm, lint(times, note), "r.sarif");
      const open = (await openOf(firm)).filter(({ result }) => result === "fail").length;
      return { open, ...observations };
    };
    expect(await findings(3, "a")).toEqual({ open: 3, added: 4, closed: 0, unchanged: 0 });
    expect(await findings(3, "b")).toEqual({ open: 3, added: 0, closed: 0, unchanged: 4 });
    expect(await findings(5, "c")).toEqual({ open: 5, added: 3, closed: 1, unchanged: 3 });
    expect(await findings(1, "d")).toEqual({ open: 1, added: 1, closed: 5, unchanged: 1 });
  });

  it("of thousands of results moves their times and nothing else", async () => {
    const firm = await plant.addFirm();
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`r${n}`, "fail"]));
    await plant.importText(firm, report(months[0], many));
    const again = await plant.importText(firm, report(months[1], many));
    expect(again.observations).toEqual({ added: 0, closed: 0, unchanged: 5000 });
    const rows = await read(sql<{ n: number; seen: string; holds: string }>`
      select count(*)::int as n, last_seen_at as seen, holds_at as holds from observations
      where enterprise_id = ${firm} and closed_at is null group by 2, 3`);
    const june = new Date(months[1]).toISOString();
    expect(rows).toEqual([{ n: 5000, seen: june, holds: june }]);
    const late = await plant.importText(firm, report("2026-05-15T00:00:00Z", many));
    expect(late.observations).toEqual({ added: 0, closed: 0, unchanged: 5000 });
    expect((await plant.size(firm))["sightings"]).toBe(10_000);
  });
});

describe("rows without foreign keys", () => {
  /** Rows that name a file or an observation which is not there, and staged rows that were left behind. */
  const orphans = (firm: EnterpriseId) =>
    read(sql<{ what: string }>`
      select 'file of observation' as what from observations o where enterprise_id = ${firm}
        and not exists (select 1 from evidence_files f where f.enterprise_id = o.enterprise_id and f.sha256 = o.file_sha256)
      union all
      select 'file that closed' from observations o where enterprise_id = ${firm} and closed_by_file is not null
        and not exists (select 1 from evidence_files f where f.enterprise_id = o.enterprise_id and f.sha256 = o.closed_by_file)
      union all
      select 'file of sighting' from observation_sightings s where enterprise_id = ${firm}
        and not exists (select 1 from evidence_files f where f.enterprise_id = s.enterprise_id and f.sha256 = s.file_sha256)
      union all
      select 'observation of sighting' from observation_sightings s where enterprise_id = ${firm}
        and not exists (select 1 from observations o where o.enterprise_id = s.enterprise_id and o.id = s.observation_id)
      union all select 'matched' from staged_matches where enterprise_id = ${firm}
      union all select 'reported' from staged_scopes where enterprise_id = ${firm}`);

  it("name only what is there, through imports, refusals, withdrawals and returns", async () => {
    const firm = await plant.addFirm();
    const texts = [
      report(months[0], { one: "pass", two: "fail", three: "fail" }),
      report(months[1], { one: "pass", two: "pass" }),
      report(months[2], { one: "fail", three: "fail" }),
    ];
    for (const text of texts) await plant.importText(firm, text);
    expect(await orphans(firm)).toEqual([]);
    await expect(plant.importText(firm, texts[0]?.slice(0, -40) ?? "")).rejects.toMatchObject({
      code: "evidence.xml-truncated",
    });
    for (const text of texts) {
      await plant.withdraw(firm, sha256Of(text));
      expect(await orphans(firm)).toEqual([]);
    }
    expect(await openOf(firm)).toEqual([]);
    for (const text of texts.toReversed()) await plant.importText(firm, text);
    expect(await orphans(firm)).toEqual([]);
    expect(await openOf(firm)).toHaveLength(2);
  });
});
