/** The addresses of the page and what each shows; everything but the plan is fetched when first wanted. */

import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { PlanPage } from "../features/plan/plan-page.tsx";
import { planQuery } from "../features/plan/plan-query.ts";
import { accessRoutes } from "./access-routes.ts";
import { engagementRoutes } from "./engagement-routes.ts";
import { enterpriseRoute } from "./enterprise-route.ts";
import { enterpriseFilingRoutes, exchangeRoutes } from "./exchange-routes.ts";
import { objectRoutes } from "./object-routes.ts";
import { identityRoutes } from "./identity-routes.ts";
import { listImportRoutes } from "./list-import-routes.ts";
import { publicationRoutes } from "./publication-routes.ts";
import { rootRoute } from "./root-route.ts";
import { readAttackSearch } from "./attack-search.ts";
import {
  readAssessmentSearch,
  readPlanSearch,
  readRegistrySearch,
  readResultSearch,
  readWhatIfSearch,
} from "./search-params.ts";

const planRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  validateSearch: readPlanSearch,
  component: PlanPage,
  loader: ({ context }) => void context.queryClient.prefetchQuery(planQuery),
});

const enterprisesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/enterprises",
  validateSearch: readRegistrySearch,
  component: lazyRouteComponent(
    () => import("../features/enterprises/registry-page.tsx"),
    "RegistryPage",
  ),
});

const enterpriseIndexRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/",
  beforeLoad: ({ params }) => {
    // The router's own way of leaving a route is to throw where to go instead.
    // oxlint-disable-next-line typescript/only-throw-error
    throw redirect({ to: "/enterprises/$enterpriseId/grade", params, replace: true });
  },
});

const gradeRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/grade",
  component: lazyRouteComponent(() => import("../features/grading/grade-page.tsx"), "GradePage"),
});

const factsRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/facts",
  component: lazyRouteComponent(() => import("../features/facts/facts-page.tsx"), "FactsPage"),
});

const assessmentRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/assessment",
  validateSearch: readAssessmentSearch,
  component: lazyRouteComponent(
    () => import("../features/assessment/assessment-page.tsx"),
    "AssessmentPage",
  ),
});

const evidenceRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/evidence",
  component: lazyRouteComponent(
    () => import("../features/evidence/evidence-page.tsx"),
    "EvidencePage",
  ),
});

const gapsRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/gaps",
  validateSearch: readResultSearch,
  component: lazyRouteComponent(() => import("../features/assessment/gaps-page.tsx"), "GapsPage"),
});

const attackRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/attack",
  validateSearch: readAttackSearch,
  component: lazyRouteComponent(() => import("../features/attack/attack-page.tsx"), "AttackPage"),
});

const activityRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/activity",
  component: lazyRouteComponent(
    () => import("../features/enterprises/activity-page.tsx"),
    "ActivityPage",
  ),
});

const provinceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/province",
  component: lazyRouteComponent(
    () => import("../features/province/province-page.tsx"),
    "ProvincePage",
  ),
});

const whatIfRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/what-if",
  validateSearch: readWhatIfSearch,
  component: lazyRouteComponent(() => import("../features/what-if/what-if-page.tsx"), "WhatIfPage"),
});

const packsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/packs",
  component: lazyRouteComponent(() => import("../features/packs/packs-page.tsx"), "PacksPage"),
});

const packRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/packs/$packId/$version",
  component: lazyRouteComponent(() => import("../features/packs/pack-page.tsx"), "PackPage"),
});

const helpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/help",
  component: lazyRouteComponent(() => import("../features/help/help-page.tsx"), "HelpPage"),
});

const routeTree = rootRoute.addChildren([
  planRoute,
  enterprisesRoute,
  enterpriseRoute.addChildren([
    enterpriseIndexRoute,
    gradeRoute,
    factsRoute,
    ...objectRoutes,
    assessmentRoute,
    ...engagementRoutes,
    evidenceRoute,
    gapsRoute,
    attackRoute,
    activityRoute,
    ...enterpriseFilingRoutes,
  ]),
  ...listImportRoutes,
  provinceRoute,
  whatIfRoute,
  ...publicationRoutes,
  packsRoute,
  packRoute,
  helpRoute,
  ...accessRoutes,
  ...exchangeRoutes,
  ...identityRoutes,
]);

// The type is left to inference: it is the whole tree of addresses.
export const createAppRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
