/** The addresses of the web page, read from where it declares its routes. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../packages/web/src/routes");

const sources = (): string =>
  readdirSync(folder)
    .filter((name) => /(router|route|routes)\.tsx?$/.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");

interface Declared {
  readonly name: string;
  readonly parent: string;
  readonly path: string;
}

const declaredRoutes = (text: string): readonly Declared[] =>
  [
    ...text.matchAll(
      /const (\w+) = createRoute\(\{\s*getParentRoute: \(\) => (\w+),\s*path: "([^"]+)"/g,
    ),
  ].map(([, name, parent, path]) => ({ name: name ?? "", parent: parent ?? "", path: path ?? "" }));

const fullPath = (route: Declared, all: readonly Declared[]): string => {
  const parent = all.find((each) => each.name === route.parent);
  const prefix = parent === undefined ? "" : fullPath(parent, all);
  return route.path === "/" ? prefix : prefix + route.path;
};

/** One expression per page; `$name` stands for one segment. */
export const pagePatterns = (): readonly RegExp[] => {
  const routes = declaredRoutes(sources());
  if (routes.length === 0) throw new Error(`no routes found in ${folder}`);
  return routes.map((route) => {
    const path = fullPath(route, routes) || "/";
    const segments = path.split("/").map((part) => (part.startsWith("$") ? "[^/]+" : part));
    return new RegExp(`^${segments.join("/")}$`);
  });
};
