/** As whom PostgreSQL runs: it refuses root, so root hides in a user namespace or lends it an ordinary user. */

import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { AppError } from "@fenji/kernel";

export interface RunAs {
  /** Words put before the program, e.g. `unshare …`. */
  readonly prefix: readonly string[];
  /** User and group of the process and of its folder; null keeps our own. */
  readonly owner: { readonly uid: number; readonly gid: number } | null;
}

const asOurselves: RunAs = { prefix: [], owner: null };

const namespacePrefix = ["unshare", "--user", "--map-user=1000", "--map-group=1000"] as const;

const namespaceWorks = (): boolean => {
  const [program, ...args] = namespacePrefix;
  return spawnSync(program, [...args, "true"], { stdio: "ignore" }).status === 0;
};

/** Users that exist on ordinary systems and own nothing of value. */
const lendable = ["postgres", "www-data", "daemon", "nobody"] as const;

const findUser = (): { readonly uid: number; readonly gid: number } | undefined => {
  const rows = existsSync("/etc/passwd") ? readFileSync("/etc/passwd", "utf8").split("\n") : [];
  const users = new Map(rows.map((row) => row.split(":")).map((fields) => [fields[0], fields]));
  const fields = lendable.map((name) => users.get(name)).find((found) => found !== undefined);
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return Number.isInteger(uid) && Number.isInteger(gid) && uid > 0 ? { uid, gid } : undefined;
};

/** Whether that user can really reach the program and the folder: a checkout under /root is closed to it. */
const canReach = (
  owner: { readonly uid: number; readonly gid: number },
  program: string,
  folder: string,
): boolean => {
  const tried = spawnSync(program, ["--version"], {
    uid: owner.uid,
    gid: owner.gid,
    stdio: "ignore",
    cwd: folder,
  });
  const seen = spawnSync("/bin/ls", [folder], { uid: owner.uid, gid: owner.gid, stdio: "ignore" });
  return tried.status === 0 && seen.status === 0;
};

/** Gives a folder and what is in it to a user; links are not followed because none are made there. */
export const giveTo = (
  owner: { readonly uid: number; readonly gid: number },
  path: string,
): void => {
  chownSync(path, owner.uid, owner.gid);
  if (!statSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveTo(owner, join(path, name));
};

const lend = (program: string, folder: string): RunAs => {
  const owner = findUser();
  if (owner === undefined) throw new AppError("database.as-root", { detail: lendable.join(", ") });
  giveTo(owner, folder);
  // Passing through is all that user gets: every folder beside its own stays 0700.
  chmodSync(dirname(folder), 0o711);
  if (!canReach(owner, program, folder))
    throw new AppError("database.as-root", { detail: `uid ${owner.uid}: ${folder}` });
  return { prefix: [], owner };
};

/**
 * Decides how to run `program` on the cluster in `folder`.
 * @throws AppError `database.as-root` when root has no way.
 */
export const chooseRunAs = (program: string, folder: string): RunAs => {
  if (process.getuid?.() !== 0) return asOurselves;
  const cluster = join(folder, "cluster");
  const made = statSync(cluster, { throwIfNoEntry: false });
  // A cluster made by an ordinary user stays that user's, or PostgreSQL would refuse its ownership.
  if (made !== undefined && made.uid !== 0)
    return { prefix: [], owner: { uid: made.uid, gid: made.gid } };
  return namespaceWorks() ? { prefix: namespacePrefix, owner: null } : lend(program, folder);
};
