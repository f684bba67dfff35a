/** A change of the account: what the page shows of it, and of the session, is read again. */

import type { UseMutationResult } from "@tanstack/react-query";
import { useChange } from "../../use-change.ts";
import { sessionQuery } from "../node/session-query.ts";

export const useAccountChange = <Input, Output>(
  run: (input: Input) => Promise<Output>,
  onDone?: (output: Output) => void,
): UseMutationResult<Output, Error, Input> =>
  useChange({
    run,
    stale: [["account"], sessionQuery.queryKey, ["permissions"]],
    ...(onDone === undefined ? {} : { onDone }),
  });
