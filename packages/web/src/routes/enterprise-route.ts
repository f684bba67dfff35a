/** The frame of one enterprise, under which its pages stand. */

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "./root-route.ts";

export const enterpriseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/enterprises/$enterpriseId",
  component: lazyRouteComponent(
    () => import("../features/enterprises/enterprise-layout.tsx"),
    "EnterpriseLayout",
  ),
});
