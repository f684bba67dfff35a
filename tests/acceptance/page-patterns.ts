/** The addresses of the web page, read from where it declares its routes. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

const source = join(import.meta.dirname, "../../packages/web/src/routes/router.tsx");

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
  const routes = declaredRoutes(readFileSync(source, "utf8"));
  if (routes.length === 0) throw new Error(`no routes found in ${source}`);
  return routes.map((route) => {
    const path = fullPath(route, routes) || "/";
    const segments = path.split("/").map((part) => (part.startsWith("$") ? "[^/]+" : part));
    return new RegExp(`^${segments.join("/")}$`);
  });
};
