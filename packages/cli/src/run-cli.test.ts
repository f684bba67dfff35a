/** The command line: its contract, both languages, its exit codes. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { languageOf } from "./language.ts";
import { runCli } from "./run-cli.ts";
import { displayWidth, textTable } from "./text-table.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

const run = async (...args: string[]): Promise<Run> => {
  let out = "";
  let err = "";
  const io = {
    stdout: { write: async (text: string) => void (out += text) },
    stderr: { write: async (text: string) => void (err += text) },
    now: () => Date.parse("2026-06-01T00:00:00Z"),
    lang: languageOf(args, {}),
    nodeUrl: "http://localhost:8420",
    exitCode: 0 as const,
  };
  const code = await runCli(args, io, { debug: false });
  return { out, err, code };
};

const put = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const lines = (text: string): unknown[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

test("evidence read --json writes one line per file, in the promised shape, and exits 2 if one failed", async () => {
  const good = put(
    "a.csv",
    "问题编号,回答,日期\nA1,是,2026-05-01\nA2,否,\nA3,不适用,2026-05-01\nA4,不清楚,2026-05-01\n",
  );
  const bad = put("b.txt", "hello\n");
  const { out, err, code } = await run("evidence", "read", good, bad, "--json");
  expect(code).toBe(2);
  expect(err).toBe("");
  expect(lines(out)).toEqual([
    {
      path: good,
      format: "questionnaire-csv",
      tool: { name: "questionnaire", version: null },
      observations: {
        total: 4,
        byResult: { pass: 1, fail: 1, notApplicable: 1, error: 0, info: 1 },
      },
      warnings: [{ code: "time-missing", at: "3:3" }],
      error: null,
    },
    {
      path: bad,
      format: null,
      tool: null,
      observations: {
        total: 0,
        byResult: { pass: 0, fail: 0, notApplicable: 0, error: 0, info: 0 },
      },
      warnings: [],
      error: {
        code: "evidence.unknown-format",
        at: "1:1",
        zh: expect.stringContaining("hello"),
        en: expect.stringContaining("hello"),
      },
    },
  ]);
});

test("--observations streams every observation before its file's line; all good exits 0", async () => {
  const path = put("o.csv", "问题编号,回答,日期\nA1,是,2026-05-01\nA2,否,2026-05-01\n");
  const { out, code } = await run("evidence", "read", path, "--json", "--observations");
  expect(code).toBe(0);
  expect(lines(out)).toMatchObject([
    { path, observation: { check: "question:A1", result: "pass", at: "2:2" } },
    { path, observation: { check: "question:A2", result: "fail", at: "3:2" } },
    { path, observations: { total: 2 } },
  ]);
});

test("a file that breaks off keeps what was read, with the error beside it", async () => {
  const path = put("cut.csv", '问题编号,回答,日期\nA1,是,2026-05-01\nA2,"否');
  const { out, code } = await run("evidence", "read", path, "--json");
  expect(code).toBe(2);
  expect(lines(out)).toMatchObject([
    {
      format: "questionnaire-csv",
      observations: { total: 1 },
      error: { code: "evidence.csv-unclosed-quote", at: "3:2" },
    },
  ]);
});

test("for people: an aligned table and the problems in the chosen language", async () => {
  const path = put("p.csv", "问题编号,回答\nA1,是\nA2,否\n");
  const zh = await run("evidence", "read", path, "--lang", "zh");
  expect(zh.out).toContain("文件");
  expect(zh.out).toContain("没有可用的观测时间或时区 (2:1) ×2 [time-missing]");
  const en = await run("evidence", "read", path, "--lang=en");
  expect(en.out).toContain("There is no usable time of observation");
  expect(en.out).not.toMatch(/[\u4E00-\u9FFF]/);
});

test("of an archive every report has a line, then comes the archive with what was not read", async () => {
  const path = join(folder, "plant.json.gz");
  const tool = { driver: { name: "t" } };
  const sarif = JSON.stringify({ version: "2.1.0", runs: [{ tool, results: [] }] });
  writeFileSync(path, gzipSync(sarif));
  const alone = await run("evidence", "read", path, "--json");
  expect(JSON.parse(alone.out)).toMatchObject({ path, format: "sarif", error: null });
  const archive = join(folder, "plant.tar");
  put("a.sarif", sarif);
  put("b.sarif", sarif.slice(0, -2));
  put("readme", "hello");
  execFileSync("tar", ["-cf", archive, "-C", folder, "a.sarif", "b.sarif", "readme"]);
  const { out, code } = await run("evidence", "read", archive, "--json");
  expect(code).toBe(2);
  expect(lines(out)).toMatchObject([
    { path: `${archive}!a.sarif`, format: "sarif", error: null },
    { path: `${archive}!b.sarif`, format: "sarif", error: { code: "evidence.json-truncated" } },
    {
      path: archive,
      format: "archive",
      warnings: [{ code: "member-unknown", at: "readme" }],
      error: null,
    },
  ]);
});

test("evidence formats lists every reader in both languages", async () => {
  const { out } = await run("evidence", "formats", "--json");
  expect(JSON.parse(out)).toContainEqual({
    id: "sarif",
    zh: expect.any(String),
    en: expect.any(String),
    versions: ["2.1.0"],
    media: ["application/sarif+json", "application/json"],
  });
  expect((await run("evidence", "formats")).out).toContain("questionnaire-xlsx");
});

test("a blank questionnaire needs a pack that asks something, and a pack that is there", async () => {
  const plan = join(import.meta.dirname, "../../../packs/action-plan/2021-2023-draft");
  const { err, code } = await run("evidence", "questionnaire", "--pack", plan, "--lang", "zh");
  expect([code, err]).toEqual([2, expect.stringContaining("[evidence.no-questions]")]);
  const gone = await run("evidence", "questionnaire", "--pack", join(folder, "gone"));
  expect([gone.code, gone.err]).toEqual([2, expect.stringContaining("[pack.not-found]")]);
});

test("help teaches in the chosen language and exits 0; wrong usage says so and exits 2", async () => {
  const zh = await run("--lang", "zh", "--help");
  expect(zh.code).toBe(0);
  expect(zh.out).toContain("用法：");
  expect(zh.out).toContain("退出码");
  expect((await run("--help")).out).toContain("Exit codes");
  for (const args of [
    ["evidence", "reed"],
    ["evidence", "read"],
    ["--nope"],
    ["evidence"],
    ["--lang", "fr", "evidence", "formats"],
  ]) {
    const { out, err, code } = await run(...args);
    expect([code, out], args.join(" ")).toEqual([2, ""]);
    expect(err).not.toMatch(/\n\s+at /);
  }
});

test("the language comes from --lang, else from the environment", () => {
  expect(languageOf([], { LANG: "zh_CN.UTF-8" })).toBe("zh");
  expect(languageOf([], { LC_ALL: "en_US.UTF-8", LANG: "zh_CN.UTF-8" })).toBe("en");
  expect(languageOf(["--lang", "en"], { LANG: "zh_CN.UTF-8" })).toBe("en");
  expect(languageOf([], {})).toBe("en");
});

test("Chinese takes two cells in a table", () => {
  expect(displayWidth("工控a")).toBe(5);
  const columns = [
    { heading: "名称", align: "left" },
    { heading: "n", align: "right" },
  ] as const;
  expect(
    textTable(columns, [
      ["ab", "10"],
      ["工控网", "5"],
    ]),
  ).toBe("名称     n\nab      10\n工控网   5\n");
});
