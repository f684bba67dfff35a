/** The plan over HTTP. */

import { getPlan as operation } from "@fenji/contract";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { findPlan, packLibrary } from "../packs/public.ts";
import { getPlan } from "./get-plan.ts";
import { measurePacks } from "./pack-measure.ts";
import { rememberFirms } from "./remember-firms.ts";
import { belowLargeBy } from "./size-class.ts";

export const registerPlan: FeatureRegistrar = (app) => {
  const remember = rememberFirms();
  mountEndpoint(app, operation, async (ctx, { path }) => {
    const library = await packLibrary();
    const input = {
      plan: findPlan(library, { id: path.planId, version: path.version }),
      regime: library.defaultRegime.header,
      packs: measurePacks(library.regimes),
      belowLarge: belowLargeBy(library.regimes),
    };
    return getPlan(ctx, input, remember);
  });
};
