/** What all addresses share: the frame, what is shown when a page is missing or breaks, and who may come in. */

import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext } from "@tanstack/react-router";
import { NotFoundPage } from "../features/shell/not-found-page.tsx";
import { PageFailure } from "../features/shell/page-failure.tsx";
import { Shell } from "../features/shell/shell.tsx";
import { guardSignIn } from "./guard-sign-in.ts";

interface RouterContext {
  readonly queryClient: QueryClient;
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: PageFailure,
  beforeLoad: ({ context, location }) => guardSignIn(context.queryClient, location),
});
