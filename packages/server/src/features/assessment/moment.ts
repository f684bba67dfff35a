/** A past moment at which the state of an enterprise is asked for. */

import type { Ctx } from "../../platform/ctx.ts";

export interface Moment {
  /** ISO 8601 in UTC. */
  readonly at: string;
  /**
   * `received`: what the node knew at that moment. `observed`: what was so at that moment by the tools' own clocks, with
   * everything that is known today and not withdrawn.
   */
  readonly by: "observed" | "received";
}

/** null for now and for what is still to come: nothing is known of the future. */
export const momentOf = (
  tx: Ctx,
  { asOf, by = "observed" }: { readonly asOf?: string | undefined; readonly by?: Moment["by"] },
): Moment | null => {
  if (asOf === undefined || Date.parse(asOf) >= tx.now().getTime()) return null;
  return { at: new Date(asOf).toISOString(), by };
};
