/** `fenji assess` on the real factory and its real evidence: the shape that others rely on, and what it must not do. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";

const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "fenji-assess-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fenji = (...args: readonly string[]) => {
  const run = spawnSync(process.execPath, ["scripts/fenji.mjs", ...args], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
};

const verdict = z.enum([
  "met",
  "partlyMet",
  "notMet",
  "notApplicable",
  "notEvidenced",
  "contested",
]);

const reply = z.object({
  pack: z.object({ id: z.string(), version: z.string(), illustrative: z.boolean() }),
  files: z.array(z.object({ path: z.string(), sha256: z.string().nullable() })),
  results: z.array(
    z.object({
      type: z.string(),
      grade: z.number().int().nullable(),
      counts: z.record(verdict, z.number().int()),
      score: z.object({
        low: z.number().nullable(),
        high: z.number().nullable(),
        coverage: z.number().nullable(),
        formula: z.literal("conformity-interval-1"),
      }),
      verdicts: z.array(
        z.object({
          requirement: z.string(),
          verdict,
          applies: z.enum(["yes", "no", "unknown"]),
          because: z.array(
            z.object({
              observation: z.string(),
              check: z.string(),
              path: z.array(z.string()),
              family: z.string(),
            }),
          ),
        }),
      ),
      gaps: z.array(
        z.object({
          requirement: z.string(),
          capabilities: z.array(z.string()),
          effort: z.object({ personDays: z.number(), costCny: z.number() }),
        }),
      ),
    }),
  ),
});

/** The fixtures are dated, and evidence expires: they are judged by the days after they were taken. */
const asOf = ["--as-of", "2026-11-30"];

const assess = (...args: readonly string[]) => {
  const run = fenji("assess", "examples/factory.yaml", ...asOf, "--json", ...args);
  return { ...run, value: reply.parse(JSON.parse(run.out)) };
};

const connected = (value: z.infer<typeof reply>) => {
  const found = value.results.find(({ type }) => type === "connected");
  if (found === undefined) throw new Error("the factory is a connected enterprise");
  return found;
};

