/** `fenji assess --attack`: techniques with their gaps on the terminal and as JSON, a layer for Navigator, and wrong wishes. */

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { run } from "./testing/run.ts";

const root = join(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "fenji-attack-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const assess = (...args: string[]) =>
  run(
    "assess",
    join(root, "examples/factory.yaml"),
    "--evidence",
    join(root, "fixtures/evidence/scada-hist-01.arf.xml"),
    "--as-of",
    "2026-11-30",
    ...args,
  );

const printed = z.object({
  results: z.array(
    z.object({ verdicts: z.array(z.object({ requirement: z.string(), verdict: z.string() })) }),
  ),
  attack: z.object({
    results: z.tuple([
      z.object({
        counts: z.record(z.string(), z.number()),
        techniques: z.array(
          z.object({
            technique: z.string(),
            state: z.string(),
            requirements: z.array(z.object({ requirement: z.string(), verdict: z.string() })),
          }),
        ),
        levers: z.array(z.object({ requirement: z.string() })),
      }),
    ]),
  }),
});

const layerShape = z.object({
  versions: z.object({ layer: z.string() }),
  domain: z.literal("ics-attack"),
  techniques: z.array(z.object({ techniqueID: z.string(), comment: z.string() })).min(83),
});

test("a technique is open through requirements that the same assessment does not find met", async () => {
  const path = join(folder, "layer.json");
  const { out, code } = await assess(
    "--type",
    "connected",
    "--attack",
    "--attack-layer",
    path,
    "--json",
  );
  expect(code).toBe(0);
  const { results, attack } = printed.parse(JSON.parse(out));
  const verdicts = new Map(
    results[0]?.verdicts.map(({ requirement, verdict }) => [requirement, verdict]),
  );
  const [own] = attack.results;
  expect(own.techniques).toHaveLength(83);
  expect(Object.values(own.counts).reduce((sum, count) => sum + count, 0)).toBe(83);
  const open = own.techniques.filter(({ state }) => state === "open");
  expect(open.length).toBeGreaterThan(0);
  for (const { requirements } of open)
    expect(requirements.some(({ verdict }) => verdict === "notMet")).toBe(true);
  for (const { requirements } of own.techniques)
    for (const { requirement, verdict } of requirements)
      expect(verdict).toBe(verdicts.get(requirement));
  const layer = layerShape.parse(JSON.parse(readFileSync(path, "utf8")));
  const [first] = open;
  const cell = layer.techniques.find(({ techniqueID }) => techniqueID === first?.technique);
  expect(cell?.comment).toContain(
    first?.requirements.find(({ verdict }) => verdict === "notMet")?.requirement,
  );
});

test("the terminal says whose names these are, and what to close first", async () => {
  const { out } = await assess("--type", "connected", "--attack", "--lang", "en");
  expect(out).toContain("© The MITRE Corporation");
  expect(out).toMatch(/What to close first[\s\S]*IC-/);
});

test("a pack that holds no techniques is refused with the way out", async () => {
  const { err, code } = await assess(
    "--type",
    "connected",
    "--attack",
    "cn-working-days@2026",
    "--attack-layer",
    join(folder, "none.json"),
  );
  expect(code).not.toBe(0);
  expect(err).toContain("attack-ics@18.1");
  expect(existsSync(join(folder, "none.json"))).toBe(false);
});

const pattern = (id: string) => ({
  type: "attack-pattern",
  id: `attack-pattern--${id}`,
  name: "A name of the bundle",
  external_references: [{ source_name: "mitre-attack", external_id: id }],
  kill_chain_phases: [{ kill_chain_name: "mitre-ics-attack", phase_name: "lateral-movement" }],
});

test("a bundle that is loaded is a pack that assesses", async () => {
  const tactic = {
    type: "x-mitre-tactic",
    id: "x-mitre-tactic--1",
    name: "Lateral Movement",
    x_mitre_shortname: "lateral-movement",
    external_references: [{ source_name: "mitre-attack", external_id: "TA0109" }],
  };
  const path = join(folder, "bundle.json");
  const objects = [tactic, pattern("T0812"), pattern("T9999")];
  writeFileSync(path, JSON.stringify({ type: "bundle", objects }));
  const out = join(folder, "loaded");
  const loaded = await run("attack", "load", path, "--out", out, "--json");
  expect(loaded.code).toBe(0);
  expect(JSON.parse(loaded.out)).toMatchObject({ tactics: 1, techniques: 2 });
  const assessed = await assess("--type", "connected", "--attack", out, "--json");
  const { attack } = printed.parse(JSON.parse(assessed.out));
  expect(attack.results[0].techniques.map(({ technique, state }) => [technique, state])).toEqual([
    ["T0812", expect.stringMatching(/^(open|partly|unknown|covered)$/)],
    ["T9999", "unmapped"],
  ]);
});

test.each([
  ["no JSON", "{", "JSON"],
  ["another JSON", "{}", "STIX 2.1 bundle"],
  ["no techniques", '{"type":"bundle","objects":[]}', "x-mitre-tactic"],
])("%s is refused and nothing is written", async (_what, text, wanted) => {
  const path = join(folder, "wrong.json");
  writeFileSync(path, text);
  const { err, code } = await run("attack", "load", path, "--out", join(folder, "none"));
  expect(code).toBe(2);
  expect(err).toContain(wanted);
  expect(existsSync(join(folder, "none"))).toBe(false);
});
