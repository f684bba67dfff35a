/** Importing on a real database: never twice, in any order, all or nothing, walled off. */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inSnapshot } from "../../platform/ctx.ts";
import { importEvidence } from "./import-evidence.ts";
import {
  bytesOf,
  ownActor,
  sha256Of,
  startEvidenceNode,
  type EvidenceNode,
} from "./testing/evidence-node.ts";
import { samplePack } from "./testing/sample-pack.ts";
import { xccdfReport } from "./testing/sample-report.ts";

let plant: EvidenceNode;

beforeAll(async () => {
  plant = await startEvidenceNode();
});
afterAll(() => plant.node.close());

const may = "2026-05-01T00:00:00Z";
const june = "2026-06-01T00:00:00Z";
const july = "2026-07-01T00:00:00Z";

const report = (at: string, results: Record<string, string>, host = "h1"): string =>
  xccdfReport({ host, at, results });

const sqlNow = async (statement: ReturnType<typeof sql>): Promise<readonly unknown[]> =>
  inSnapshot(plant.node.ctx(), async (tx) => (await statement.execute(tx.db)).rows);

describe("the same file", () => {
  it("changes nothing the second time", async () => {
    const firm = await plant.addFirm();
    const text = report(may, { one: "pass", two: "fail" });
    const first = await plant.importText(firm, text);
    expect(first).toMatchObject({
      file: { sha256: sha256Of(text), status: "new", format: "xccdf" },
      observations: { added: 2, closed: 0, unchanged: 0 },
      verdictsChanged: 2,
    });
    const { id, version, title } = samplePack.header;
    const pack = `${id}@${version}`;
    expect(first.regimes).toEqual([{ pack, title, changed: 2, firstJudged: true }]);
    expect(first.changes).toContainEqual({
      pack,
      type: "connected",
      requirement: "R1",
      from: "notEvidenced",
      to: "met",
    });
    const before = await plant.size(firm);
    const second = await plant.importText(firm, text, "another-name.xml");
    expect(second).toMatchObject({
      file: { status: "identical", sha256: sha256Of(text) },
      observations: { added: 0, closed: 0, unchanged: 0 },
      verdictsChanged: 0,
      changes: [],
    });
    expect(await plant.size(firm)).toEqual(before);
  });

  it("is taken once when it comes four times at once", async () => {
    const firm = await plant.addFirm();
    const text = report(may, { one: "pass", three: "pass" });
    const replies = await Promise.all(
      Array.from({ length: 4 }, () => plant.importText(firm, text)),
    );
    expect(replies.map(({ file }) => file.status).toSorted()).toEqual([
      "identical",
      "identical",
      "identical",
      "new",
    ]);
    expect(await plant.open(firm)).toHaveLength(2);
    // The import, and the verdicts that it changed.
    expect((await plant.size(firm))["events"]).toBe(2);
  });

  it("is another firm's own evidence too, and stored once", async () => {
    const [a, b] = [await plant.addFirm(), await plant.addFirm()];
    const text = report(may, { one: "pass" }, "shared");
    expect((await plant.importText(a, text)).file.status).toBe("new");
    expect((await plant.importText(b, text)).file.status).toBe("new");
    expect(await plant.open(b)).toHaveLength(1);
  });
});

describe("a later report of the same scope and subject", () => {
  it("leaves what it repeats, replaces what changed, closes what it no longer says", async () => {
    const firm = await plant.addFirm();
    await plant.importText(firm, report(may, { one: "pass", two: "fail", three: "fail" }));
    const reply = await plant.importText(firm, report(june, { one: "pass", two: "pass" }));
    expect(reply.observations).toEqual({ added: 1, closed: 2, unchanged: 1 });
    expect(await plant.open(firm)).toEqual([
      { check: "xccdf:one", result: "pass", subject: "hostname:h1" },
      { check: "xccdf:two", result: "pass", subject: "hostname:h1" },
    ]);
    expect(await plant.verdicts(firm)).toMatchObject({ R1: "met", R3: "notEvidenced" });
    expect((await plant.size(firm))["observations"]).toBe(4);
  });

  it("that found nothing closes everything that it covers, and nothing else", async () => {
    const firm = await plant.addFirm();
    await plant.importText(firm, report(may, { one: "pass", two: "fail" }));
    await plant.importText(firm, report(may, { one: "fail" }, "h2"));
    const empty = report(june, { other: "notselected" });
    const reply = await plant.importText(firm, empty);
    expect(reply.observations).toEqual({ added: 0, closed: 2, unchanged: 0 });
    expect(await plant.open(firm)).toEqual([
      { check: "xccdf:one", result: "fail", subject: "hostname:h2" },
    ]);
  });

  it("of the same instant is a correction of the earlier one", async () => {
    const firm = await plant.addFirm();
    await plant.importText(firm, report(may, { one: "fail", two: "fail" }));
    const corrected = report(may, { one: "pass", two: "fail" });
    expect((await plant.importText(firm, corrected)).observations).toEqual({
      added: 1,
      closed: 1,
      unchanged: 1,
    });
    expect(await plant.verdicts(firm)).toMatchObject({ R1: "met" });
    await plant.withdraw(firm, sha256Of(corrected));
    expect(await plant.verdicts(firm)).toMatchObject({ R1: "notMet" });
  });

  it("of another profile closes nothing", async () => {
    const firm = await plant.addFirm();
    await plant.importText(firm, report(may, { one: "pass", two: "fail" }));
    const other = xccdfReport({ host: "h1", at: june, results: { three: "pass" }, profile: "q" });
    expect((await plant.importText(firm, other)).observations).toEqual({
      added: 1,
      closed: 0,
      unchanged: 0,
    });
    expect(await plant.open(firm)).toHaveLength(3);
  });
});

