/** Files on their way into the evidence, over HTTP. */

import {
  appendUpload as appendOperation,
  createUpload as createOperation,
  getUpload,
  listUploads,
  steerUpload as steerOperation,
  steerUploads as steerAllOperation,
} from "@fenji/contract";
import { systemActor } from "../../platform/auth/actor.ts";
import { baseCtx } from "../../platform/ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { appendUpload } from "./append-upload.ts";
import { createUpload } from "./create-upload.ts";
import { openImportWork } from "./import-work.ts";
import { uploadsOf } from "./open-uploads.ts";
import { findUpload, readUploads, uploadShown } from "./queries.ts";
import { steerUpload, steerUploads } from "./steer-uploads.ts";
import { sweepUploads } from "./sweep-uploads.ts";

const sweepEveryMs = 3_600_000;

export const registerUploads: FeatureRegistrar = (app) => {
  const { db, files, log } = app.node;
  const system = baseCtx({ db, files, log, actor: systemActor });
  const uploads = uploadsOf(app.node);
  const work = openImportWork(system, uploads);
  const sweep = (): Promise<void> =>
    sweepUploads(system, uploads).catch((error: unknown) =>
      log.error({ err: error }, "old uploads"),
    );
  const timer = setInterval(() => void sweep(), sweepEveryMs);
  timer.unref();
  app.addHook("onReady", async () => {
    await sweep();
    work.start();
  });
  app.addHook("preClose", async () => {
    clearInterval(timer);
    await work.stop();
  });

  mountEndpoint(app, createOperation, async (ctx, { path, body }) => {
    const upload = await createUpload(ctx, uploads, { ...path, ...body });
    if (upload.state === "queued") uploads.kick();
    return upload;
  });
  mountEndpoint(app, appendOperation, (ctx, { path, query, bytes, confirm }) =>
    appendUpload(ctx, uploads, { ...path, ...query, bytes, confirm }),
  );
  mountEndpoint(app, getUpload, async (tx, { path }) =>
    uploadShown(await findUpload(tx, path.enterpriseId, path.uploadId), uploads),
  );
  mountEndpoint(app, listUploads, (tx, { path, query }) =>
    readUploads(tx, uploads, { ...path, ...query }),
  );
  mountEndpoint(app, steerOperation, (ctx, { path, body }) =>
    steerUpload(ctx, uploads, { ...path, ...body }),
  );
  mountEndpoint(app, steerAllOperation, async (ctx, { path, body }) => ({
    changed: await steerUploads(ctx, uploads, { ...path, ...body }),
  }));
};
