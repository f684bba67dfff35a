/** Filings over HTTP: previewed and made by the firm, answered by the supervisor. */

import {
  answerFiling as answerOperation,
  answerFilings as answerManyOperation,
  changeReasonTemplate,
  createReasonTemplate,
  downloadFilingForm,
  getFiling,
  getFilingForm,
  listEnterpriseFilings,
  listFilings,
  listReasonTemplates,
  previewFiling,
  removeReasonTemplate as removeTemplateOperation,
  reviewFiling as reviewOperation,
  submitFiling as submitOperation,
  suggestReasons as suggestOperation,
} from "@fenji/contract";
import { inSnapshot } from "../../platform/ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { exchangeOf, findFiledEnterprise } from "../exchange/public.ts";
import { packLibrary } from "../packs/public.ts";
import { answerFiling } from "./answer-filing.ts";
import { answerFilings } from "./answer-filings.ts";
import { draftFiling } from "./draft-filing.ts";
import { filingForm } from "./filing-form.ts";
import { countFilings, findFiling, findFilingDetail, findFilings } from "./filing-queries.ts";
import { findReasonTemplates } from "./reason-templates.ts";
import { removeReasonTemplate } from "./remove-reason-template.ts";
import { reviewFiling } from "./review-filing.ts";
import { saveReasonTemplate } from "./save-reason-template.ts";
import { submitFiling } from "./submit-filing.ts";
import { suggestReasons } from "./suggest-reasons.ts";
import { writeFilingForm } from "./write-filing-form.ts";

export const registerFilings: FeatureRegistrar = (app) => {
  const exchange = exchangeOf(app.node);
  mountEndpoint(app, previewFiling, async (tx, { path, query }) => {
    const { defaultRegime: pack } = await packLibrary();
    const { peer: peerId, ...rest } = query;
    const draft = await draftFiling(tx, { ...path, ...rest, peerId, pack });
    const { peer, body, bytes, sha256, changed, openItems } = draft;
    return {
      peer,
      bytes,
      sha256,
      sizeBytes: Buffer.byteLength(bytes),
      content: body,
      changedSinceLast: changed,
      openItems: [...openItems],
    };
  });
  mountEndpoint(app, submitOperation, async (ctx, { path, body }) => {
    const { defaultRegime: pack } = await packLibrary();
    const { peer: peerId, ...rest } = body;
    const wish = { ...path, ...rest, sha256: body.sha256, peerId, pack };
    const filingId = await submitFiling(ctx, exchange, wish);
    exchange.kick();
    return inSnapshot(ctx, (tx) => findFiling(tx, { ...path, filingId }));
  });
  mountEndpoint(app, listFilings, async (tx, { query }) => ({
    ...(await findFilings(tx, query)),
    counts: await countFilings(tx),
  }));
  mountEndpoint(app, listEnterpriseFilings, async (tx, { path, query }) => {
    await findFiledEnterprise(tx, path.enterpriseId);
    return findFilings(tx, { ...query, ...path });
  });
  mountEndpoint(app, getFiling, (tx, { path }) => findFilingDetail(tx, path));
  mountEndpoint(app, answerOperation, async (ctx, { path, body }) => {
    await answerFiling(ctx, exchange, { ...path, answer: body });
    exchange.kick();
    return inSnapshot(ctx, (tx) => findFiling(tx, path));
  });
  mountEndpoint(app, answerManyOperation, async (ctx, { body }) => {
    const reply = await answerFilings(ctx, exchange, body.answers);
    exchange.kick();
    return reply;
  });
  mountEndpoint(app, reviewOperation, (tx, { path }) => reviewFiling(tx, path));
  mountEndpoint(app, getFilingForm, (tx, { path }) => filingForm(tx, path));
  mountEndpoint(app, downloadFilingForm, async (tx, { path, query }) =>
    writeFilingForm(await filingForm(tx, path), query.language),
  );
  return registerReasons(app);
};

const registerReasons: FeatureRegistrar = (app) => {
  mountEndpoint(app, suggestOperation, (tx, { path, query }) =>
    suggestReasons(tx, { ...path, item: query.item }),
  );
  mountEndpoint(app, listReasonTemplates, async (tx, { query }) => ({
    templates: await findReasonTemplates(tx, query),
  }));
  mountEndpoint(app, createReasonTemplate, (ctx, { body }) => saveReasonTemplate(ctx, body));
  mountEndpoint(app, changeReasonTemplate, (ctx, { path, body }) =>
    saveReasonTemplate(ctx, body, path.templateId),
  );
  mountEndpoint(app, removeTemplateOperation, async (ctx, { path }) => {
    await removeReasonTemplate(ctx, path.templateId);
    return {};
  });
};
