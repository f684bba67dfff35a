/** How answers of the node are kept: fresh for half a minute, retried only where a retry can help. */

import { AppError } from "@fenji/kernel";
import { MutationCache, QueryClient } from "@tanstack/react-query";

const isAboutRights = (key: unknown): boolean => key === "session" || key === "permissions";

/** Something that the page offered was refused: what one may do has changed since it was read. */
const refreshRights = (queries: QueryClient) => (error: unknown) => {
  if (!(error instanceof AppError) || error.code !== "permission.denied") return;
  void queries.invalidateQueries({
    predicate: ({ queryKey }) => isAboutRights(queryKey[0]) || isAboutRights(queryKey[2]),
  });
};

export const createQueryClient = (): QueryClient => {
  const queries: QueryClient = new QueryClient({
    mutationCache: new MutationCache({ onError: (error) => refreshRights(queries)(error) }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // A node on this machine answers whatever the browser thinks of the network.
        networkMode: "always",
        refetchOnWindowFocus: false,
        // A refusal by the node stays a refusal; only a lost connection is worth a second try.
        retry: (failures, error) => !(error instanceof AppError) && failures < 1,
      },
      mutations: { networkMode: "always" },
    },
  });
  return queries;
};
