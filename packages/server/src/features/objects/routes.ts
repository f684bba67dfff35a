/** Graded objects over HTTP, and eligibility. */

import {
  changeObject as changeOperation,
  createObject as createOperation,
  getEligibility,
  getObject,
  getRegimes,
  gradeObjectOn,
  listObjectFacts,
  listObjects,
  saveObjectFacts as saveOperation,
} from "@fenji/contract";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { packLibrary } from "../packs/public.ts";
import { changeObject } from "./change-object.ts";
import { createObject } from "./create-object.ts";
import { saveObjectFacts } from "./save-object-facts.ts";
import { showEligibility } from "./show-eligibility.ts";
import { showRegimes } from "./show-regimes.ts";
import { showObjectFacts, showObjectGrading, showObjects, showOneObject } from "./show-objects.ts";

export const registerObjects: FeatureRegistrar = (app) => {
  mountEndpoint(app, listObjects, async (ctx, { path, query }) =>
    showObjects(ctx, await packLibrary(), { ...path, date: query.date }),
  );
  mountEndpoint(app, createOperation, async (ctx, { path, body }) =>
    createObject(ctx, await packLibrary(), { ...path, ...body }),
  );
  mountEndpoint(app, changeOperation, async (ctx, { path, body }) =>
    changeObject(ctx, await packLibrary(), { ...path, ...body }),
  );
  mountEndpoint(app, getObject, async (ctx, { path, query }) =>
    showOneObject(ctx, await packLibrary(), { ...path, date: query.date }),
  );
  mountEndpoint(app, saveOperation, async (ctx, { path, body }) =>
    saveObjectFacts(ctx, await packLibrary(), { ...path, ...body }),
  );
  mountEndpoint(app, listObjectFacts, async (ctx, { path, query }) =>
    showObjectFacts(ctx, await packLibrary(), { ...path, pack: query.pack, date: undefined }),
  );
  mountEndpoint(app, gradeObjectOn, async (ctx, { path, query }) =>
    showObjectGrading(ctx, await packLibrary(), { ...path, pack: query.pack, date: query.date }),
  );
  mountEndpoint(app, getEligibility, async (ctx, { path, query }) =>
    showEligibility(ctx, await packLibrary(), { ...path, ...query }),
  );
  mountEndpoint(app, getRegimes, async (ctx, { path, query }) =>
    showRegimes(ctx, await packLibrary(), { ...path, ...query }),
  );
};
