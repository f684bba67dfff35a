/** A change whose success makes what was read under some keys stale. */

import {
  useMutation,
  useQueryClient,
  type QueryKey,
  type UseMutationResult,
} from "@tanstack/react-query";

interface Change<Input, Output> {
  readonly run: (input: Input) => Promise<Output>;
  readonly stale: readonly QueryKey[];
  readonly onDone?: (output: Output) => void;
}

export const useChange = <Input, Output>(
  change: Change<Input, Output>,
): UseMutationResult<Output, Error, Input> => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change.run,
    onSuccess: async (output) => {
      change.onDone?.(output);
      await Promise.all(change.stale.map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
  });
};
