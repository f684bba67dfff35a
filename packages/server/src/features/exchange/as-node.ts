/** Acts on records of the node itself, which are no enterprise's, for somebody who has been allowed to. */

import type { Ctx } from "../../platform/ctx.ts";

/** Who did it stays recorded; what is seen is the whole node: peers, keys and codes are no firm's. */
export const asNode = (ctx: Ctx): Ctx => ({
  ...ctx,
  actor: { ...ctx.actor, scope: { kind: "all" } },
});
