/** Addresses of assessments as work, of the contested queue and of observations, under one enterprise. */

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readEngagementSearch } from "./engagement-search.ts";
import { readObservationSearch } from "./observation-search.ts";
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

const observationsRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/observations",
  validateSearch: readObservationSearch,
  component: lazyRouteComponent(
    () => import("../features/observations/observations-page.tsx"),
    "ObservationsPage",
  ),
});

export const engagementRoutes = [
  engagementsRoute,
  engagementRoute,
  contestedRoute,
  observationsRoute,
] as const;
