/** Who is asking, and which node answers. */

import { getSession } from "@fenji/contract";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { findDemonstration } from "../demo/public.ts";
import { packLibrary } from "../packs/public.ts";

export const registerNode: FeatureRegistrar = (app) => {
  mountEndpoint(app, getSession, async (ctx) => {
    const { defaultRegime, defaultPlan } = await packLibrary();
    return {
      mode: "local" as const,
      actor: ctx.actor.id,
      signedIn: true,
      user: null,
      standing: null,
      organisations: [],
      secondFactor: { available: false, provedAt: null },
      risk: "normal" as const,
      expiresAt: null,
      signInWays: { password: false, passkey: false, oidc: null },
      node: app.node.config.nodeKind,
      version: app.node.version,
      demonstration: await findDemonstration(ctx),
      defaultPack: { id: defaultRegime.header.id, version: defaultRegime.header.version },
      plan: { id: defaultPlan.header.id, version: defaultPlan.header.version },
    };
  });
};
