/** Following what changes in a firm's verdicts, over HTTP. */

import { readFeed as feedOperation } from "@fenji/contract";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { packLibrary } from "../packs/public.ts";
import { readFeed } from "./read-feed.ts";

export const registerWatching: FeatureRegistrar = (app) => {
  const { origin } = app.node.config.publicUrl;
  mountEndpoint(app, feedOperation, async (tx, { path, query }) => {
    const { regimes: packs, defaultRegime } = await packLibrary();
    const place = { origin, packs, regime: defaultRegime.header };
    return readFeed(tx, path.enterpriseId, { query, place });
  });
};
