/** One hash for everything that a pack says, so that two nodes can tell whether they hold the same one. */

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Pack } from "@fenji/regime";
import { installationFolder } from "../../platform/config.ts";

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .toSorted();
};

const hash = async (folder: string): Promise<string> => {
  const whole = createHash("sha256");
  for (const name of await filesIn(folder)) {
    // A checkout on another system may end lines otherwise, and says the same.
    const text = (await readFile(join(folder, name), "utf8")).replaceAll("\r\n", "\n");
    const own = createHash("sha256").update(text).digest("hex");
    whole.update(`${own}  ${name}\n`);
  }
  return whole.digest("hex");
};

const known = new Map<string, Promise<string>>();

/**
 * SHA-256 in hexadecimal over one line per file, in the order of their paths: hash of the file, two spaces, path with
 * slashes. Packs are part of the installation, so each is read once per process.
 */
export const packContentHash = ({
  id,
  version,
}: Pick<Pack["header"], "id" | "version">): Promise<string> => {
  const key = `${id}@${version}`;
  const held = known.get(key) ?? hash(join(installationFolder, "packs", id, version));
  known.set(key, held);
  return held;
};