describe("an older report that comes late", () => {
  it("closes nothing newer and is kept as history, with a warning", async () => {
    const firm = await plant.addFirm();
    await plant.importText(firm, report(june, { one: "pass", two: "pass" }));
    const verdicts = await plant.verdicts(firm);
    const late = await plant.importText(
      firm,
      report(may, { one: "fail", two: "pass", three: "fail" }),
    );
    expect(late.observations).toEqual({ added: 0, closed: 0, unchanged: 1 });
    expect(late.verdictsChanged).toBe(0);
    expect(late.file.warnings.map(({ code }) => code)).toContain("older-report");
    expect(await plant.verdicts(firm)).toEqual(verdicts);
    expect((await plant.size(firm))["observations"]).toBe(4);
  });

  it("does not bring back what an empty report closed", async () => {
    const firm = await plant.addFirm();
    await plant.importText(firm, report(june, { other: "notselected" }));
    await plant.importText(firm, report(may, { one: "fail" }));
    expect(await plant.open(firm)).toEqual([]);
  });

  it("that found nothing closes nothing newer", async () => {
    const firm = await plant.addFirm();
    await plant.importText(firm, report(june, { one: "fail" }));
    const late = await plant.importText(firm, report(may, { other: "notselected" }));
    expect(late.observations.closed).toBe(0);
    expect(await plant.open(firm)).toHaveLength(1);
  });

  it("gives the same picture in any order of arrival", async () => {
    const reports = [
      report(may, { one: "fail", two: "fail", three: "pass" }),
      report(june, { one: "pass", two: "fail" }),
      report(july, { one: "pass", three: "fail" }),
    ];
    const orders = [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
      [2, 0, 1],
    ];
    const pictures = [];
    for (const order of orders) {
      const firm = await plant.addFirm();
      for (const index of order) await plant.importText(firm, reports[index] ?? "");
      pictures.push([await plant.open(firm), await plant.verdicts(firm)]);
    }
    for (const picture of pictures) expect(picture).toEqual(pictures[0]);
    expect(pictures[0]?.[1]).toMatchObject({ R1: "met", R3: "notMet" });
  });
});

describe("identity", () => {
  it("never merges two hosts that look alike", async () => {
    const firm = await plant.addFirm();
    await plant.importText(firm, report(may, { one: "pass" }, "plc-01"));
    await plant.importText(firm, report(may, { one: "fail" }, "plc-01a"));
    expect(await plant.open(firm)).toHaveLength(2);
    expect(await plant.verdicts(firm)).toMatchObject({ R1: "partlyMet" });
  });

  it("warns of hosts that the tool never reported on before", async () => {
    const firm = await plant.addFirm();
    const first = await plant.importText(firm, report(may, { one: "pass" }));
    const second = await plant.importText(firm, report(june, { one: "pass" }, "stranger"));
    const codes = (reply: typeof first): string[] => reply.file.warnings.map(({ code }) => code);
    expect(codes(first)).not.toContain("other-host");
    expect(codes(second)).toContain("other-host");
  });
});

describe("what cannot be trusted", () => {
  const refused = async (firm: EnterpriseId, text: string, code: string): Promise<void> => {
    const before = await plant.size(firm);
    const error = await plant.importText(firm, text, "bad.xml").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    if (!(error instanceof AppError)) return;
    expect(error.code).toBe(code);
    expect(error.params["file"]).toBe("bad.xml");
    expect(error.params["at"]).toBeTruthy();
    expect(await plant.size(firm)).toEqual(before);
  };

  it("leaves nothing behind, in the database or on disk", async () => {
    const firm = await plant.addFirm();
    await plant.importText(firm, report(may, { one: "pass" }));
    const files = (): string[] =>
      readdirSync(join(plant.node.dataFolder, "files"), { recursive: true }).map(String).toSorted();
    const before = files();
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`r${n}`, "fail"]));
    const long = report(june, many);
    await refused(firm, long.slice(0, long.length - 200), "evidence.xml-truncated");
    await refused(firm, "", "evidence.empty");
    await refused(firm, "just some text", "evidence.unknown-format");
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa">]>${long.slice(long.indexOf("<Benchmark"))}`;
    await refused(firm, bomb, "evidence.xml-entities");
    expect(files()).toEqual(before);
    expect(await plant.open(firm)).toHaveLength(1);
  });

  it("nor does an upload that breaks off, or whose sender goes away while it is read", async () => {
    const firm = await plant.addFirm();
    const before = await plant.size(firm);
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield* bytesOf(report(may, { one: "pass" }).slice(0, 300));
      throw new Error("aborted");
    }
    await expect(plant.importBytes(firm, broken())).rejects.toThrow("aborted");
    const gone = new AbortController();
    async function* whole(): AsyncGenerator<Uint8Array> {
      yield* bytesOf(report(may, { one: "pass" }));
      gone.abort();
    }
    await expect(plant.importBytes(firm, whole(), gone.signal)).rejects.toThrow(/abort/i);
    expect(await plant.size(firm)).toEqual(before);
  });

  it("may hold what a database cannot", async () => {
    const firm = await plant.addFirm();
    const odd = {
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { name: "lint" } },
          results: [{ ruleId: "界".repeat(3000), message: { text: "nul \u0000 and half \ud800" } }],
        },
      ],
    };
    const reply = await plant.importText(firm, JSON.stringify(odd), "odd.sarif");
    expect(reply.observations.added).toBeGreaterThan(0);
  });
});

