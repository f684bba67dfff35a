/** Every gate has a canary: a violation planted in a copy of the tree must make `npm run check` fail. */

import { execFile, execFileSync } from "node:child_process";
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  unlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
let copy = "";

const gate = (name: string): Promise<{ passed: boolean; output: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(copy, "scripts/check.mjs"), "--only", name],
      { cwd: copy, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => resolve({ passed: error === null, output: stdout + stderr }),
    );
  });

/** The tracked and new files of the tree, with links to installed packages but own links for the workspaces. */
const copyTree = async (to: string): Promise<void> => {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  const files = listed.split("\n").filter((path) => path !== "" && !path.startsWith("fixtures/"));
  for (const path of files) await cp(join(root, path), join(to, path)).catch(ignoreMissing);
  await mkdir(join(to, "node_modules/@fenji"), { recursive: true });
  for (const entry of await readdir(join(root, "node_modules"))) {
    if (entry === "@fenji") continue;
    await symlink(join(root, "node_modules", entry), join(to, "node_modules", entry));
  }
  await linkWorkspaces(to);
};

/** A file that is tracked but already deleted in the work tree is not part of it. */
const ignoreMissing = (error: NodeJS.ErrnoException): void => {
  if (error.code !== "ENOENT") throw error;
};

const linkWorkspaces = async (to: string): Promise<void> => {
  for (const name of await readdir(join(root, "packages"))) {
    await symlink(join(to, "packages", name), join(to, "node_modules/@fenji", name));
    const own = join(root, "packages", name, "node_modules");
    const linked = await readdir(own).catch(() => []);
    if (linked.length > 0) await symlink(own, join(to, "packages", name, "node_modules"));
  }
};

/** Plants a file, or appends to one that is there; answers with the undoing. */
const plant = async (path: string, text: string): Promise<() => Promise<void>> => {
  const at = join(copy, path);
  const before = await readFile(at, "utf8").catch(() => undefined);
  await mkdir(dirname(at), { recursive: true });
  await writeFile(at, before === undefined ? text : before + text);
  return () => (before === undefined ? unlink(at) : writeFile(at, before));
};

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), "fenji-canary-"));
  await copyTree(copy);
}, 120_000);

afterAll(() => rm(copy, { recursive: true, force: true }));

const head = "/** A planted violation. */\n\n";

