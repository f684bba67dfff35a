/** Where registries lie that were laid out as columns: files by reader and version, with the ids of their rows. */

import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** What is told of a registry that is laid out. */
const layout = z.object({
  version: z.string(),
  rows: z.number(),
  bytes: z.number(),
  unfit: z.number(),
  synthetic: z.boolean(),
  /** ISO 8601 in UTC. */
  at: z.string(),
});

export type Layout = z.infer<typeof layout>;

export interface LayoutFolder {
  readonly columns: (version: string) => string;
  readonly ids: (version: string) => string;
  /** undefined: not held. */
  readonly find: (version: string) => Promise<Layout | undefined>;
  readonly newest: () => Promise<Layout | undefined>;
  /** The files are complete; older versions than the one before go. */
  readonly keep: (made: Layout) => Promise<void>;
  /** Ids of rows, undefined where there is no such row. */
  readonly idsOf: (version: string, rows: readonly number[]) => Promise<(string | undefined)[]>;
}

export const idBytes = 16;

const kept = 2;

const asUuid = (bytes: Buffer): string => {
  const hex = bytes.toString("hex");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return [...parts, hex.slice(20)].join("-");
};

const missing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

const readLayout = async (path: string): Promise<Layout | undefined> => {
  try {
    return layout.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (missing(error)) return undefined;
    throw error;
  }
};

/** `family`: of readers who see the same rows. */
export const openLayoutFolder = async (folder: string, family: string): Promise<LayoutFolder> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = (version: string, kind: string): string =>
    join(folder, `${family}-${version}.${kind}`);
  const find = (version: string) => readLayout(path(version, "json"));
  const all = async (): Promise<readonly Layout[]> => {
    const names = await readdir(folder);
    const own = names.filter((name) => name.startsWith(`${family}-`) && name.endsWith(".json"));
    const found = await Promise.all(own.map((name) => readLayout(join(folder, name))));
    return found.filter((one) => one !== undefined).toSorted((a, b) => (a.at < b.at ? 1 : -1));
  };
  return {
    columns: (version) => path(version, "columns.gz"),
    ids: (version) => path(version, "ids"),
    find,
    newest: async () => (await all())[0],
    keep: async (made) => {
      const unfinished = path(made.version, "json.part");
      const file = await open(unfinished, "w", 0o600);
      await file.writeFile(JSON.stringify(made));
      await file.close();
      await rename(unfinished, path(made.version, "json"));
      for (const { version } of (await all()).slice(kept))
        for (const kind of ["json", "ids", "columns.gz"])
          await rm(path(version, kind), { force: true });
    },
    idsOf: async (version, rows) => {
      const name = path(version, "ids");
      const { size } = await stat(name);
      const file = await open(name, "r");
      try {
        const ids: (string | undefined)[] = [];
        for (const row of rows) {
          const at = row * idBytes;
          if (at + idBytes > size) ids.push(undefined);
          else ids.push(asUuid((await file.read(Buffer.alloc(idBytes), 0, idBytes, at)).buffer));
        }
        return ids;
      } finally {
        await file.close();
      }
    },
  };
};
