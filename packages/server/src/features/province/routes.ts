/** The province and its table of jurisdictions over HTTP. */

import {
  getProvince,
  listJurisdictions,
  listShortfalls as shortfallsOperation,
} from "@fenji/contract";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { Ctx } from "../../platform/ctx.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { packLibrary } from "../packs/public.ts";
import { findDemonstration } from "../demo/public.ts";
import { listShortfalls } from "./list-shortfalls.ts";
import { readJurisdictions, readProvince } from "./queries.ts";

/** The demonstration where it was seeded, else the nation. */
const homeOf = async (ctx: Ctx): Promise<string> =>
  (await findDemonstration(ctx))?.jurisdiction ?? "CN";

export const registerProvince: FeatureRegistrar = (app) => {
  mountEndpoint(app, getProvince, async (ctx, { query }) => {
    const { defaultRegime } = await packLibrary();
    const pack = { ...defaultRegime.header, types: defaultRegime.grading.types };
    return readProvince(ctx, pack, query.jurisdiction ?? (await homeOf(ctx)));
  });
  mountEndpoint(app, shortfallsOperation, async (ctx, { query }) => {
    const { defaultRegime } = await packLibrary();
    return listShortfalls(ctx, defaultRegime, query.jurisdiction ?? (await homeOf(ctx)));
  });
  mountEndpoint(app, listJurisdictions, (ctx) => readJurisdictions(ctx));
};
