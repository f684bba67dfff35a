/** Addresses of imports of lists of enterprises. */

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "./root-route.ts";

const listImportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/list-imports",
  component: lazyRouteComponent(
    () => import("../features/list-imports/list-imports-page.tsx"),
    "ListImportsPage",
  ),
});

const listImportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/list-imports/$importId",
  component: lazyRouteComponent(
    () => import("../features/list-imports/list-import-page.tsx"),
    "ListImportPage",
  ),
});

export const listImportRoutes = [listImportsRoute, listImportRoute] as const;
