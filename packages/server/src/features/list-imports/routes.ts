/** Imports of lists over HTTP. */

import {
  cancelListImport,
  checkList,
  downloadListErrors,
  downloadListTemplate,
  getListImport,
  listListImports,
  runListImport,
  uploadList,
} from "@fenji/contract";
import { systemActor } from "../../platform/auth/actor.ts";
import { baseCtx } from "../../platform/ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { packLibrary } from "../packs/public.ts";
import { beginListImport } from "./begin-list-import.ts";
import { listFields } from "./list-fields.ts";
import { listErrorFile, listTemplate } from "./list-files.ts";
import { readListImport, readListImports, readRowProblems } from "./list-queries.ts";
import { openListWork } from "./list-work.ts";
import { cancelImport, startCheck, startImport } from "./steer-list-import.ts";

const regime = async () => (await packLibrary()).defaultRegime;

const problemsShown = 50;

export const registerListImports: FeatureRegistrar = (app) => {
  const { db, files, log } = app.node;
  const work = openListWork(baseCtx({ db, files, log, actor: systemActor }));
  app.addHook("onReady", async () => work.kick());
  app.addHook("preClose", () => work.stop());

  mountEndpoint(app, uploadList, async (ctx, { query, bytes, confirm }) =>
    beginListImport(ctx, await regime(), { name: query.name, bytes, confirm }),
  );
  mountEndpoint(app, listListImports, async (tx) => ({
    imports: await readListImports(tx),
    fields: listFields(await regime()).map(({ id, label, section, required }) => ({
      id,
      label,
      section,
      required,
    })),
  }));
  mountEndpoint(app, getListImport, async (tx, { path }) => {
    const list = await readListImport(tx, path.importId);
    return { ...list, problems: await readRowProblems(tx, list, problemsShown) };
  });
  mountEndpoint(app, checkList, async (ctx, { path, body }) => {
    const list = await startCheck(ctx, await regime(), { ...path, ...body });
    work.kick();
    return list;
  });
  mountEndpoint(app, runListImport, async (ctx, { path }) => {
    const list = await startImport(ctx, path.importId);
    work.kick();
    return list;
  });
  mountEndpoint(app, cancelListImport, async (ctx, { path }) => {
    work.abort(path.importId);
    return cancelImport(ctx, path.importId);
  });
  mountEndpoint(app, downloadListErrors, async (tx, { path, query }) =>
    listErrorFile(tx, await readListImport(tx, path.importId), query.language),
  );
  mountEndpoint(app, downloadListTemplate, async (_tx, { query }) =>
    listTemplate(listFields(await regime()), query.language),
  );
};
