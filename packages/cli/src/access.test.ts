/** `fenji access evaluate` and `check`: what they print, in both languages, and how they end. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { languageOf } from "./language.ts";
import { runCli } from "./run-cli.ts";

const example = resolve(import.meta.dirname, "../../../examples/access");
const policies = join(example, "policies");
const entities = join(example, "entities.json");
const request = join(example, "request.json");

// Each opening of policies starts a thread with Cedar's own engine.
vi.setConfig({ testTimeout: 90_000 });

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-access-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = async (...args: string[]) => {
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
  const code = await runCli(["access", ...args], io, { debug: false });
  return { out, err, code };
};

const put = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const evaluate = (asked: string, ...more: string[]) =>
  run("evaluate", "--policies", policies, "--entities", entities, "--request", asked, ...more);

const questionOf = (change: object): string =>
  JSON.stringify({ ...(JSON.parse(readFileSync(request, "utf8")) as object), ...change });

const permittedLine =
  '{"decision":true,"context":{"reasons":[{"id":"operator-write","zh":"当班操作员在出示第二因素后 15 分钟内可以写设定值。","en":"An operator on shift may write set points within 15 minutes of showing the second factor."}]}}\n';

test("evaluate --json writes one line, whoever decides, and exits 0", async () => {
  for (const executor of [[], ["--executor", "compiled"], ["--executor", "reference"]])
    expect(await evaluate(request, "--json", ...executor)).toEqual({
      out: permittedLine,
      err: "",
      code: 0,
    });
});

test("a denial exits 0, too, with its reason", async () => {
  const former = put("former.json", questionOf({ subject: { type: "User", id: "former" } }));
  const { out, code } = await evaluate(former, "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    decision: false,
    context: { reasons: [{ id: "suspended" }] },
  });
  const nobody = put("nobody.json", questionOf({ subject: { type: "User", id: "nobody" } }));
  expect(JSON.parse((await evaluate(nobody, "--json")).out)).toMatchObject({
    decision: false,
    context: { reasons: [{ id: "default-deny" }] },
  });
});

test("a list is answered as a list", async () => {
  const evaluations = [{}, { subject: { type: "User", id: "former" } }];
  const { out } = await evaluate(put("list.json", questionOf({ evaluations })), "--json");
  expect(JSON.parse(out)).toMatchObject({
    evaluations: [{ decision: true }, { decision: false }],
  });
});

test("for people it says allowed or denied and why, in their language", async () => {
  expect((await evaluate(request, "--lang", "zh")).out).toBe(
    "✓ 允许\n  当班操作员在出示第二因素后 15 分钟内可以写设定值。 [operator-write]\n",
  );
  expect((await evaluate(request, "--lang", "en")).out).toMatch(/^✓ allowed\n {2}An operator/);
});

test("without entities nothing is known of anybody, and the policies that needed it are named", async () => {
  const { out } = await run("evaluate", "--policies", policies, "--request", request, "--json");
  const answer: { decision: boolean; context: { errors: { policy: string }[] } } = JSON.parse(out);
  expect(answer.decision).toBe(false);
  expect(answer.context.errors.map(({ policy }) => policy)).toContain("suspended");
});

test("bad input exits 2 and names the file and the place", async () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [["--request", put("cut.json", '{"subject":\n {')], /cut\.json.* 2:3\b/],
    [["--request", put("lacks.json", "{}")], /lacks\.json.* subject/],
    [
      [
        "--request",
        put(
          "large.json",
          questionOf({ context: { now: 0 } }).replace('"now":0', '"now":9007199254740993'),
        ),
      ],
      /large\.json.*9007199254740993.*context\.now/,
    ],
    [["--request", join(folder, "none.json")], /none\.json/],
    [["--request", folder], /folder/],
    [["--entities", put("bad.json", '[{"uid":{"type":"User","id":"x"}}]')], /bad\.json.*\[0\]/],
    [
      [
        "--entities",
        put(
          "cycle.json",
          JSON.stringify([
            { uid: { type: "Zone", id: "a" }, attrs: {}, parents: [{ type: "Zone", id: "b" }] },
            { uid: { type: "Zone", id: "b" }, attrs: {}, parents: [{ type: "Zone", id: "a" }] },
          ]),
        ),
      ],
      /cycle\.json.*Zone/,
    ],
    [["--policies", join(folder, "nowhere")], /nowhere/],
    [["--executor", "both-of-them"], /executor/],
  ];
  for (const [args, said] of cases) {
    const { out, err, code } = await evaluate(request, "--json", "--lang", "en", ...args);
    expect({ code, out }, err).toEqual({ code: 2, out: "" });
    expect(err).toMatch(said);
  }
});

test("a policy that is broken or does not fit the schema is told with file and line", async () => {
  const broken = join(folder, "broken");
  cpSync(policies, broken, { recursive: true });
  writeFileSync(join(broken, "more.cedar"), "// one\npermit (principal, action resource);\n");
  const syntax = await run("check", "--policies", broken, "--lang", "en");
  expect(syntax.code).toBe(2);
  expect(syntax.err).toMatch(/more\.cedar:2 /);
  writeFileSync(
    join(broken, "more.cedar"),
    '@id("typo")\npermit (principal is User, action, resource)\nwhen { principal.onShfit };\n',
  );
  const typo = await run("check", "--policies", broken, "--lang", "en");
  expect(typo.code).toBe(2);
  expect(typo.err).toMatch(/more\.cedar:\d+ .*onShfit/);
});

test("check runs the examples; the last line counts; one that differs is shown and exits 2", async () => {
  const good = await run("check", "--policies", policies, "--lang", "en");
  expect(good).toEqual({ out: "9 policies, 17 examples, 0 failed\n", err: "", code: 0 });
  const changed = join(folder, "changed");
  cpSync(example, changed, { recursive: true });
  const people = join(changed, "policies/people.cedar");
  writeFileSync(people, readFileSync(people, "utf8").replace("<= 900", "<= 90"));
  const { out, code } = await run("check", "--policies", join(changed, "policies"), "--lang", "en");
  expect(code).toBe(2);
  expect(out).toMatch(/people\.yaml:4\)\n {4}expected true \[operator-write\]; got false/);
  expect(out.endsWith("\n9 policies, 17 examples, 1 failed\n")).toBe(true);
  rmSync(join(changed, "policies/examples"), { recursive: true });
  expect(await run("check", "--policies", join(changed, "policies"), "--lang", "en")).toEqual({
    out: "9 policies, 0 examples, 0 failed\n",
    err: "",
    code: 0,
  });
});

test("a table that is out of form is told with file and place", async () => {
  const odd = join(folder, "odd");
  cpSync(example, odd, { recursive: true });
  const table = join(odd, "policies/examples/vendors.yaml");
  const check = () => run("check", "--policies", join(odd, "policies"), "--lang", "en");
  writeFileSync(
    table,
    "examples:\n  - zh: 一\n    en: one\n    request: {}\n    expect: { decision: maybe }\n",
  );
  expect((await check()).err).toMatch(/vendors\.yaml.*examples\.0\.expect\.decision/);
  writeFileSync(table, "examples: [\n");
  expect((await check()).err).toMatch(/vendors\.yaml.*2:1/);
});
