/** `fenji registry generate`: the same file for the same seed, readable for the pack, and honest about itself. */

import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attributeAt, readColumnsFile } from "@fenji/grading";
import { creditCodeProblem } from "@fenji/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findRegime } from "./find-pack.ts";
import { runCli } from "./run-cli.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-registry-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = async (...args: string[]) => {
  let out = "";
  let err = "";
  const io = {
    stdout: { write: async (text: string) => void (out += text) },
    stderr: { write: async (text: string) => void (err += text) },
    now: () => 0,
    lang: "en" as const,
    nodeUrl: "",
    exitCode: 0 as const,
  };
  const code = await runCli(["registry", "generate", ...args], io, { debug: false });
  return { out, err, code };
};

const hashOf = (path: string): string =>
  createHash("sha256").update(readFileSync(path)).digest("hex");

describe("columns", () => {
  it("are the same bytes for the same number and seed, and say what they are", async () => {
    const [a, b, c] = ["a", "b", "c"].map((name) => join(folder, name));
    const made = await run("--enterprises", "3000", "--seed", "7", "--out", a ?? "", "--json");
    expect(made.err).toBe("");
    expect(JSON.parse(made.out)).toMatchObject({
      firms: 3000,
      seed: 7,
      synthetic: true,
      pack: "iiot-protection@2024-illustrative",
    });
    await run("--enterprises", "3000", "--seed", "7", "--out", b ?? "");
    await run("--enterprises", "3000", "--seed", "8", "--out", c ?? "");
    expect(hashOf(a ?? "")).toBe(hashOf(b ?? ""));
    expect(hashOf(a ?? "")).not.toBe(hashOf(c ?? ""));
    const { grading } = await findRegime("iiot-protection@2024-illustrative");
    const file = readColumnsFile(readFileSync(a ?? ""), grading.facts);
    expect(file.synthetic).toEqual({ seed: 7 });
    expect(file.notice?.zh).toContain("合成");
    expect(file.columns.rows).toBe(3000);
    expect([...file.columns.byFact.keys()].toSorted()).toEqual(
      grading.facts.map(({ id }) => id).toSorted(),
    );
    const codes = file.attributes.get("creditCode");
    const names = file.attributes.get("name");
    for (const row of [0, 1, 2999]) {
      expect(codes && creditCodeProblem(attributeAt(codes, row))).toBeUndefined();
      expect(names && attributeAt(names, row)).toMatch(/（合成）$/);
    }
  });
  it("are not left half written", async () => {
    const before = readdirSync(folder).length;
    const refused = await run("--enterprises", "10", "--out", join(folder, "none", "x"));
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("[evidence.file-not-found]");
    const wrong = await run("--enterprises", "9999999999", "--out", join(folder, "x"));
    expect(wrong.code).toBe(2);
    expect(readdirSync(folder)).toHaveLength(before);
  });
});

describe("a list", () => {
  it("has one line a firm, with what a register asks and the facts", async () => {
    const path = join(folder, "list.csv");
    await run("--enterprises", "1200", "--out", path, "--format", "csv");
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(1201);
    const heading = lines[0]?.replace("\uFEFF", "").split(",") ?? [];
    expect(heading.slice(0, 7)).toEqual([
      "creditCode",
      "name",
      "nameEn",
      "jurisdiction",
      "city",
      "division",
      "sector",
    ]);
    expect(new Set(heading).size).toBe(heading.length);
    expect(creditCodeProblem(lines[1]?.split(",")[0] ?? "")).toBeUndefined();
  });
});
