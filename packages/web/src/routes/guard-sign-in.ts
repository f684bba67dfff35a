/** Nobody sees a page of a shared node before signing in; who does, arrives where they were going. */

import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import { sessionQuery } from "../features/node/session-query.ts";
import { safeTarget } from "../features/identity/safe-target.ts";

/** Pages for people who have no session yet. */
const open = ["/sign-in", "/sign-in/oidc", "/first", "/invitation", "/reset"];

interface Destination {
  readonly pathname: string;
  readonly href: string;
  readonly search: object;
}

const wantedIn = (search: object): unknown => ("to" in search ? search.to : undefined);

export const guardSignIn = async (
  queries: QueryClient,
  { pathname, href, search }: Destination,
): Promise<void> => {
  // Without an answer the page itself says that the node cannot be reached.
  const session = await queries.ensureQueryData(sessionQuery).catch(() => undefined);
  if (session === undefined) return;
  if (session.signedIn && pathname === "/sign-in") {
    // The router's own way of leaving a route is to throw where to go instead.
    // oxlint-disable-next-line typescript/only-throw-error
    throw redirect({ href: safeTarget(wantedIn(search)), replace: true });
  }
  if (session.signedIn || open.includes(pathname)) return;
  const target = safeTarget(href);
  // oxlint-disable-next-line typescript/only-throw-error
  throw redirect({ to: "/sign-in", search: target === "/" ? {} : { to: target }, replace: true });
};
