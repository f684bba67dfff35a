/** Addresses of graded objects and of eligibility, under one enterprise. */

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { enterpriseRoute } from "./enterprise-route.ts";
import { readObjectSearch } from "./search-params.ts";

const objectsRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/objects",
  component: lazyRouteComponent(
    () => import("../features/objects/objects-page.tsx"),
    "ObjectsPage",
  ),
});

const objectRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/objects/$objectId",
  validateSearch: readObjectSearch,
  component: lazyRouteComponent(() => import("../features/objects/object-page.tsx"), "ObjectPage"),
});

const eligibilityRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/eligibility",
  validateSearch: readObjectSearch,
  component: lazyRouteComponent(
    () => import("../features/objects/eligibility-page.tsx"),
    "EligibilityPage",
  ),
});

const regimesRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/regimes",
  validateSearch: readObjectSearch,
  component: lazyRouteComponent(
    () => import("../features/objects/regimes-page.tsx"),
    "RegimesPage",
  ),
});

export const objectRoutes = [objectsRoute, objectRoute, eligibilityRoute, regimesRoute] as const;
