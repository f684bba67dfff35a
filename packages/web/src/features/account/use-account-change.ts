/** A change of the account: what the page shows of it, and of the session, is read again. */

import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { sessionQuery } from "../node/session-query.ts";

export const useAccountChange = <Input, Output>(
  change: (input: Input) => Promise<Output>,
  onDone?: (output: Output) => void,
): UseMutationResult<Output, Error, Input> => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (output) => {
      onDone?.(output);
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["account"] }),
        queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
        queries.invalidateQueries({ queryKey: ["permissions"] }),
      ]);
    },
  });
};