describe("walls", () => {
  it("a firm's own actor imports for itself and not for another", async () => {
    const [mine, theirs] = [await plant.addFirm(), await plant.addFirm()];
    const as = (firm: EnterpriseId) =>
      importEvidence(plant.node.ctx(ownActor(mine)), {
        enterpriseId: firm,
        name: "r.xml",
        bytes: bytesOf(report(may, { one: "pass" })),
        signal: new AbortController().signal,
        packs: [samplePack],
      });
    expect((await as(mine)).observations.added).toBe(1);
    await expect(as(theirs)).rejects.toMatchObject({ code: "request.not-found" });
    const seen = await inSnapshot(plant.node.ctx(ownActor(theirs)), (tx) =>
      tx.db.selectFrom("observations").select("id").execute(),
    );
    expect(seen).toEqual([]);
  });

  it("keeps the tool's words in the firm's database, out of log and events", async () => {
    const firm = await plant.addFirm();
    await plant.importText(firm, report(may, { one: "pass" }));
    await plant.importText(firm, `${report(june, { two: "pass" })}<broken`).catch(() => undefined);
    const kept = await sqlNow(
      sql`select 1 from observations where enterprise_id = ${firm} and message like '%CANARY%'`,
    );
    expect(kept).toHaveLength(1);
    const told = await sqlNow(sql`select 1 from events where payload::text like '%CANARY%'`);
    expect(told).toHaveLength(0);
    expect(plant.log()).not.toContain("CANARY");
  });
});

describe("withdrawing", () => {
  it("undoes an import: what it said goes, what it closed comes back", async () => {
    const firm = await plant.addFirm();
    await plant.importText(firm, report(may, { one: "pass", two: "fail" }));
    const before = [await plant.open(firm), await plant.verdicts(firm)];
    const second = report(june, { one: "fail" });
    await plant.importText(firm, second);
    expect(await plant.verdicts(firm)).toMatchObject({ R1: "notMet" });
    expect(await plant.withdraw(firm, sha256Of(second))).toEqual({
      observationsClosed: 1,
      verdictsChanged: 2,
    });
    expect([await plant.open(firm), await plant.verdicts(firm)]).toEqual(before);
    await expect(plant.withdraw(firm, sha256Of(second))).rejects.toMatchObject({
      code: "request.not-found",
    });
    expect((await plant.importText(firm, second)).file.status).toBe("new");
    expect(await plant.verdicts(firm)).toMatchObject({ R1: "notMet" });
  });

  it("leaves what another file says too, under that file", async () => {
    const firm = await plant.addFirm();
    const first = report(may, { one: "pass" });
    const second = report(june, { one: "pass", two: "pass" });
    await plant.importText(firm, first);
    await plant.importText(firm, second);
    await plant.withdraw(firm, sha256Of(first));
    expect(await plant.open(firm)).toHaveLength(2);
    const files = await sqlNow(
      sql`select distinct file_sha256 from observations where enterprise_id = ${firm} and closed_at is null`,
    );
    expect(files).toEqual([{ file_sha256: sha256Of(second) }]);
  });

  it("gives what the remaining files give alone", async () => {
    const reports = [
      report(may, { one: "fail", two: "fail", three: "pass" }),
      report(june, { one: "pass", two: "fail" }),
      report(july, { one: "pass", three: "fail" }),
    ];
    for (const gone of [0, 1, 2]) {
      const [all, rest] = [await plant.addFirm(), await plant.addFirm()];
      for (const text of reports) await plant.importText(all, text);
      await plant.withdraw(all, sha256Of(reports[gone] ?? ""));
      for (const [index, text] of reports.entries())
        if (index !== gone) await plant.importText(rest, text);
      expect(await plant.open(all)).toEqual(await plant.open(rest));
      expect(await plant.verdicts(all)).toEqual(await plant.verdicts(rest));
    }
  });
});
