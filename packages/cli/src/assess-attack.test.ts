/** `fenji assess --attack`: techniques with their gaps on the terminal and as JSON, a layer for Navigator, and wrong wishes. */

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
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
