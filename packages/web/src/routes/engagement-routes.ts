/** Addresses of assessments as work and of the contested queue, under one enterprise. */

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readEngagementSearch } from "./engagement-search.ts";
import { enterpriseRoute } from "./enterprise-route.ts";

const engagementsRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/assessments",
  component: lazyRouteComponent(
    () => import("../features/engagements/engagements-page.tsx"),
    "EngagementsPage",
  ),
});

const engagementRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/assessments/$engagementId",
  validateSearch: readEngagementSearch,
  component: lazyRouteComponent(
    () => import("../features/engagements/engagement-page.tsx"),
    "EngagementPage",
  ),
});

const contestedRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/contested",
  component: lazyRouteComponent(
    () => import("../features/decisions/contested-page.tsx"),
    "ContestedPage",
  ),
});

export const engagementRoutes = [engagementsRoute, engagementRoute, contestedRoute] as const;
