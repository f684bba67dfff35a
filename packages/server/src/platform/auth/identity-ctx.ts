/** Work on accounts, which belong to no enterprise: whoever asks, the node itself reads them, person by person. */

import type { Config } from "../config.ts";
import type { Ctx } from "../ctx.ts";
import { applyScope } from "../db/scope.ts";
import type { NodeServices } from "../http/node-services.ts";
import { systemActor } from "./actor.ts";
import type { SecretBox } from "./secret-box.ts";

export interface IdentityCtx extends Ctx {
  readonly config: Config;
  readonly secretBox: SecretBox;
}

/**
 * The same person and session, with the node's own view of the tables. Every statement made with it names the person or
 * the organisation that it is about.
 */
export const identityCtx = async (node: NodeServices, ctx: Ctx): Promise<IdentityCtx> => {
  const actor = { ...ctx.actor, scope: systemActor.scope };
  if (ctx.db.isTransaction) await applyScope(ctx.db, actor.scope);
  return { ...ctx, actor, config: node.config, secretBox: node.secretBox };
};

/** One look with the node's own view, in a snapshot that goes on with the actor's. */
export const asNode = async <T>(ctx: Ctx, look: (ctx: Ctx) => Promise<T>): Promise<T> => {
  await applyScope(ctx.db, systemActor.scope);
  const result = await look(ctx);
  await applyScope(ctx.db, ctx.actor.scope);
  return result;
};
