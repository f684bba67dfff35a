/** Addresses of policies, decisions and operations of the node. */

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

const operationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/operations",
  component: lazyRouteComponent(
    () => import("../features/operations/operations-page.tsx"),
    "OperationsPage",
  ),
});

export const accessRoutes = [policiesRoute, decisionsRoute, operationsRoute] as const;
