/** The exchange between nodes over HTTP: links, and what is sent at once, at intervals or when asked. */

import {
  createEnrolmentCode as codeOperation,
  enrolEnterprise,
  enrolNode,
  getNode,
  listEnrolmentCodes,
  listPeers,
  revokePeer as revokeOperation,
  rotateNodeKey as rotateOperation,
  sendNow,
  setLinkPaused as pauseOperation,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { FastifyInstance } from "fastify";
import { systemActor } from "../../platform/auth/actor.ts";
import { baseCtx, inSnapshot, type Ctx } from "../../platform/ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { asNode } from "./as-node.ts";
import { createEnrolmentCode } from "./create-enrolment-code.ts";
import { enrol } from "./enrol.ts";
import { registerMessages } from "./message-routes.ts";
import { exchangeOf, type Exchange } from "./open-exchange.ts";
import { countPeers, findCodes, findPeer, findPeers, requireOwnPeer } from "./peer-queries.ts";
import { openPostman, type Postman } from "./postman.ts";
import { revokePeer } from "./revoke-peer.ts";
import { rotateNodeKey, settleRotation } from "./rotate-node-key.ts";
import { setLinkPaused } from "./set-link-paused.ts";
import { registerTasks } from "./task-routes.ts";

interface Parts {
  readonly app: FastifyInstance;
  readonly exchange: Exchange;
  readonly postman: Postman;
}

/** A node that has lost its keys is somebody else to its peers, and must not begin to talk as if it were not. */
const settleKeys = async (ctx: Ctx, exchange: Exchange): Promise<void> => {
  await settleRotation(ctx, exchange);
  if (!exchange.identityFile.isNew) return;
  const { above, below } = await inSnapshot(ctx, countPeers);
  if (above + below === 0) return;
  exchange.identityFile.discard();
  throw new AppError("exchange.key-file", { path: "node-keys.json", detail: "ENOENT" });
};

const mountReads = ({ app, exchange }: Parts): void => {
  mountEndpoint(app, getNode, async (tx) => {
    const { id, kind, name, since, card } = exchange.identity();
    const { above, below } = await countPeers(tx);
    const keys = card.keys.map((key) => ({ ...key, since }));
    return { id, kind, name, keys, peersAbove: above, peersBelow: below };
  });
  mountEndpoint(app, listPeers, async (tx) => ({ peers: await findPeers(tx) }));
  mountEndpoint(app, listEnrolmentCodes, async (tx) => ({ codes: await findCodes(tx) }));
};

const mountLinking = ({ app, exchange, postman }: Parts): void => {
  mountEndpoint(app, codeOperation, (ctx, { body }) => createEnrolmentCode(ctx, exchange, body));
  mountEndpoint(app, enrolEnterprise, (ctx, { path, body }) =>
    enrol(ctx, { exchange, postman }, { ...body, enterpriseId: path.enterpriseId }),
  );
  mountEndpoint(app, enrolNode, (ctx, { body }) => {
    if (exchange.identity().kind !== "supervisor")
      throw new AppError("exchange.wrong-node-kind", { kind: "supervisor" });
    return enrol(asNode(ctx), { exchange, postman }, { ...body, enterpriseId: null });
  });
  mountEndpoint(app, rotateOperation, async (ctx) => {
    const rotated = await rotateNodeKey(ctx, exchange);
    exchange.kick();
    return rotated;
  });
};

const mountPeers = ({ app, exchange, postman }: Parts): void => {
  const shown = (ctx: Ctx, peerId: string) => inSnapshot(ctx, (tx) => findPeer(tx, peerId));
  const own = (ctx: Ctx, peerId: string) => inSnapshot(ctx, (tx) => requireOwnPeer(tx, peerId));
  mountEndpoint(app, revokeOperation, async (ctx, { path, body }) => {
    await own(ctx, path.peerId);
    await revokePeer(ctx, exchange, { ...path, ...body });
    return shown(ctx, path.peerId);
  });
  mountEndpoint(app, pauseOperation, async (ctx, { path, body }) => {
    await own(ctx, path.peerId);
    await setLinkPaused(ctx, { ...path, ...body });
    return shown(ctx, path.peerId);
  });
  mountEndpoint(app, sendNow, async (ctx, { path }) => {
    await own(ctx, path.peerId);
    const { sent, received } = await postman.goTo(path.peerId);
    return { sent, received, peer: await shown(ctx, path.peerId) };
  });
};

export const registerExchange: FeatureRegistrar = async (app) => {
  const { db, files, log } = app.node;
  const exchange = exchangeOf(app.node);
  const node = baseCtx({ db, files, log, actor: systemActor });
  await settleKeys(node, exchange);
  const postman = openPostman(node, exchange);
  const parts = { app, exchange, postman };
  mountReads(parts);
  mountLinking(parts);
  mountPeers(parts);
  registerMessages(app, exchange, node);
  registerTasks(app, exchange);
  app.addHook("onListen", async () => postman.start());
  app.addHook("onClose", () => postman.stop());
};
