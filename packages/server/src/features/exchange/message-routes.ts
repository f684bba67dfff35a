/** Messages over HTTP: read by people, carried as bundles, and exchanged between nodes. */

import {
  collectMessages,
  downloadEnterpriseMessage,
  downloadMessage,
  exportBundle as exportOperation,
  importBundle as importOperation,
  listEnterpriseMessages,
  listMessages,
  readEnterpriseMessage,
  readMessage,
  receiveMessage,
} from "@fenji/contract";
import { releaseLimitBytes } from "@fenji/submission";
import type { FastifyInstance } from "fastify";
import type { Ctx } from "../../platform/ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import { exportBundle, importBundle } from "./carry-bundles.ts";
import { collect } from "./collect.ts";
import { findFiledEnterprise } from "./filed-enterprise.ts";
import { openIntakeQueue } from "./intake-queue.ts";
import { explainMessage, findMessages, messageBytes } from "./message-queries.ts";
import type { Exchange } from "./open-exchange.ts";
import { readWhole } from "./read-whole.ts";

const bundleLimitBytes = 512 * 2 ** 20;
const collectLimitBytes = 64 * 2 ** 10;

const mountReading = (app: FastifyInstance, exchange: Exchange): void => {
  mountEndpoint(app, listMessages, (tx, { query }) => findMessages(tx, query));
  mountEndpoint(app, readMessage, (tx, { path }) => explainMessage(tx, exchange.identity(), path));
  mountEndpoint(app, downloadMessage, (tx, { path }) => messageBytes(tx, path));
  mountEndpoint(app, listEnterpriseMessages, async (tx, { path, query }) => {
    await findFiledEnterprise(tx, path.enterpriseId);
    return findMessages(tx, { ...query, ...path });
  });
  mountEndpoint(app, readEnterpriseMessage, (tx, { path }) =>
    explainMessage(tx, exchange.identity(), path),
  );
  mountEndpoint(app, downloadEnterpriseMessage, (tx, { path }) => messageBytes(tx, path));
};

/** `node` acts as the node itself: whoever sends is told by the signature alone. */
export const registerMessages = (app: FastifyInstance, exchange: Exchange, node: Ctx): void => {
  const queue = openIntakeQueue(node, exchange);
  mountReading(app, exchange);
  mountEndpoint(app, exportOperation, (ctx, { path }) => exportBundle(ctx, exchange, path.peerId));
  mountEndpoint(app, importOperation, async (ctx, { bytes }) => {
    const imported = await importBundle(ctx, exchange, await readWhole(bytes, bundleLimitBytes));
    exchange.kick();
    return imported;
  });
  mountEndpoint(app, receiveMessage, async (_ctx, { bytes }) => {
    const answer = await queue.submit(await readWhole(bytes, releaseLimitBytes));
    if (answer.outcome === "rejected") throw answer.failure;
    return { messages: [...answer.messages] };
  });
  mountEndpoint(app, collectMessages, async (_ctx, { bytes }) =>
    collect(node, exchange, await readWhole(bytes, collectLimitBytes)),
  );
};
