/** The carried PostgreSQL runs although the package's install script did not, also from a read-only installation. */

import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findBinaries, prepareLibraries } from "./binaries.ts";

let folder: string;
let copies: string;

/** A package as npm unpacks it: no links. */
beforeEach(() => {
  const parent = mkdtempSync(join(tmpdir(), "fenji-binaries-"));
  [folder, copies] = [join(parent, "package"), join(parent, "copies")];
  const installed = dirname(dirname(dirname(findBinaries(copies).postgres)));
  for (const part of ["native/bin", "native/lib"]) {
    mkdirSync(join(folder, part), { recursive: true });
    for (const name of readdirSync(join(installed, part))) {
      const from = join(installed, part, name);
      if (lstatSync(from).isFile() && !name.endsWith(".a"))
        copyFileSync(from, join(folder, part, name));
    }
  }
  copyFileSync(join(installed, "native/pg-symlinks.json"), join(folder, "native/pg-symlinks.json"));
});

afterEach(() => {
  spawnSync("/usr/bin/chattr", ["-i", join(folder, "native/lib")]);
  chmodSync(join(folder, "native/lib"), 0o755);
  rmSync(dirname(folder), { recursive: true, force: true });
});

const runPostgres = (environment: Readonly<Record<string, string>>): string =>
  spawnSync(join(folder, "native/bin/postgres"), ["--version"], {
    encoding: "utf8",
    env: environment,
  }).stdout;

describe.runIf(process.platform === "linux")("libraries", () => {
  test("without their links the program does not run, with them it does", () => {
    expect(runPostgres({})).not.toContain("PostgreSQL");
    expect(prepareLibraries(folder, copies)).toEqual({});
    expect(runPostgres({})).toContain("postgres (PostgreSQL) 18");
    expect(existsSync(copies)).toBe(false);
  });

  test("a read-only installation gets copies beside the data", () => {
    const library = join(folder, "native/lib");
    if (process.getuid?.() === 0)
      expect(spawnSync("/usr/bin/chattr", ["+i", library]).status).toBe(0);
    else chmodSync(library, 0o555);
    const environment = prepareLibraries(folder, copies);
    expect(environment).toEqual({ LD_LIBRARY_PATH: copies });
    expect(runPostgres(environment)).toContain("postgres (PostgreSQL) 18");
  });
});
