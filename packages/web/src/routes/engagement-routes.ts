/** Addresses of assessments as work, under one enterprise. */

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

export const engagementRoutes = [engagementsRoute, engagementRoute] as const;
