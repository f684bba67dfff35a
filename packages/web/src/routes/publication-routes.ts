/** Addresses of published aggregates and of their drafts. */

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "./root-route.ts";

const publicationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/publications",
  component: lazyRouteComponent(
    () => import("../features/publications/publications-page.tsx"),
    "PublicationsPage",
  ),
});

const publicationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/publications/$publicationId",
  component: lazyRouteComponent(
    () => import("../features/publications/publication-page.tsx"),
    "PublicationPage",
  ),
});

const draftRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/publication-drafts/$publicationId",
  component: lazyRouteComponent(
    () => import("../features/publications/draft-page.tsx"),
    "DraftPage",
  ),
});

export const publicationRoutes = [publicationsRoute, publicationRoute, draftRoute] as const;