describe("fenji assess", () => {
  const { code, value } = assess("--evidence", "fixtures/evidence");
  const result = connected(value);

  it("says of each requirement what the evidence makes of it", () => {
    expect(code).toBe(0);
    expect(value.pack).toMatchObject({ id: "iiot-protection", illustrative: true });
    const sum = Object.values(result.counts).reduce((total, count) => total + count, 0);
    expect(sum).toBe(result.verdicts.length);
    for (const [name, count] of Object.entries(result.counts))
      expect(result.verdicts.filter((one) => one.verdict === name)).toHaveLength(count);
    const decided = result.counts.met + result.counts.partlyMet + result.counts.notMet;
    expect(decided).toBeGreaterThan(0);
    expect(result.counts.notEvidenced).toBeGreaterThan(0);
  });

  it("computes the score from the counts and nothing else", () => {
    const { met, partlyMet, notMet, notEvidenced, contested } = result.counts;
    const all = met + partlyMet + notMet + notEvidenced + contested;
    expect(result.score.low).toBeCloseTo((met + partlyMet / 2) / all, 10);
    expect(result.score.high).toBeCloseTo(
      (met + partlyMet / 2 + notEvidenced + contested) / all,
      10,
    );
    expect(result.score.coverage).toBeCloseTo((met + partlyMet + notMet) / all, 10);
  });

  it("shows for each observation its place and the path from check to requirement", () => {
    const known = new Set(value.files.map(({ sha256 }) => sha256));
    for (const { requirement, verdict: of, applies, because } of result.verdicts) {
      if (of !== "notEvidenced" && applies !== "no") expect(because.length).toBeGreaterThan(0);
      for (const { observation, check, path, family } of because) {
        const [, sha256 = ""] = /^sha256:([0-9a-f]{64})#.+$/.exec(observation) ?? [];
        expect(known).toContain(sha256);
        expect(family).not.toBe("");
        expect(path[0]).toBe(check);
        expect(path.at(-1)).toBe(requirement);
      }
    }
  });

  it("lists as gaps exactly what is not met or partly met", () => {
    const open = result.verdicts
      .filter((one) => one.verdict === "notMet" || one.verdict === "partlyMet")
      .map(({ requirement }) => requirement);
    expect(result.gaps.map(({ requirement }) => requirement).toSorted()).toEqual(open.toSorted());
  });

  it("knows nothing from an empty folder, and less of a lower grade", () => {
    const nothing = connected(assess("--evidence", folder).value);
    const asked = nothing.verdicts.filter(({ applies }) => applies !== "no");
    expect(nothing.counts.notEvidenced).toBe(asked.length);
    expect(nothing.counts.notApplicable).toBe(nothing.verdicts.length - asked.length);
    expect(nothing.score).toMatchObject({ low: 0, high: 1, coverage: 0 });
    const lower = connected(assess("--evidence", folder, "--grade", "1").value);
    expect(lower.grade).toBe(1);
    expect(lower.verdicts.length).toBeLessThanOrEqual(nothing.verdicts.length);
  });

  it("assesses for the highest possible grade while the grade is open", () => {
    const open = join(folder, "open.yaml");
    writeFileSync(
      open,
      "pack: iiot-protection@2024-illustrative\nobject: { id: a, name: b }\nfacts: { enterpriseTypes: [connected] }\n",
    );
    const run = fenji("assess", open, "--evidence", "fixtures/evidence", ...asOf, "--json");
    const parsed: unknown = JSON.parse(run.out);
    expect(parsed).toMatchObject({ results: [{ grade: 3, gradeBasis: "highest-possible" }] });
  });

  it("reports a bad file, judges the rest, and ends with 2", () => {
    const bad = join(folder, "bad.txt");
    writeFileSync(bad, "no report");
    const run = assess("--evidence", "fixtures/evidence", bad);
    expect(run.code).toBe(2);
    expect(run.err).toContain("evidence.unknown-format");
    expect(connected(run.value).counts).toEqual(result.counts);
    rmSync(bad);
  });

  it("counts a file once, whatever its names", () => {
    const twice = assess(
      "--evidence",
      "fixtures/evidence",
      "fixtures/evidence/edge-gw-01.xccdf.xml",
    );
    expect(connected(twice.value).counts).toEqual(result.counts);
  });

  it.each([
    ["input.missing", ["assess", "nowhere.yaml", "--evidence", "."]],
    [
      "pack.not-found",
      ["assess", "examples/factory.yaml", "--pack", "none@1", "--evidence", folder],
    ],
    [
      "assess.type-unknown",
      ["assess", "examples/factory.yaml", "--type", "x", "--evidence", folder],
    ],
    [
      "assess.grade-unknown",
      ["assess", "examples/factory.yaml", "--grade", "9", "--evidence", folder],
    ],
    ["usage", ["assess", "examples/factory.yaml"]],
  ])("says what is wrong: %s", (code2, args) => {
    const run = fenji(...args);
    expect(run.code).toBe(2);
    expect(run.err).toContain(`[${code2}]`);
    expect(run.err).not.toMatch(/^\s+at /m);
  });

  it("prints for people in both languages, with the notice", () => {
    const args = ["assess", "examples/factory.yaml", "--evidence", "fixtures/evidence"];
    expect(fenji(...args, "--lang", "zh").out).toContain("自评结果，以核查为准");
    expect(fenji(...args, "--lang", "en").out).toContain("subject to verification");
  });
});

describe("fenji evidence unmapped", () => {
  it("lists what reaches no requirement, and the share that does", () => {
    const run = fenji("evidence", "unmapped", "--evidence", "fixtures/evidence", "--json");
    expect(run.code).toBe(0);
    const mapping = z.object({
      mapped: z.number(),
      unmapped: z.array(z.unknown()),
      share: z.number(),
    });
    const family = mapping.extend({ family: z.string() });
    const value = mapping.extend({ families: z.array(family) }).parse(JSON.parse(run.out));
    expect(value.share).toBeCloseTo(value.mapped / (value.mapped + value.unmapped.length), 10);
    const scap = value.families.find((one) => one.family === "ssg-oval");
    expect(scap?.share).toBeGreaterThanOrEqual(0.6);
  });
});
