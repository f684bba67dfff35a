/** Published aggregates over HTTP. */

import {
  getPublication,
  getPublicationDraft,
  listPublicationDrafts,
  listPublications,
  preparePublication as prepareOperation,
  reviewPublication as reviewOperation,
  withdrawPublication as withdrawOperation,
} from "@fenji/contract";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { findRegime, packLibrary } from "../packs/public.ts";
import { preparePublication } from "./prepare-publication.ts";
import { findDraft, findDrafts, findPublication, findPublications } from "./queries.ts";
import { reviewPublication } from "./review-publication.ts";
import { withdrawPublication } from "./withdraw-publication.ts";

export const registerPublications: FeatureRegistrar = (app) => {
  mountEndpoint(app, listPublications, (ctx, { query }) => findPublications(ctx, query));
  mountEndpoint(app, getPublication, (ctx, { path }) => findPublication(ctx, path.publicationId));
  mountEndpoint(app, withdrawOperation, (ctx, { path, body }) =>
    withdrawPublication(ctx, { ...path, ...body }),
  );
  mountEndpoint(app, listPublicationDrafts, (ctx, { query }) => findDrafts(ctx, query));
  mountEndpoint(app, prepareOperation, async (ctx, { body }) =>
    preparePublication(ctx, findRegime(await packLibrary(), body.pack), body),
  );
  mountEndpoint(app, getPublicationDraft, (ctx, { path }) => findDraft(ctx, path.publicationId));
  mountEndpoint(app, reviewOperation, (ctx, { path, body }) =>
    reviewPublication(ctx, { ...path, ...body }),
  );
};
