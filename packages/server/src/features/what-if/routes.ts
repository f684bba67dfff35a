/** What-if over HTTP: the registry as columns, the firms behind rows, and scenarios. */

import {
  changeScenario as changeOperation,
  getRegistryColumns,
  listRowFirms,
  listScenarios as listOperation,
  prepareRegistryColumns,
  saveScenario as saveOperation,
} from "@fenji/contract";
import { FileReply } from "../../platform/http/file-reply.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { findRegime, packLibrary } from "../packs/public.ts";
import { changeScenario } from "./change-scenario.ts";
import { findRowFirms } from "./find-row-firms.ts";
import { listScenarios } from "./list-scenarios.ts";
import { openLayouts } from "./prepare-columns.ts";
import { saveScenario } from "./save-scenario.ts";

const packOf = async (asked: string | undefined) => findRegime(await packLibrary(), asked);

export const registerWhatIf: FeatureRegistrar = (app) => {
  const layouts = openLayouts(app.node);
  app.addHook("onClose", () => layouts.close());
  mountEndpoint(app, prepareRegistryColumns, async (ctx, { query }) =>
    layouts.prepare(ctx, await packOf(query.pack)),
  );
  mountEndpoint(app, getRegistryColumns, async (ctx, { query }) => {
    const { layout, folder } = await layouts.find(ctx, await packOf(query.pack), query.version);
    const { version, bytes } = layout;
    return new FileReply({ path: folder.columns(version), version, bytes });
  });
  mountEndpoint(app, listRowFirms, async (ctx, { query }) => {
    const found = await layouts.find(ctx, await packOf(query.pack), query.version);
    return findRowFirms(ctx, found, query.rows.split(",").map(Number));
  });
  mountEndpoint(app, listOperation, async (ctx, { query }) =>
    listScenarios(ctx, (await packOf(query.pack)).header),
  );
  mountEndpoint(app, saveOperation, async (ctx, { body }) =>
    saveScenario(ctx, await packOf(body.pack), body),
  );
  mountEndpoint(app, changeOperation, (ctx, { path, body }) =>
    changeScenario(ctx, { ...path, ...body }),
  );
};