const canaries: readonly (readonly [
  what: string,
  gate: string,
  path: string,
  text: string,
  says: RegExp,
])[] = [
  [
    "web imports the server by name",
    "deps",
    "packages/web/src/canary.ts",
    `${head}export type { Config } from "@fenji/server";\n`,
    /web-not-server/,
  ],
  [
    "web imports the server by path",
    "deps",
    "packages/web/src/canary.ts",
    `${head}export * from "../../server/src/main.ts";\n`,
    /web-not-server/,
  ],
  [
    "an engine imports fs",
    "deps",
    "packages/grading/src/canary.ts",
    `${head}export { readFileSync } from "fs";\n`,
    /engine-is-pure/,
  ],
  [
    "an engine imports node:fs",
    "lint",
    "packages/grading/src/canary.ts",
    `${head}export { readFileSync } from "node:fs";\nimport { readFileSync as read } from "node:fs";\nread("");\n`,
    /engine is pure/i,
  ],
  [
    "an engine imports an unrelated engine by name",
    "deps",
    "packages/grading/src/canary.ts",
    `${head}export * from "@fenji/assessment";\n`,
    /engine-not-engine/,
  ],
  [
    "an engine imports an unrelated engine by path",
    "deps",
    "packages/indicators/src/canary.ts",
    `${head}export * from "../../grading/src/index.ts";\n`,
    /engine-not-engine/,
  ],
  [
    "a feature reaches into another",
    "deps",
    "packages/server/src/features/canary/queries.ts",
    `${head}export * from "../evidence/queries.ts";\n`,
    /feature-by-its-public|resolvable/,
  ],
  [
    "an import that resolves nowhere",
    "deps",
    "packages/kernel/src/canary.ts",
    `${head}export * from "./canary-too.ts";\n`,
    /resolvable/,
  ],
  [
    "an engine reads the clock",
    "lint",
    "packages/grading/src/canary.ts",
    `${head}export const now = (): number => Date.now();\n`,
    /engine is pure/i,
  ],
  [
    "an engine reads process",
    "types",
    "packages/grading/src/canary.ts",
    `${head}export const home = process.env["HOME"];\n`,
    /process/,
  ],
  [
    "an engine reads process, seen by lint",
    "lint",
    "packages/grading/src/canary.ts",
    `${head}export const home = process.env["HOME"];\n`,
    /engine is pure/i,
  ],
  [
    "any",
    "lint",
    "packages/kernel/src/canary.ts",
    `${head}export const loose = (value: any): unknown => value;\n`,
    /no-explicit-any/,
  ],
  [
    "non-null assertion",
    "lint",
    "packages/kernel/src/canary.ts",
    `${head}export const first = (list: readonly string[]): string => list[0]!;\n`,
    /no-non-null-assertion/,
  ],
  [
    "double assertion",
    "lint",
    "packages/kernel/src/canary.ts",
    `${head}export const cast = (value: number): string => value as unknown as string;\n`,
    /as unknown as/,
  ],
  [
    "a file without a purpose",
    "lint",
    "packages/kernel/src/canary.ts",
    "export const nothing = 0;\n",
    /opens with one sentence/,
  ],
  [
    "a drawer for everything",
    "lint",
    "packages/kernel/src/utils.ts",
    `${head}export const nothing = 0;\n`,
    /Name the file/,
  ],
  [
    "a default export",
    "lint",
    "packages/kernel/src/canary.ts",
    `${head}const nothing = 0;\nexport default nothing;\n`,
    /no-default-export/,
  ],
  [
    "a file of 301 lines",
    "lint",
    "packages/kernel/src/canary.ts",
    head + "export {};\n".repeat(300),
    /max-lines/,
  ],
  [
    "four parameters",
    "lint",
    "packages/kernel/src/canary.ts",
    `${head}export const sum = (a: number, b: number, c: number, d: number): number => a + b + c + d;\n`,
    /max-params/,
  ],
  [
    "a floating promise",
    "lint",
    "packages/server/src/platform/canary.ts",
    `${head}export const start = (): void => {\n  Promise.resolve(1);\n};\n`,
    /no-floating-promises/,
  ],
  [
    "a wrong type",
    "types",
    "packages/kernel/src/canary.ts",
    `${head}export const wrong: string = 1;\n`,
    /TS2322/,
  ],
  [
    "an index taken for granted",
    "types",
    "packages/kernel/src/canary.ts",
    `${head}export const first = (list: readonly string[]): string => list[0];\n`,
    /TS2322/,
  ],
  [
    "untidy format",
    "format",
    "packages/kernel/src/canary.ts",
    `${head}export const   untidy =  { a:1 };\n`,
    /canary/,
  ],
  [
    "a file nobody uses",
    "unused",
    "packages/kernel/src/canary.ts",
    `${head}export const orphan = 1;\n`,
    /canary/,
  ],
  [
    "an export nobody uses",
    "unused",
    "packages/kernel/src/result.ts",
    "\nexport const orphan = 1;\n",
    /orphan/,
  ],
];

describe("without a planted violation", () => {
  it.each(["types", "lint", "format", "deps", "unused"])(
    "%s passes",
    async (name) => {
      const { passed, output } = await gate(name);
      expect(passed, output).toBe(true);
    },
    120_000,
  );
});

describe("with a planted violation", () => {
  it.each(canaries)(
    "%s: %s fails",
    async (_what, name, path, text, says) => {
      const undo = await plant(path, text);
      try {
        const { passed, output } = await gate(name);
        expect(passed, output).toBe(false);
        expect(output).toMatch(says);
      } finally {
        await undo();
      }
    },
    120_000,
  );
});
