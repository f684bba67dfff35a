/** A filing against which nothing stands, with what this node makes of its facts. */

import type { Occasion } from "@fenji/submission";
import type { Incoming } from "../exchange/public.ts";
import type { FiledGrade, Regraded } from "./regrade-filing.ts";

export interface Acceptable {
  readonly incoming: Incoming<"filing">;
  readonly enterpriseId: string;
  /** null: this node does not have the pack. */
  readonly regraded: Regraded | null;
  readonly grades: readonly FiledGrade[];
  /** As it counts where the enterprise stands. */
  readonly occasion: Occasion;
  /** Whether it is the newest of its enterprise once the batch is in. */
  current: boolean;
}
