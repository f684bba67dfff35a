/** Evidence over HTTP. */

import {
  deleteTableMapping as deleteOperation,
  importEvidence as importOperation,
  listEvidence,
  listFormats,
  listObservations as observationsOperation,
  listTableMappings as mappingsOperation,
  listUnmapped as unmappedOperation,
  previewTable,
  saveTableMapping as saveOperation,
  withdrawEvidence as withdrawOperation,
} from "@fenji/contract";
import { freshnessStanding } from "@fenji/assessment";
import { readers } from "@fenji/evidence";
import { archiveFormat, questionnaireWorkbook } from "@fenji/intake";
import { inSnapshot } from "../../platform/ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { findRegime, packLibrary } from "../packs/public.ts";
import { importEvidence } from "./import-evidence.ts";
import { listObservations } from "./list-observations.ts";
import { listUnmapped } from "./list-unmapped.ts";
import { requireEnterprise } from "./policy.ts";
import { findFiles } from "./queries.ts";
import {
  deleteTableMapping,
  findTableMappings,
  listTableMappings,
  previewOf,
  saveTableMapping,
} from "./table-mappings.ts";
import { withdrawEvidence } from "./withdraw-evidence.ts";

export const registerEvidence: FeatureRegistrar = (app) => {
  mountEndpoint(app, importOperation, async (ctx, { path, query, bytes, signal, confirm }) => {
    const { regimes } = await packLibrary();
    const upload = { name: query.name, bytes, signal, confirm };
    return importEvidence(ctx, { ...path, ...upload, packs: regimes });
  });
  mountEndpoint(app, withdrawOperation, async (ctx, { path }) => {
    const { regimes } = await packLibrary();
    return withdrawEvidence(ctx, { ...path, packs: regimes });
  });
  mountEndpoint(app, listEvidence, async (tx, { path }) => {
    await requireEnterprise(tx, path.enterpriseId);
    const { defaultRegime } = await packLibrary();
    const files = await findFiles(tx, path.enterpriseId, defaultRegime);
    return { files, freshnessStanding: freshnessStanding(defaultRegime) };
  });
  mountEndpoint(app, unmappedOperation, async (tx, { path }) => {
    const { defaultRegime } = await packLibrary();
    const { mapped, unmapped } = await listUnmapped(tx, path.enterpriseId, defaultRegime);
    return { mapped, unmapped: [...unmapped] };
  });
  mountEndpoint(app, observationsOperation, async (tx, { path, query }) => {
    const pack = findRegime(await packLibrary(), query.pack);
    return listObservations(tx, path.enterpriseId, { pack, query });
  });
  mountEndpoint(app, mappingsOperation, async (tx, { path }) => ({
    mappings: await listTableMappings(tx, path.enterpriseId),
  }));
  mountEndpoint(app, saveOperation, (ctx, { path, body }) => saveTableMapping(ctx, path, body));
  mountEndpoint(app, deleteOperation, async (ctx, { path }) => {
    await deleteTableMapping(ctx, path);
    return {};
  });
  mountEndpoint(app, previewTable, async (ctx, { path, bytes }) => {
    const own = await inSnapshot(ctx, (tx) => findTableMappings(tx, path.enterpriseId));
    return previewOf({ bytes, own, nowMs: ctx.now().getTime() });
  });
  mountEndpoint(app, listFormats, async () => ({
    formats: [...readers, questionnaireWorkbook, archiveFormat].map(
      ({ format, name, versions, media }) => ({
        format,
        name,
        versions: [...versions],
        media: [...media],
      }),
    ),
  }));
};
