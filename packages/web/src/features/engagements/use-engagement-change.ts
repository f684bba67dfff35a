/** A change of an engagement or a finding: everything read of the firm's assessments is read anew. */

import { useChange } from "../../use-change.ts";
import { engagementKey } from "./engagement-queries.ts";

interface EngagementChange<Input, Output> {
  readonly enterpriseId: string;
  readonly run: (input: Input) => Promise<Output>;
  readonly onDone?: (output: Output) => void;
}

export const useEngagementChange = <Input, Output>({
  enterpriseId,
  run,
  onDone,
}: EngagementChange<Input, Output>) =>
  useChange<Input, Output>({
    run,
    // Field records count as evidence: they move the verdicts of the firm as well.
    stale: [engagementKey(enterpriseId), ["enterprise", enterpriseId]],
    ...(onDone === undefined ? {} : { onDone }),
  });
