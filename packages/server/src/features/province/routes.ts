/** The province and its table of jurisdictions over HTTP. */

import { getProvince, listJurisdictions } from "@fenji/contract";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { packLibrary } from "../packs/public.ts";
import { findDemonstration } from "../demo/public.ts";
import { readJurisdictions, readProvince } from "./queries.ts";

export const registerProvince: FeatureRegistrar = (app) => {
  mountEndpoint(app, getProvince, async (ctx, { query }) => {
    const { defaultRegime } = await packLibrary();
    const pack = { ...defaultRegime.header, types: defaultRegime.grading.types };
    const seeded = await findDemonstration(ctx);
    return readProvince(ctx, pack, query.jurisdiction ?? seeded?.jurisdiction ?? "CN");
  });
  mountEndpoint(app, listJurisdictions, (ctx) => readJurisdictions(ctx));
};
