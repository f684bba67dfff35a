/** `fenji pack diff`: what it says of two packs, in which shape, with which exit code. */

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "./testing/run.ts";

const shipped = join(import.meta.dirname, "../../../packs/enterprise-size/2017");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-diff-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const changedCopy = (name: string, from: string | RegExp, to: string): string => {
  const copy = join(folder, name);
  cpSync(shipped, copy, { recursive: true });
  const file = join(copy, "grading.yaml");
  const text = readFileSync(file, "utf8");
  expect(text).toMatch(from);
  writeFileSync(file, text.replace(from, to));
  return copy;
};

test("a pack and itself: no difference, exit 0, in both languages", async () => {
  expect(await run("pack", "diff", shipped, "enterprise-size@2017")).toEqual({
    out: "no difference\n",
    err: "",
    code: 0,
  });
  expect((await run("pack", "diff", shipped, shipped, "--lang", "zh")).out).toBe("无差异\n");
});

test("a moved bound: exit 1, the field with both values, and grades that move", async () => {
  const copy = changedCopy("bound", /from: 300, value: (\d)/, "from: 350, value: $1");
  const { out, code } = await run("pack", "diff", shipped, copy);
  expect(code).toBe(1);
  expect(out).toMatch(/^~ nodes /m);
  expect(out).toContain("300 → 350");
  const { grades, same } = JSON.parse((await run("pack", "diff", shipped, copy, "--json")).out);
  expect(same).toBe(false);
  expect(grades.moved).toBeGreaterThan(0);
  expect(grades.movement.every((one: { from: unknown; to: unknown }) => one.from !== one.to)).toBe(
    true,
  );
});

test("the firms of a registry are graded by both packs", async () => {
  const registry = join(folder, "firms.fenjicol");
  const pack = join(shipped, "../../iiot-protection/2024-illustrative");
  const made = ["--enterprises", "200", "--seed", "1", "--out", registry];
  expect((await run("registry", "generate", ...made)).code).toBe(0);
  /** Rules alone: what they require takes long to read. */
  const rules = (name: string, change: (text: string) => string): string => {
    const copy = join(folder, name);
    mkdirSync(copy);
    cpSync(join(pack, "pack.yaml"), join(copy, "pack.yaml"));
    writeFileSync(
      join(copy, "grading.yaml"),
      change(readFileSync(join(pack, "grading.yaml"), "utf8")),
    );
    return copy;
  };
  const before = rules("rules", (text) => text);
  const after = rules("thresholds", (text) =>
    text.replaceAll("from: 70, value: 3", "from: 50, value: 3"),
  );
  const { out } = await run("pack", "diff", before, after, "--registry", registry, "--json");
  const { grades } = JSON.parse(out);
  expect(grades).toMatchObject({ of: "registry", objects: 200 });
  expect(grades.moved).toBeGreaterThan(0);
  const none = await run("pack", "diff", before, after, "--registry", join(folder, "none"));
  expect(none.code).toBe(2);
});

test("a changed word moves no grade", async () => {
  const copy = changedCopy("word", /en: [A-Z]\w+/, "en: Other");
  const { out, code } = await run("pack", "diff", shipped, copy, "--json");
  expect(code).toBe(1);
  expect(JSON.parse(out).grades.moved).toBe(0);
});

test("what is no pack is bad input", async () => {
  const { err, code } = await run("pack", "diff", shipped, join(folder, "nowhere"));
  expect(code).toBe(2);
  expect(err).toContain("pack.not-found");
});
