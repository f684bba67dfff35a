/** `fenji grade`, `fenji pack check` and `fenji pack test`: what they print, in which shape, with which exit code. */

import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "./testing/run.ts";

const root = join(import.meta.dirname, "../../..");
const example = join(root, "examples/factory.yaml");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-grade-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

interface Result {
  readonly type: string;
  readonly grade: number | null;
  readonly possible: readonly number[];
  readonly reasons: readonly Record<string, unknown>[];
  readonly undetermined: readonly { readonly fact: string; readonly settles: readonly unknown[] }[];
}

const resultsOf = (out: string): readonly Result[] => JSON.parse(out).results;

describe("grade", () => {
  test("--json has the promised shape and exits 0 where everything is determined", async () => {
    const { out, code } = await run("grade", example, "--json");
    expect(code).toBe(0);
    const report = JSON.parse(out);
    expect(report.pack).toEqual({
      id: "iiot-protection",
      version: "2024-illustrative",
      illustrative: true,
    });
    expect(report.object.name).toBe("演示特钢厂（合成）");
    expect(resultsOf(out).map(({ type }) => type)).toEqual(["connected", "identifier"]);
    for (const result of resultsOf(out)) {
      expect(result.possible).toEqual([result.grade]);
      expect(result.undetermined).toEqual([]);
      for (const member of ["factor", "input", "band", "points", "source", "children"])
        expect(result.reasons[0]).toHaveProperty(member);
    }
  });

  test("removing a fact widens possible, names what would settle it, and exits 3", async () => {
    const less = readFileSync(example, "utf8").replace(/^ {2}importantSystems:.*\n/m, "");
    const { out, code } = await run("grade", put("less.yaml", less), "--json");
    expect(code).toBe(3);
    const [connected] = resultsOf(out);
    expect(connected?.grade).toBeNull();
    expect(connected?.possible).toEqual([2, 3]);
    expect(connected?.undetermined.map(({ fact }) => fact)).toEqual(["importantSystems"]);
    expect(connected?.undetermined[0]?.settles[0]).toHaveProperty("when.zh");
  });

  test("reads JSON, takes --pack over the file's own, and grades another kind of object", async () => {
    const object = {
      object: { id: "1", name: "某软件公司" },
      facts: { industry: "software", employees: 103, annualRevenueWanYuan: 15735.28 },
    };
    const { out, code } = await run(
      "grade",
      put("software.json", JSON.stringify(object)),
      "--pack",
      "enterprise-size@2017",
      "--json",
    );
    expect(code).toBe(0);
    expect(JSON.parse(out).pack.illustrative).toBe(false);
    expect(resultsOf(out)[0]).toMatchObject({ type: "enterprise", grade: 3 });
  });

  test("with the id alone the date chooses the version, of any kind of object", async () => {
    const path = put("applicant.yaml", "object: { id: a, name: a }\nfacts: {}\n");
    const versionOn = async (date: string) => {
      const { out } = await run("grade", path, "--pack", "quality-sme", "--date", date, "--json");
      return JSON.parse(out).pack.version;
    };
    expect(await versionOn("2026-03-31")).toBe("2022-63");
    expect(await versionOn("2026-04-01")).toBe("2026-2");
    const early = await run("grade", path, "--pack", "quality-sme", "--date", "2000-01-01");
    expect([early.code, early.err.includes("2000-01-01")]).toEqual([2, true]);
    for (const date of ["soon", "2025-02-30"])
      expect((await run("grade", path, "--pack", "quality-sme", "--date", date)).code).toBe(2);
  }, 60_000);

  test("says illustrative and self-assessed in both languages", async () => {
    const zh = await run("grade", example, "--lang", "zh");
    expect(zh.out).toMatch(/分值与阈值为示例/);
    expect(zh.out).toMatch(/以核查为准/);
    expect(zh.out).toMatch(/■ 联网工业企业 · 三级/);
    const en = await run("grade", example, "--lang", "en");
    expect(en.out).toMatch(/Points and thresholds of this pack are illustrative/);
    expect(en.out).toMatch(/subject to verification/);
  });

  const valid = (line: string): string =>
    `pack: enterprise-size@2017\nobject: { id: a, name: b }\nfacts:\n  ${line}\n`;
  test.each([
    ["a wrong type", valid("employees: many"), /“employees”.*"many".*\[fact\.wrong-type\]/],
    ["an unknown fact", valid("employes: 3"), /“employees”.*\[fact\.unknown-id-near\]/],
    ["a value out of range", valid("employees: -3"), /-3.*\[fact\.out-of-range\]/],
    ["an unknown option", valid("industry: farming"), /“farming”.*\[fact\.unknown-option\]/],
    ["broken YAML", "facts: [1,\n", /[12]:\d+.*\[input\.not-yaml\]/],
    [
      "a list where facts belong",
      "object: { id: a, name: b }\nfacts: [1]\n",
      /at facts .*\[input\.invalid\]/,
    ],
    ["no pack", "object: { id: a, name: b }\n", /at pack .*\[input\.invalid\]/],
    [
      "an unknown pack",
      "pack: nothing@1\nobject: { id: a, name: b }\n",
      /nothing@1.*\[pack\.not-found\]/,
    ],
    [
      "a plan",
      "pack: action-plan@2021-2023-draft\nobject: { id: a, name: b }\n",
      /\[pack\.no-grading\]/,
    ],
    [
      "an alias bomb",
      `a: &a [1,1,1,1,1,1,1,1]\n${["b", "c", "d", "e"].map((name, at) => `${name}: &${name} [${Array(8).fill(`*${"abcd"[at]}`).join()}]`).join("\n")}\n`,
      /\[input\.not-yaml\]/,
    ],
  ])("%s exits 2 with one line that names the place", async (_what, content, says) => {
    const { out, err, code } = await run("grade", put("bad.yaml", content), "--lang", "en");
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(says);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });

  test("a file that is not there, and one too large", async () => {
    const absent = await run("grade", join(folder, "absent.yaml"));
    expect([absent.code, absent.err]).toEqual([
      2,
      expect.stringMatching(/There is no file .*absent\.yaml.*input\.missing/),
    ]);
    const large = await run("grade", put("large.yaml", `# ${"x".repeat(1_100_000)}`));
    expect([large.code, large.err]).toEqual([2, expect.stringMatching(/input\.unreadable/)]);
  });
});

