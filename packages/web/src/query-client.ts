/** How answers of the node are kept: fresh for half a minute, retried only where a retry can help. */

import { AppError } from "@fenji/kernel";
import { QueryClient } from "@tanstack/react-query";

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        // A refusal by the node stays a refusal; only a lost connection is worth a second try.
        retry: (failures, error) => !(error instanceof AppError) && failures < 1,
      },
    },
  });
