/** Draws which package uses which into docs/architecture.md, from the manifests; `--check` only compares. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./find-node.mjs";

const page = join(root, "docs/architecture.md");
const [open, close] = [
  "<!-- packages: drawn by scripts/draw-packages.mjs -->",
  "<!-- /packages -->",
];

const uses = readdirSync(join(root, "packages"))
  .toSorted()
  .flatMap((name) => {
    const manifest = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));
    return Object.keys(manifest.dependencies ?? {})
      .filter((dependency) => dependency.startsWith("@fenji/"))
      .map((dependency) => [name, dependency.slice("@fenji/".length)]);
  });

/** What follows from another line (a uses b uses c, a uses c) is left out, so that the drawing can be read. */
const reaches = (from, to, skip) =>
  uses.some(([a, b]) => a === from && !(skip && b === to) && (b === to || reaches(b, to, false)));
const lines = uses
  .filter(([from, to]) => !reaches(from, to, true))
  .map(([from, to]) => `  ${from} --> ${to}`);

const drawing = `${open}\n\n\`\`\`mermaid\nflowchart BT\n${lines.join("\n")}\n\`\`\`\n\n${close}`;
const text = readFileSync(page, "utf8");
const next =
  text.slice(0, text.indexOf(open)) + drawing + text.slice(text.indexOf(close) + close.length);

if (!process.argv.includes("--check")) writeFileSync(page, next);
else if (next !== text) {
  process.stderr.write(
    "docs/architecture.md: the drawing of packages is old; run node scripts/draw-packages.mjs\n",
  );
  process.exit(1);
}
