/** Every gate has canaries: violations planted in a copy of the tree must make `npm run check` fail, each by name. */

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
const gateTimeoutMs = 240_000;
let copy = "";

interface Outcome {
  readonly passed: boolean;
  readonly output: string;
}

const runGate = (name: string): Promise<Outcome> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(copy, "scripts/check.mjs"), "--only", name],
      { cwd: copy, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => resolve({ passed: error === null, output: stdout + stderr }),
    );
  });

/** A file that is tracked but already deleted in the work tree is not part of it. */
const ignoreMissing = (error: NodeJS.ErrnoException): void => {
  if (error.code !== "ENOENT") throw error;
};

/** Links to installed packages, but own links for the workspaces, so that a package name leads into the copy. */
const linkPackages = async (to: string): Promise<void> => {
  await mkdir(join(to, "node_modules/@fenji"), { recursive: true });
  for (const entry of await readdir(join(root, "node_modules"))) {
    if (entry === "@fenji") continue;
    await symlink(join(root, "node_modules", entry), join(to, "node_modules", entry));
  }
  for (const name of await readdir(join(root, "packages"))) {
    await symlink(join(to, "packages", name), join(to, "node_modules/@fenji", name));
    const own = join(root, "packages", name, "node_modules");
    const linked = await readdir(own).catch(() => []);
    if (linked.length > 0) await symlink(own, join(to, "packages", name, "node_modules"));
  }
};

const copyTree = async (to: string): Promise<void> => {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  const files = listed.split("\n").filter((path) => path !== "" && !path.startsWith("fixtures/"));
  for (const path of files) await cp(join(root, path), join(to, path)).catch(ignoreMissing);
  await linkPackages(to);
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
}, 300_000);

afterAll(() => rm(copy, { recursive: true, force: true }));

const head = "/** A planted violation. */\n\n";
const kernel = "packages/kernel/src";
const engine = "packages/grading/src";

interface Canary {
  readonly what: string;
  readonly path: string;
  readonly text: string;
  /** What the gate's output must hold about exactly this violation. */
  readonly says: RegExp;
}

const near = (rule: string, file: string): RegExp =>
  new RegExp(`${rule}[^]{0,400}?${file}|${file}[^]{0,400}?${rule}`);

