/** `fenji assess --report`: one assessment in every form, with the same numbers, and nothing written for a wrong wish. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { run } from "./testing/run.ts";

const root = join(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "fenji-report-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);
const assess = (...args: string[]) =>
  run(
    "assess",
    join(root, "examples/factory.yaml"),
    "--evidence",
    join(root, "fixtures/evidence"),
    "--as-of",
    "2026-11-30",
    ...args,
  );

const numbers = z.object({
  counts: z.record(z.string(), z.number()),
  score: z.looseObject({ low: z.number(), high: z.number(), coverage: z.number() }),
});

const report = z.object({
  content: numbers.extend({
    enterprise: z.looseObject({ synthetic: z.boolean(), creditCode: z.string().nullable() }),
    requirements: z.array(z.looseObject({ id: z.string(), result: z.null() })),
    evidence: z.array(z.looseObject({ name: z.string(), format: z.string() })),
  }),
  seal: z.object({ signatures: z.array(z.unknown()).length(0) }),
});

const results = z.object({
  "assessment-results": z.looseObject({
    results: z.tuple([
      z.looseObject({
        props: z.array(z.looseObject({ name: z.string(), value: z.string() })),
        findings: z.array(z.looseObject({ target: z.looseObject({}) })),
      }),
    ]),
  }),
});

test("every form is written from one report, whose numbers are those of the terminal", async () => {
  const forms = ["r.pdf", "r.docx", "r.xlsx", "r.json"].map(at);
  const wish = ["--type", "connected", "--report", ...forms, "--oscal-ar", at("ar.json")];
  const { out, code } = await assess(...wish, "--json");
  expect(code).toBe(0);
  const heads = forms.map((form) => readFileSync(form).subarray(0, 4).toString("latin1"));
  expect(heads).toEqual(["%PDF", "PK\u0003\u0004", "PK\u0003\u0004", '{"co']);
  const printed = z.object({ results: z.tuple([numbers]) }).parse(JSON.parse(out)).results[0];
  const { content } = report.parse(JSON.parse(readFileSync(at("r.json"), "utf8")));
  expect({ counts: content.counts, score: content.score }).toEqual(printed);
  expect(content.enterprise).toMatchObject({ synthetic: true, creditCode: null });
  expect(content.evidence.length).toBeGreaterThan(3);
  for (const { name, format } of content.evidence) {
    expect(name).not.toContain("/");
    expect(format).not.toBe("");
  }
  const document = results.parse(JSON.parse(readFileSync(at("ar.json"), "utf8")));
  const [result] = document["assessment-results"].results;
  const value = (name: string) => Number(result.props.find((one) => one.name === name)?.value);
  expect(value("score-low")).toBe(content.score.low);
  expect(value("count-notMet")).toBe(content.counts["notMet"]);
  expect(result.findings).toHaveLength(content.requirements.length);
  const again = [at("again.json"), "--oscal-ar", at("again-ar.json")];
  await assess("--type", "connected", "--report", ...again);
  expect(readFileSync(at("again.json"))).toEqual(readFileSync(at("r.json")));
  expect(readFileSync(at("again-ar.json"))).toEqual(readFileSync(at("ar.json")));
});

test("an unknown form, several types and a folder that is not there are told, and nothing is left behind", async () => {
  const before = readdirSync(folder);
  const unknown = await assess("--type", "connected", "--report", at("r.odt"));
  expect(unknown.err).toContain("report.form-unknown");
  const several = await assess("--report", at("several.pdf"));
  expect(several.err).toContain("connected, identifier");
  const nowhere = await assess("--type", "connected", "--report", at("none/r.json"));
  expect([unknown.code, several.code, nowhere.code]).toEqual([2, 2, 2]);
  expect(readdirSync(folder)).toEqual(before);
});
