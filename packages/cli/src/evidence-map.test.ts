/** `fenji evidence map` proposes, shows and writes a mapping; `--mapping` reads by it; what is wrong is named. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { run } from "./testing/run.ts";

const folder = mkdtempSync(join(tmpdir(), "fenji-map-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const table = join(folder, "基线.csv");
writeFileSync(
  table,
  "厂内基线核查\n资产IP;规则编号;检查结果;风险等级\n10.20.0.12;BL-7;不符合;高危\n10.20.0.13;BL-7;符合;高危\n",
);

test("a table is mapped, written down once, and read by its mapping", async () => {
  const out = join(folder, "mapping.json");
  const refused = await run("evidence", "read", table, "--json");
  expect(JSON.parse(refused.out)).toMatchObject({ error: { code: "evidence.unknown-format" } });
  const mapped = await run("evidence", "map", table, "--tool", "baseline", "--out", out);
  expect(mapped.code).toBe(0);
  expect(mapped.out).toContain("规则编号");
  expect(mapped.out).toContain("baseline:BL-7");
  expect(JSON.parse(readFileSync(out, "utf8"))).toMatchObject({
    id: "baseline",
    headings: ["资产IP", "规则编号", "检查结果", "风险等级"],
    columns: { subject: "资产IP", check: "规则编号", result: "检查结果", severity: "风险等级" },
  });
  const again = await run("evidence", "map", table, "--out", out);
  expect(again.code).toBe(2);
  const read = await run("evidence", "read", table, "--mapping", out, "--json");
  expect(JSON.parse(read.out)).toMatchObject({
    format: "table-csv",
    observations: { total: 2, byResult: { pass: 1, fail: 1 } },
    error: null,
  });
});

test("a tool with a Chinese name gives a mapping that can be read", async () => {
  const out = join(folder, "zh.json");
  await run("evidence", "map", table, "--tool", "基线核查", "--out", out);
  const read = await run("evidence", "read", table, "--mapping", out, "--json");
  expect(JSON.parse(read.out)).toMatchObject({ tool: { name: "基线核查" }, error: null });
});

test("a mapping that cannot be used names the file and the place in it", async () => {
  const bad = join(folder, "bad.json");
  writeFileSync(bad, '{"id":"x","columns":{}}');
  const { code, err } = await run("evidence", "read", table, "--mapping", bad);
  expect(code).toBe(2);
  expect(err).toMatch(/bad\.json.*name/);
  writeFileSync(bad, "{");
  expect((await run("evidence", "read", table, "--mapping", bad)).err).toContain("bad.json");
});