describe("pack", () => {
  const shipped = (): readonly string[] =>
    readdirSync(join(root, "packs"), { withFileTypes: true })
      .filter((family) => family.isDirectory())
      .flatMap(({ name }) =>
        readdirSync(join(root, "packs", name)).map((version) => join(root, "packs", name, version)),
      );

  test("check and test pass every shipped pack: cases, no facts that fall through, monotony as claimed", async () => {
    const checked = await run("pack", "check", ...shipped(), "--json");
    expect([checked.code, checked.err]).toEqual([0, ""]);
    const tested = await run("pack", "test", ...shipped(), "--json");
    const lines = tested.out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const total = lines.pop();
    expect(lines.flatMap(({ failures }) => failures)).toEqual([]);
    for (const { pack, grading } of lines) expect(grading, pack).toBeGreaterThanOrEqual(12);
    expect(total).toEqual({ packs: shipped().length, cases: total.cases, failed: 0 });
    expect(total.cases).toBeGreaterThanOrEqual(150);
    expect(tested.code).toBe(0);
  }, 120_000);

  const changed = (name: string, [file, from, to]: readonly [string, string, string]): string => {
    const path = join(folder, name);
    cpSync(join(root, "packs/enterprise-size/2017"), path, { recursive: true });
    const text = readFileSync(join(path, file), "utf8");
    expect(text).toContain(from);
    writeFileSync(join(path, file), text.replace(from, to));
    return path;
  };

  test("check lists problems with file, line and remedy, and exits 2", async () => {
    const path = changed("dangling", [
      "grading.yaml",
      "industry: industry-class",
      "industry: industri-class",
    ]);
    const { out, code } = await run("pack", "check", path, "--json");
    expect(code).toBe(2);
    const { problems } = JSON.parse(out);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      file: "grading.yaml",
      message: { en: expect.stringContaining("industry-class") },
    });
    expect(problems[0].line).toBeGreaterThan(1);
    const human = await run("pack", "check", path, "--lang", "zh");
    expect(human.out).toMatch(/grading\.yaml:\d+:\d+ .*\n.*是否想写/);
  });

  test("a difference shows expected, got and the reasons of a difference, and exits 2", async () => {
    const path = changed("threshold", ["grading.yaml", "from: 1000", "from: 1001"]);
    const { out, code } = await run("pack", "test", path, "--lang", "en");
    expect(code).toBe(2);
    expect(out).toMatch(/expected 4; got 3/);
    expect(out).toMatch(/≥ 300 and < 1001 people/);
    expect(out).toMatch(/^1 packs, \d+ cases, \d+ failed\n$/m);
    const [first = ""] = (await run("pack", "test", path, "--json")).out.split("\n");
    const json = JSON.parse(first);
    expect(json.failures[0]).toMatchObject({ kind: "grading", expected: "4", got: "3" });
  });
});
