/** Knows whether the built page still matches its sources: first by size and time, only then by content. */

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const inputsSchema = z.object({ stamp: z.string(), content: z.string() });

export type PageInputs = z.infer<typeof inputsSchema>;

const manifestSchema = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
});

/** The web package and every workspace package that it reaches. */
const reachedPackages = (packages: string): readonly string[] => {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name) || !existsSync(join(packages, name, "package.json"))) return;
    found.add(name);
    const manifest = manifestSchema.parse(
      JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8")),
    );
    for (const dependency of Object.keys(manifest.dependencies)) {
      if (dependency.startsWith("@fenji/")) visit(dependency.slice("@fenji/".length));
    }
  };
  visit("web");
  return [...found].toSorted();
};

const skipped = /^(node_modules|dist.*|\..*)$|\.test\.tsx?$/;

const listFiles = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !skipped.test(entry.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? listFiles(join(folder, entry.name)) : [join(folder, entry.name)],
    );

/** Files whose change makes the page stale. */
export const listInputs = (root: string): readonly string[] => [
  join(root, "package-lock.json"),
  ...reachedPackages(join(root, "packages")).flatMap((name) =>
    listFiles(join(root, "packages", name)),
  ),
];

export const stampOf = (files: readonly string[]): string => {
  const hash = createHash("sha256");
  for (const file of files) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest("hex");
};

export const contentOf = (root: string, files: readonly string[]): string => {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file));
  return hash.digest("hex");
};

const recordOf = (folder: string): string => join(folder, ".inputs");

export const readInputs = (folder: string): PageInputs | undefined => {
  try {
    return inputsSchema.parse(JSON.parse(readFileSync(recordOf(folder), "utf8")));
  } catch {
    return undefined;
  }
};

export const writeInputs = (folder: string, inputs: PageInputs): void => {
  writeFileSync(recordOf(folder), JSON.stringify(inputs));
};
