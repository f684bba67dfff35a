/** Moves a file that the inbox is done with beside it: into done/, or into refused/ with the reason in a text file. */

import { lstat, mkdir, rename, writeFile } from "node:fs/promises";
import { join, parse } from "node:path";
import type { AppError } from "@fenji/kernel";

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

const reasonPath = (path: string): string => `${path}.txt`;

/** A name that is free for the file and for its reason: `scan.nessus`, `scan-2.nessus`. One process moves files here. */
const freePath = async (folder: string, name: string): Promise<string> => {
  const { name: stem, ext } = parse(name);
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? name : `${stem}-${number}${ext}`);
    if (!(await isThere(path)) && !(await isThere(reasonPath(path)))) return path;
  }
};

/**
 * The folder is made where it is missing; a link in its place is refused, and the reason is never written through one.
 * The reason stands before the file arrives, so that no refused file is without.
 */
export const putAway = async (path: string, refused: AppError | null): Promise<void> => {
  const { dir, base } = parse(path);
  const folder = join(dir, refused === null ? "done" : "refused");
  await mkdir(folder, { recursive: true });
  if (!(await lstat(folder)).isDirectory()) throw new Error(`${folder} is not a folder`);
  const to = await freePath(folder, base);
  if (refused !== null) {
    const reason = `${refused.in("zh")}\n${refused.in("en")}\n[${refused.code}]\n`;
    await writeFile(reasonPath(to), reason, { flag: "wx" });
  }
  await rename(path, to);
};
