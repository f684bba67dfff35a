/** `fenji assess --as-of`: the same for the same evidence, however it lies in folders; what is later makes no difference. */

import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { run } from "./testing/run.ts";

const root = join(import.meta.dirname, "../../..");
const evidence = join(root, "fixtures/evidence");
const folder = mkdtempSync(join(tmpdir(), "fenji-as-of-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const reports = readdirSync(evidence)
  .filter((name) => /\.(xml|sarif|csv)$/.test(name))
  .toSorted();

const reply = z.object({
  asOf: z.string().nullable(),
  results: z.array(
    z.looseObject({
      counts: z.record(z.string(), z.number()),
      verdicts: z.array(
        z.looseObject({
          verdict: z.string(),
          because: z.array(
            z.looseObject({
              observation: z.string(),
              path: z.array(z.string()),
              family: z.string(),
            }),
          ),
        }),
      ),
    }),
  ),
  sources: z.looseObject({
    health: z.array(z.looseObject({ source: z.string(), questions: z.number() })),
    copies: z.array(z.unknown()),
  }),
  files: z.array(z.looseObject({ sha256: z.string().nullable(), later: z.number() })),
});

const assess = async (paths: readonly string[], asOf = "2026-12-01") => {
  const args = ["--evidence", ...paths, "--as-of", asOf, "--json"];
  const { out, code } = await run("assess", join(root, "examples/factory.yaml"), ...args);
  expect(code).toBe(0);
  return reply.parse(JSON.parse(out));
};

let made = 0;
/** A new folder with one file for each place in `places`, in that folder of it. */
const spread = (places: readonly number[]): string[] => {
  made += 1;
  const base = join(folder, String(made));
  for (const [position, place] of places.entries()) {
    const inside = join(base, `part-${place}`);
    mkdirSync(inside, { recursive: true });
    const name = reports[position % reports.length] ?? "";
    // Names that sort in another order, without the tool's ending.
    copyFileSync(join(evidence, name), join(inside, `${(position * 7) % 10}-${position}.report`));
  }
  return readdirSync(base).map((part) => join(base, part));
};

test("shuffled, renamed, split over folders and with copies, the same evidence gives the same result", async () => {
  expect(reports.length).toBeGreaterThanOrEqual(5);
  const whole = await assess([evidence]);
  const telling = whole.results.flatMap(({ verdicts }) => verdicts).flatMap((one) => one.because);
  expect(telling.length).toBeGreaterThan(50);
  expect(whole.sources.health.length).toBeGreaterThanOrEqual(5);
  const arrangement = fc.record({
    places: fc.array(fc.integer({ min: 0, max: 3 }), {
      minLength: reports.length,
      maxLength: reports.length + 2,
    }),
    reversed: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(arrangement, async ({ places, reversed }) => {
      const parts = spread(places);
      const again = await assess(reversed ? parts.toReversed() : parts);
      expect(again.results).toEqual(whole.results);
      expect(again.sources).toEqual(whole.sources);
      expect(new Set(again.files.map(({ sha256 }) => sha256))).toEqual(
        new Set(whole.files.map(({ sha256 }) => sha256)),
      );
    }),
    { numRuns: 6, seed: 20_261_101 },
  );
});

test("a later report changes nothing of an earlier moment, and is counted as later", async () => {
  const first = readFileSync(join(evidence, "edge-gw-01.xccdf.xml"), "utf8");
  const before = join(folder, "first");
  const both = join(folder, "both");
  for (const path of [before, both]) {
    mkdirSync(path);
    writeFileSync(join(path, "first.xml"), first);
  }
  const later = first
    .replaceAll(/2026-\d\d-\d\dT/g, "2027-02-03T")
    .replaceAll("<result>fail</result>", "<result>pass</result>");
  expect(later).not.toBe(first);
  writeFileSync(join(both, "later.xml"), later);
  const past = await assess([both]);
  expect(past.asOf).toBe("2026-12-01T23:59:59.999Z");
  expect(past.results).toEqual((await assess([before])).results);
  expect(past.files.map((file) => file.later > 0).toSorted()).toEqual([false, true]);
  const present = await assess([both], "2027-03-01T08:00:00+08:00");
  expect(present.results).not.toEqual(past.results);
  expect(present.files.every((file) => file.later === 0)).toBe(true);
});

test("a moment without a zone, a day that is not there and the time of receipt are refused", async () => {
  const args = ["assess", join(root, "examples/factory.yaml"), "--evidence", evidence];
  for (const moment of ["2026-11-01T08:00:00", "2026-11-31", "yesterday"]) {
    const { code, err } = await run(...args, "--as-of", moment);
    expect([moment, code]).toEqual([moment, 2]);
    expect(err).toContain(moment);
  }
  const { err } = await run(...args, "--by", "received");
  expect(err).toContain("assess.received-unknown");
});