/** One of a kind per file, so that each is reported for itself in a single run of its gate. */
const flock: Readonly<Record<string, readonly Canary[]>> = {
  deps: [
    {
      what: "web imports the server by package name",
      path: "packages/web/src/canary-name.ts",
      text: `${head}export * from "@fenji/server";\n`,
      says: /web-not-server: packages\/web\/src\/canary-name\.ts/,
    },
    {
      what: "web imports the server by path",
      path: "packages/web/src/canary-path.ts",
      text: `${head}export * from "../../server/src/main.ts";\n`,
      says: /web-not-server: packages\/web\/src\/canary-path\.ts/,
    },
    {
      what: "the command line imports the server by package name",
      path: "packages/cli/src/canary-name.ts",
      text: `${head}export * from "@fenji/server";\n`,
      says: /cli-not-server: packages\/cli\/src\/canary-name\.ts/,
    },
    {
      what: "an engine imports fs",
      path: `${engine}/canary-fs.ts`,
      text: `${head}export { readFileSync } from "fs";\n`,
      says: /engine-is-pure: packages\/grading\/src\/canary-fs\.ts/,
    },
    {
      what: "an engine imports an unrelated engine by package name",
      path: `${engine}/canary-name.ts`,
      text: `${head}export * from "@fenji/assessment";\n`,
      says: /engine-not-engine: packages\/grading\/src\/canary-name\.ts/,
    },
    {
      what: "an engine imports an unrelated engine by path",
      path: "packages/indicators/src/canary-path.ts",
      text: `${head}export * from "../../grading/src/index.ts";\n`,
      says: /engine-not-engine: packages\/indicators\/src\/canary-path\.ts/,
    },
    {
      what: "the decision engine imports regimes",
      path: "packages/access/src/canary-regime.ts",
      text: `${head}export * from "@fenji/regime";\n`,
      says: /knows-only-kernel: packages\/access\/src\/canary-regime\.ts/,
    },
    {
      what: "an engine imports the contract",
      path: `${engine}/canary-contract.ts`,
      text: `${head}export * from "@fenji/contract";\n`,
      says: /engine-knows-no-edge: packages\/grading\/src\/canary-contract\.ts/,
    },
    {
      what: "a feature reaches into another",
      path: "packages/server/src/features/canary/routes.ts",
      text: `${head}export * from "../enterprises/queries.ts";\n`,
      says: /feature-by-its-public: packages\/server\/src\/features\/canary\/routes\.ts/,
    },
    {
      what: "the platform knows a feature",
      path: "packages/server/src/platform/canary.ts",
      text: `${head}export * from "../features/packs/public.ts";\n`,
      says: /platform-below-features: packages\/server\/src\/platform\/canary\.ts/,
    },
    {
      what: "two files import each other",
      path: `${kernel}/localized-text.ts`,
      text: `\nexport type { ErrorDefinition } from "./errors/define-errors.ts";\n`,
      says: /no-cycles: packages\/kernel\/src\//,
    },
    {
      what: "an import that resolves nowhere",
      path: `${kernel}/canary-nowhere.ts`,
      text: `${head}export * from "./canary-too.ts";\n`,
      says: /resolvable: packages\/kernel\/src\/canary-nowhere\.ts/,
    },
  ],
  lint: [
    {
      what: "an engine imports node:fs",
      path: `${engine}/canary-fs.ts`,
      text: `${head}import { readFileSync } from "node:fs";\n\nexport const text = readFileSync("x", "utf8");\n`,
      says: near("engine is pure", "canary-fs"),
    },
    {
      what: "an engine reads the clock",
      path: `${engine}/canary-clock.ts`,
      text: `${head}export const now = (): number => Date.now();\n`,
      says: near("engine is pure", "canary-clock"),
    },
    {
      what: "an engine reads process",
      path: `${engine}/canary-process.ts`,
      text: `${head}export const home = process.env["HOME"];\n`,
      says: near("engine is pure", "canary-process"),
    },
    {
      what: "any",
      path: `${kernel}/canary-any.ts`,
      text: `${head}export const loose = (value: any): unknown => value;\n`,
      says: near("no-explicit-any", "canary-any"),
    },
    {
      what: "a non-null assertion",
      path: `${kernel}/canary-bang.ts`,
      text: `${head}export const first = (list: readonly string[]): string => list[0]!;\n`,
      says: near("no-non-null-assertion", "canary-bang"),
    },
    {
      what: "a double assertion",
      path: `${kernel}/canary-cast.ts`,
      text: `${head}export const cast = (value: number): string => value as unknown as string;\n`,
      says: near("switches the compiler off", "canary-cast"),
    },
    {
      what: "a file without a purpose",
      path: `${kernel}/canary-mute.ts`,
      text: "export const nothing = 0;\n",
      says: near("opens with one sentence", "canary-mute"),
    },
    {
      what: "a drawer for everything",
      path: `${kernel}/utils.ts`,
      text: `${head}export const nothing = 0;\n`,
      says: near("Name the file", "utils"),
    },
    {
      what: "a default export",
      path: `${kernel}/canary-default.ts`,
      text: `${head}const nothing = 0;\nexport default nothing;\n`,
      says: near("no-default-export", "canary-default"),
    },
    {
      what: "a file of more than 300 lines",
      path: `${kernel}/canary-long.ts`,
      text:
        head +
        Array.from({ length: 300 }, (_value, at) => `export const line${at} = ${at};\n`).join(""),
      says: near("max-lines", "canary-long"),
    },
    {
      what: "four parameters",
      path: `${kernel}/canary-four.ts`,
      text: `${head}export const sum = (a: number, b: number, c: number, d: number): number => a + b + c + d;\n`,
      says: near("max-params", "canary-four"),
    },
    {
      what: "a promise that nobody awaits",
      path: "packages/server/src/platform/canary-floating.ts",
      text: `${head}export const start = (): void => {\n  Promise.resolve(1);\n};\n`,
      says: near("no-floating-promises", "canary-floating"),
    },
    {
      what: "a test that asserts nothing",
      path: `${kernel}/canary-idle.test.ts`,
      text: `${head}import { it } from "vitest";\n\nit("does nothing", () => {});\n`,
      says: near("expect-expect", "canary-idle"),
    },
    {
      what: "a test that is skipped",
      path: `${kernel}/canary-skip.test.ts`,
      text: `${head}import { expect, it } from "vitest";\n\nit.skip("waits", () => {\n  expect(1).toBe(2);\n});\n`,
      says: near("no-disabled-tests", "canary-skip"),
    },
  ],
  types: [
    {
      what: "a wrong type",
      path: `${kernel}/canary-type.ts`,
      text: `${head}export const wrong: string = 1;\n`,
      says: /canary-type\.ts\(\d+,\d+\): error TS2322/,
    },
    {
      what: "an index taken for granted",
      path: `${kernel}/canary-index.ts`,
      text: `${head}export const first = (list: readonly string[]): string => list[0];\n`,
      says: /canary-index\.ts\(\d+,\d+\): error TS2322/,
    },
    {
      what: "an engine that names process",
      path: `${engine}/canary-process.ts`,
      text: `${head}export const home = process.env["HOME"];\n`,
      says: /canary-process\.ts\(\d+,\d+\): error TS25(80|91)/,
    },
  ],
  format: [
    {
      what: "untidy spacing",
      path: `${kernel}/canary-untidy.ts`,
      text: `${head}export const   untidy =  { a:1 };\n`,
      says: /canary-untidy\.ts/,
    },
  ],
  unused: [
    {
      what: "a file nobody uses",
      path: `${kernel}/canary-orphan.ts`,
      text: `${head}export const orphan = 1;\n`,
      says: /canary-orphan\.ts/,
    },
    {
      what: "an export nobody uses",
      path: `${kernel}/result.ts`,
      text: "\nexport const canaryExport = 1;\n",
      says: /canaryExport/,
    },
    {
      what: "a package that no manifest lists",
      path: `${kernel}/result.test.ts`,
      text: `${head}import { parse } from "canary-package";\n\nparse();\n`,
      says: /canary-package/,
    },
  ],
};

const gates = Object.keys(flock);

describe("without a planted violation", () => {
  it.each(gates)(
    "%s passes",
    async (name) => {
      const { passed, output } = await runGate(name);
      expect(passed, output).toBe(true);
    },
    gateTimeoutMs,
  );
});

describe.each(gates)("%s, with violations planted,", (name) => {
  const canaries = flock[name] ?? [];
  let outcome: Outcome = { passed: true, output: "" };

  beforeAll(async () => {
    const undoing: (() => Promise<void>)[] = [];
    for (const { path, text } of canaries) undoing.push(await plant(path, text));
    outcome = await runGate(name);
    for (const undo of undoing) await undo();
  }, gateTimeoutMs);

  it("fails", () => {
    expect(outcome.passed, outcome.output).toBe(false);
  });

  it.each(canaries.map(({ what, says }) => [what, says] as const))("names %s", (_what, says) => {
    expect(outcome.output).toMatch(says);
  });
});
