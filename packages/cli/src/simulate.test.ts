/** `fenji simulate`: its promised shape, its sums, SQL's second opinion, and what it refuses. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "./run-cli.ts";

const run = async (lang: "zh" | "en", ...args: string[]) => {
  let out = "";
  let err = "";
  const io = {
    stdout: { write: async (text: string) => void (out += text) },
    stderr: { write: async (text: string) => void (err += text) },
    now: () => 0,
    lang,
    nodeUrl: "",
    exitCode: 0 as const,
  };
  const code = await runCli(args, io, { debug: false });
  return { out, err, code };
};

let folder = "";
let registry = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "fenji-simulate-"));
  registry = join(folder, "registry");
  await run(
    "en",
    "registry",
    "generate",
    "--enterprises",
    "4000",
    "--seed",
    "1",
    "--out",
    registry,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Counted {
  readonly before: Record<string, number>;
  readonly after: Record<string, number>;
  readonly movement: readonly { from: string; to: string; count: number }[];
}

interface Reply extends Counted {
  readonly firms: number;
  readonly sqlAgrees: boolean | null;
  readonly sqlRows: number;
  readonly types: Record<string, Counted>;
}

const simulate = async (...args: string[]): Promise<Reply> => {
  const { out, err, code } = await run("en", "simulate", "--registry", registry, "--json", ...args);
  expect([err, code]).toEqual(["", 0]);
  return JSON.parse(out);
};

/** What leaves a grade and what comes to it make the difference between before and after. */
const balance = ({ before, after, movement }: Counted): void => {
  for (const key of Object.keys(before)) {
    const into = movement.filter(({ to }) => to === key).reduce((sum, { count }) => sum + count, 0);
    const out = movement
      .filter(({ from }) => from === key)
      .reduce((sum, { count }) => sum + count, 0);
    expect(after[key]).toBe((before[key] ?? 0) + into - out);
  }
};

describe("simulate --json", () => {
  it("has the promised members, counts that balance, and SQL that agrees", async () => {
    const reply = await simulate("--set", "grading.thresholds.3=55");
    expect(reply).toMatchObject({
      firms: 4000,
      pack: "iiot-protection@2024-illustrative",
      synthetic: true,
      set: { "grading.thresholds.3": 55 },
      ms: { load: expect.any(Number), grade: expect.any(Number) },
      sqlAgrees: true,
      sqlRows: 4000,
    });
    expect(Object.keys(reply.before)).toEqual(["1", "2", "3", "undetermined"]);
    balance(reply);
    expect(reply.after["3"]).toBeGreaterThan(reply.before["3"] ?? 0);
    expect(reply.movement.length).toBeGreaterThan(0);
    for (const type of ["connected", "platform", "identifier"]) balance(reply.types[type] ?? reply);
    for (const key of ["1", "2", "3", "undetermined"])
      expect(reply.before[key]).toBe(
        Object.values(reply.types).reduce((sum, { before }) => sum + (before[key] ?? 0), 0),
      );
  }, 60_000);
  it("moves nobody without an edit, and counts one type where one is asked for", async () => {
    const none = await simulate("--no-sql");
    expect(none.movement).toEqual([]);
    expect(none.after).toEqual(none.before);
    expect([none.sqlAgrees, none.sqlRows]).toEqual([null, 0]);
    const one = await simulate(
      "--no-sql",
      "--type",
      "platform",
      "--set",
      "platform.thresholds.2=20",
    );
    expect(Object.keys(one.types)).toEqual(["platform"]);
    expect(one.before).toEqual(none.types["platform"]?.before);
    expect(one.after["2"]).toBeGreaterThan(one.before["2"] ?? 0);
  });
});

describe("simulate for people", () => {
  it("says in both languages who moves, and that rules and firms are no real ones", async () => {
    for (const lang of ["zh", "en"] as const) {
      const args = ["--registry", registry, "--no-sql", "--set", "grading.thresholds.3=55"];
      const { out, code } = await run(lang, "simulate", ...args);
      expect(code).toBe(0);
      expect(out).toContain(lang === "zh" ? "未确定 → 3 级" : "undetermined → grade 3");
      expect(out).toContain(lang === "zh" ? "合成数据" : "Synthetic");
      expect(out).toContain(lang === "zh" ? "未用 SQL 核对" : "not checked with SQL");
    }
  });
  it("lists the paths", async () => {
    const { out } = await run("en", "simulate", "--paths");
    expect(out).toMatch(/grading\.thresholds\.3 +70 {2}Grade 3 · lower bound/);
    const json = await run("en", "simulate", "--paths", "--json");
    expect(JSON.parse(json.out.split("\n")[0] ?? "")).toMatchObject({
      path: "grading.thresholds.2",
      value: 40,
      bounds: { min: null, max: 70 },
    });
  });
});

describe("simulate refuses", () => {
  const refusal = async (...args: string[]): Promise<string> => {
    const { out, err, code } = await run("en", "simulate", ...args);
    expect([out, code]).toEqual(["", 2]);
    return err;
  };
  it("an edit outside of its range, an unknown path or type, another file", async () => {
    const on = ["--registry", registry, "--no-sql"];
    expect(await refusal(...on, "--set", "grading.thresholds.3=40")).toContain("> 40, not 40");
    expect(await refusal(...on, "--set", "grading.threshold.3=75")).toContain(
      "Did you mean “grading.thresholds.3”",
    );
    expect(await refusal(...on, "--set", "grading.thresholds.3")).toContain("PATH=NUMBER");
    expect(await refusal(...on, "--type", "platfrom")).toContain("platform");
    expect(await refusal("--no-sql")).toContain("--registry");
    const other = join(folder, "other.csv");
    writeFileSync(other, "creditCode,name\n");
    expect(await refusal("--registry", other)).toContain("[columns.not-columns]");
    expect(await refusal("--registry", join(folder, "nowhere"))).toContain("file-not-found");
    expect(await refusal(...on, "--pack", "enterprise-size@2017")).toContain("[columns.unfit]");
  });
});
