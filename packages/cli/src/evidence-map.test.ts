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

test("a page, or an xls that is one, is mapped table by table and read by its mapping", async () => {
  const page = join(folder, "基线.xls");
  const rows = "<tr><td>10.20.0.12<td>BL-7<td>不符合</tr><tr><td>10.20.0.13<td>BL-7<td>也许</tr>";
  writeFileSync(
    page,
    `<html><meta charset="utf-8"><table><tr><td>菜单<td>退出</table>
    <table><tr><th>资产IP<th>规则编号<th>检查结果</tr>${rows}</table></html>`,
  );
  const out = join(folder, "page.json");
  const chosen = ["--sheet", "table[2]", "--tool", "page", "--lang", "en"];
  const mapped = await run("evidence", "map", page, ...chosen, "--out", out);
  expect(mapped.code).toBe(0);
  expect(mapped.out).toContain("/table[2]/tr[2]/td[2]");
  expect(mapped.out).toContain("/table[2]/tr[3]/td[3] A result that is not known");
  const read = await run("evidence", "read", page, "--mapping", out, "--json");
  expect(JSON.parse(read.out)).toMatchObject({
    format: "table-html",
    observations: { total: 1 },
    warnings: [{ code: "result-unknown", at: "/table[2]/tr[3]/td[3]" }],
    error: null,
  });
});

test("places have their column, and what cannot be used is told even where nothing can", async () => {
  const bad = join(folder, "unusable.csv");
  writeFileSync(bad, "资产IP,规则编号,检查结果\n10.20.0.12,BL-7,也许\n");
  const tried = await run("evidence", "map", bad, "--lang", "en");
  expect(tried.out).toContain("2:3 A result that is not known");
  const bare = join(folder, "bare.csv");
  writeFileSync(bare, "资产IP,规则编号,检查结果");
  const out = join(folder, "bare.json");
  const shown = await run("evidence", "map", bare, "--out", out, "--lang", "en");
  expect(shown.out).toContain("headings and no rows");
  const read = await run("evidence", "read", bare, "--mapping", out, "--json");
  expect(JSON.parse(read.out)).toMatchObject({
    format: "table-csv",
    warnings: [{ code: "no-results", at: "1:1" }],
    error: null,
  });
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
