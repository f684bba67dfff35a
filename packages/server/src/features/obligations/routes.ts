/** Cases over HTTP: a supervisor's worklists, an enterprise's own view. */

import {
  createCalendarFeed as createFeedOperation,
  declareScope as declareOperation,
  downloadCalendar,
  listCalendarFeeds,
  listEnterpriseCases,
  listFilingCases,
  readCalendarFeed as readFeedOperation,
  revokeCalendarFeed as revokeFeedOperation,
} from "@fenji/contract";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { findCalendarFeeds, readCalendarFeed } from "./calendar-feeds.ts";
import { createCalendarFeed } from "./create-calendar-feed.ts";
import { declareScope } from "./declare-scope.ts";
import { dueCalendar } from "./due-calendar.ts";
import { findEnterpriseCases } from "./enterprise-cases.ts";
import { revokeCalendarFeed } from "./revoke-calendar-feed.ts";
import { findWorklist } from "./worklists.ts";

export const registerObligations: FeatureRegistrar = (app) => {
  mountEndpoint(app, listFilingCases, (tx, { query }) => findWorklist(tx, query));
  mountEndpoint(app, listEnterpriseCases, (tx, { path }) =>
    findEnterpriseCases(tx, path.enterpriseId),
  );
  mountEndpoint(app, declareOperation, async (ctx, { body }) => ({
    changed: await declareScope(ctx, body),
  }));
  mountEndpoint(app, downloadCalendar, (tx, { path, query }) =>
    dueCalendar(tx, { ...path, ...query }),
  );
  mountEndpoint(app, readFeedOperation, (tx, { path }) => readCalendarFeed(tx, path.secret));
  mountEndpoint(app, listCalendarFeeds, async (tx, { path }) => ({
    feeds: await findCalendarFeeds(tx, path.enterpriseId),
  }));
  mountEndpoint(app, createFeedOperation, (ctx, { path, body }) =>
    createCalendarFeed(ctx, { ...path, ...body }),
  );
  mountEndpoint(app, revokeFeedOperation, async (ctx, { path }) => {
    await revokeCalendarFeed(ctx, path);
    return {};
  });
};
