/** Addresses of policies and decisions. */

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "./root-route.ts";
import { readDecisionsSearch, readExplainSearch } from "./search-params.ts";

const policiesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/policies",
  validateSearch: readExplainSearch,
  component: lazyRouteComponent(
    () => import("../features/access/policies-page.tsx"),
    "PoliciesPage",
  ),
});

const decisionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/decisions",
  validateSearch: readDecisionsSearch,
  component: lazyRouteComponent(
    () => import("../features/access/decisions-page.tsx"),
    "DecisionsPage",
  ),
});

export const accessRoutes = [policiesRoute, decisionsRoute] as const;
