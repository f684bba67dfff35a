/** Makes the cluster of the embedded PostgreSQL, whole or not at all. */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@fenji/kernel";
import type { Binaries } from "./binaries.ts";
import { giveTo, type RunAs } from "./run-as.ts";

export interface ClusterPlace {
  /** `postgres` in the data folder. */
  readonly folder: string;
  /** The cluster itself, in that folder. */
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
}

const initdbArguments = (target: string, passwordFile: string): readonly string[] => [
  `--pgdata=${target}`,
  "--username=postgres",
  `--pwfile=${passwordFile}`,
  "--auth=scram-sha-256",
  // Without these a machine without LANG would make an SQL_ASCII cluster.
  "--encoding=UTF8",
  "--locale-provider=builtin",
  "--locale=C.UTF-8",
  "--data-checksums",
];

/**
 * Runs `initdb` beside the final place and renames: an interrupted start leaves no half-made cluster.
 * @throws AppError `database.start-failed` with initdb's own last words.
 */
export const makeCluster = (place: ClusterPlace, superuserPassword: string): void => {
  if (existsSync(join(place.cluster, "PG_VERSION"))) return;
  const target = `${place.cluster}.new`;
  const passwordFile = join(place.folder, "initial-password");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { mode: 0o700 });
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  const { owner, prefix } = place.runAs;
  if (owner !== null) for (const path of [target, passwordFile]) giveTo(owner, path);
  const [program = "", ...args] = [
    ...prefix,
    place.binaries.initdb,
    ...initdbArguments(target, passwordFile),
  ];
  const run = spawnSync(program, args, {
    encoding: "utf8",
    env: { ...process.env, ...place.binaries.environment, LC_ALL: "C" },
    cwd: place.folder,
    ...(owner ?? {}),
  });
  rmSync(passwordFile, { force: true });
  if (run.status !== 0) {
    rmSync(target, { recursive: true, force: true });
    const words = (run.stderr || run.error?.message || `initdb ${String(run.status)}`)
      .trim()
      .split("\n")
      .slice(-2)
      .join(" ");
    throw new AppError("database.start-failed", { detail: words.slice(0, 400), log: place.folder });
  }
  renameSync(target, place.cluster);
};
