/** Addresses of nodes, messages, filings, inspections and tasks. */

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { enterpriseRoute } from "./enterprise-route.ts";
import { readReviewSearch, readWorkSearch } from "./filing-search.ts";
import { rootRoute } from "./root-route.ts";
import { readFilingsSearch, readMessagesSearch, readStateSearch } from "./search-params.ts";

const nodesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/nodes",
  component: lazyRouteComponent(() => import("../features/exchange/nodes-page.tsx"), "NodesPage"),
});

const peerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/nodes/$peerId",
  validateSearch: readMessagesSearch,
  component: lazyRouteComponent(() => import("../features/exchange/peer-page.tsx"), "PeerPage"),
});

const messageRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/messages/$messageId",
  component: lazyRouteComponent(
    () => import("../features/exchange/message-page.tsx"),
    "MessagePage",
  ),
});

const filingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/filings",
  validateSearch: readFilingsSearch,
  component: lazyRouteComponent(
    () => import("../features/filings/filings-page.tsx"),
    "FilingsPage",
  ),
});

const inspectionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/filings/inspections",
  validateSearch: readStateSearch,
  component: lazyRouteComponent(
    () => import("../features/filings/inspections-page.tsx"),
    "InspectionsPage",
  ),
});

const tasksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/filings/tasks",
  validateSearch: readStateSearch,
  component: lazyRouteComponent(() => import("../features/filings/tasks-page.tsx"), "TasksPage"),
});

const aggregatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/filings/aggregates",
  component: lazyRouteComponent(
    () => import("../features/filings/aggregates-page.tsx"),
    "AggregatesPage",
  ),
});

const worklistsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/filings/worklists",
  validateSearch: readWorkSearch,
  component: lazyRouteComponent(
    () => import("../features/cases/worklists-page.tsx"),
    "WorklistsPage",
  ),
});

const reviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/filings/review",
  validateSearch: readReviewSearch,
  component: lazyRouteComponent(() => import("../features/review/review-page.tsx"), "ReviewPage"),
});

const reasonsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/filings/reasons",
  component: lazyRouteComponent(() => import("../features/review/reasons-page.tsx"), "ReasonsPage"),
});

export const exchangeRoutes = [
  nodesRoute,
  peerRoute,
  messageRoute,
  filingsRoute,
  inspectionsRoute,
  tasksRoute,
  aggregatesRoute,
  worklistsRoute,
  reviewRoute,
  reasonsRoute,
] as const;

const filingTabRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/filing",
  validateSearch: readMessagesSearch,
  component: lazyRouteComponent(() => import("../features/filings/filing-tab.tsx"), "FilingTab"),
});

const filingRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/filing/$filingId",
  component: lazyRouteComponent(() => import("../features/filings/filing-page.tsx"), "FilingPage"),
});

const filingFormRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/filing/$filingId/form",
  component: lazyRouteComponent(() => import("../features/cases/form-page.tsx"), "FormPage"),
});

const enterpriseMessageRoute = createRoute({
  getParentRoute: () => enterpriseRoute,
  path: "/messages/$messageId",
  component: lazyRouteComponent(
    () => import("../features/exchange/message-page.tsx"),
    "EnterpriseMessagePage",
  ),
});

export const enterpriseFilingRoutes = [
  filingTabRoute,
  filingRoute,
  filingFormRoute,
  enterpriseMessageRoute,
] as const;
