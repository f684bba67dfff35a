/** Who is asking, and which node answers. */

import { getSession } from "@fenji/contract";
import { identityCtx } from "../../platform/auth/identity-ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { findDemonstration } from "../demo/public.ts";
import { showSession } from "../identity/public.ts";
import { packLibrary } from "../packs/public.ts";

export const registerNode: FeatureRegistrar = (app) => {
  mountEndpoint(app, getSession, async (ctx) => {
    const demonstration = await findDemonstration(ctx);
    const { defaultRegime, defaultPlan } = await packLibrary();
    return {
      demonstration,
      ...(await showSession(await identityCtx(app.node, ctx))),
      node: app.node.config.nodeKind,
      version: app.node.version,
      defaultPack: {
        id: defaultRegime.header.id,
        version: defaultRegime.header.version,
        types: defaultRegime.grading.types.map(({ id, name }) => ({ id, name })),
      },
      plan: { id: defaultPlan.header.id, version: defaultPlan.header.version },
    };
  });
};
