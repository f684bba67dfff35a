/** Field work over HTTP: records from devices, documents and who opened them. */

import {
  addFieldDocument as addOperation,
  listAttachedDocuments as attachedOperation,
  listFieldDocuments as documentsOperation,
  listFieldRecords as recordsOperation,
  openFieldDocument as openOperation,
  syncFieldRecords as syncOperation,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { inSnapshot } from "../../platform/ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { addFieldDocument, listFieldDocuments, openFieldDocument } from "./field-documents.ts";
import { listAttachedDocuments } from "./list-attached-documents.ts";
import { listFieldRecords } from "./show-records.ts";
import { syncFieldRecords } from "./sync-field-records.ts";

export const registerFieldwork: FeatureRegistrar = (app) => {
  mountEndpoint(app, recordsOperation, (tx, { path, query }) => listFieldRecords(tx, path, query));
  mountEndpoint(app, syncOperation, (ctx, { path, body }) => syncFieldRecords(ctx, path, body));
  mountEndpoint(app, documentsOperation, async (tx, { path }) => ({
    documents: await listFieldDocuments(tx, path),
  }));
  mountEndpoint(app, attachedOperation, async (tx, { path, query }) => ({
    documents: await listAttachedDocuments(tx, path.enterpriseId, query),
  }));
  mountEndpoint(app, addOperation, async (ctx, { path, query, bytes, confirm }) => {
    const sha256 = await addFieldDocument(ctx, path, { name: query.name, bytes, confirm });
    const documents = await inSnapshot(ctx, (tx) => listFieldDocuments(tx, path));
    const added = documents.find((document) => document.sha256 === sha256);
    if (added === undefined) throw new AppError("request.not-found", { what: sha256 });
    return added;
  });
  mountEndpoint(app, openOperation, (ctx, { path }) => openFieldDocument(ctx, path));
};
