/** Addresses of signing in, one-time links, accounts and organisations. */

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readOidcAnswer } from "../features/identity/oidc-answer.ts";
import { rootRoute } from "./root-route.ts";
import { readOrganisationsSearch, readSignInSearch, readUsersSearch } from "./search-params.ts";

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: readSignInSearch,
  component: lazyRouteComponent(
    () => import("../features/identity/sign-in-page.tsx"),
    "SignInPage",
  ),
});

const oidcRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in/oidc",
  loader: readOidcAnswer,
  component: lazyRouteComponent(() => import("../features/identity/oidc-page.tsx"), "OidcPage"),
});

const firstRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/first",
  component: lazyRouteComponent(() => import("../features/identity/first-page.tsx"), "FirstPage"),
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invitation",
  component: lazyRouteComponent(
    () => import("../features/identity/invitation-page.tsx"),
    "InvitationPage",
  ),
});

const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reset",
  component: lazyRouteComponent(() => import("../features/identity/reset-page.tsx"), "ResetPage"),
});

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/account",
  component: lazyRouteComponent(
    () => import("../features/account/account-page.tsx"),
    "AccountPage",
  ),
});

const ownOrganisationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/organisation",
  component: lazyRouteComponent(
    () => import("../features/organisations/organisation-page.tsx"),
    "OwnOrganisationPage",
  ),
});

const organisationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/organisations/$organisationId",
  component: lazyRouteComponent(
    () => import("../features/organisations/organisation-page.tsx"),
    "OrganisationPage",
  ),
});

const organisationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/organisations",
  validateSearch: readOrganisationsSearch,
  component: lazyRouteComponent(
    () => import("../features/organisations/organisations-page.tsx"),
    "OrganisationsPage",
  ),
});

const usersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/users",
  validateSearch: readUsersSearch,
  component: lazyRouteComponent(
    () => import("../features/organisations/users-page.tsx"),
    "UsersPage",
  ),
});

export const identityRoutes = [
  signInRoute,
  oidcRoute,
  firstRoute,
  invitationRoute,
  resetRoute,
  accountRoute,
  ownOrganisationRoute,
  organisationRoute,
  organisationsRoute,
  usersRoute,
] as const;
