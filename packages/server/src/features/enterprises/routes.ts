/** The registry over HTTP. */

import {
  createEnterprise as createOperation,
  getEnterprise,
  listEnterprises,
  listEvents,
  listFactsHistory,
  saveFacts as saveOperation,
} from "@fenji/contract";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { saveFacts } from "../facts/public.ts";
import { packLibrary } from "../packs/public.ts";
import { createEnterprise } from "./create-enterprise.ts";
import { findEnterprises } from "./find-enterprises.ts";
import { findEnterprise, findEvents, findFacts, findFactsVersions } from "./queries.ts";

const regime = async () => (await packLibrary()).defaultRegime;

export const registerEnterprises: FeatureRegistrar = (app) => {
  mountEndpoint(app, listEnterprises, async (ctx, { query }) => {
    const { cursor, limit, order, ...filter } = query;
    return findEnterprises(ctx, (await regime()).header, {
      filter,
      page: { order, cursor, limit },
    });
  });
  mountEndpoint(app, createOperation, async (ctx, { body }) =>
    createEnterprise(ctx, (await regime()).header, body),
  );
  mountEndpoint(app, getEnterprise, async (ctx, { path }) => {
    const enterprise = await findEnterprise(ctx, (await regime()).header, path.enterpriseId);
    const held = await findFacts(ctx, path.enterpriseId);
    return {
      ...enterprise,
      factsId: held?.factsId ?? null,
      facts: held?.facts ?? {},
      factsRecordedAt: held?.recordedAt ?? null,
    };
  });
  mountEndpoint(app, listFactsHistory, async (ctx, { path }) => {
    await findEnterprise(ctx, (await regime()).header, path.enterpriseId);
    return { versions: await findFactsVersions(ctx, path.enterpriseId) };
  });
  mountEndpoint(app, saveOperation, async (ctx, { path, body }) =>
    saveFacts(ctx, await regime(), { enterpriseId: path.enterpriseId, ...body }),
  );
  mountEndpoint(app, listEvents, async (ctx, { path, query }) => {
    await findEnterprise(ctx, (await regime()).header, path.enterpriseId);
    return findEvents(ctx, path.enterpriseId, query);
  });
};
