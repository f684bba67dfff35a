/** Tasks, notices and roll-ups over HTTP. */

import {
  acknowledgeTask as acknowledgeOperation,
  listAggregates,
  listEnterpriseTasks,
  listTasks,
  sendAggregate as aggregateOperation,
  sendNotice,
  sendPeerTask,
  sendTask,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { FastifyInstance } from "fastify";
import { inSnapshot, type Ctx } from "../../platform/ctx.ts";
import { mountEndpoint } from "../../platform/http/mount-endpoint.ts";
import { packLibrary } from "../packs/public.ts";
import { acknowledgeTask } from "./acknowledge-task.ts";
import { findFiledEnterprise } from "./filed-enterprise.ts";
import type { Exchange } from "./open-exchange.ts";
import { requireOwnPeer } from "./peer-queries.ts";
import { sendAggregate } from "./send-aggregate.ts";
import { sendToEnterprise, sendToPeer } from "./send-task.ts";
import { findAggregates, findTask, findTasks } from "./task-queries.ts";

export const registerTasks = (app: FastifyInstance, exchange: Exchange): void => {
  /** What the transaction has made waits to be sent. */
  const sent = async (ctx: Ctx, id: string) => {
    exchange.kick();
    return inSnapshot(ctx, (tx) => findTask(tx, id));
  };
  mountEndpoint(app, sendTask, async (ctx, { path, body }) =>
    sent(ctx, await sendToEnterprise(ctx, exchange, { ...path, ...body, kind: "task" })),
  );
  mountEndpoint(app, sendNotice, async (ctx, { path, body }) => {
    const wish = { ...path, ...body, dueDate: null, kind: "notice" } as const;
    return sent(ctx, await sendToEnterprise(ctx, exchange, wish));
  });
  mountEndpoint(app, sendPeerTask, async (ctx, { path, body }) => {
    await inSnapshot(ctx, (tx) => requireOwnPeer(tx, path.peerId));
    return sent(ctx, await sendToPeer(ctx, exchange, { ...path, ...body }));
  });
  mountEndpoint(app, acknowledgeOperation, async (ctx, { path, body }) => {
    await acknowledgeTask(ctx, exchange, { ...path, ...body });
    return sent(ctx, path.taskId);
  });
  mountEndpoint(app, listTasks, (tx, { query }) => findTasks(tx, query));
  mountEndpoint(app, listEnterpriseTasks, async (tx, { path, query }) => {
    await findFiledEnterprise(tx, path.enterpriseId);
    return findTasks(tx, { ...query, ...path });
  });
  mountEndpoint(app, aggregateOperation, async (ctx, { path }) => {
    const { defaultRegime } = await packLibrary();
    const id = await sendAggregate(ctx, exchange, { ...path, pack: defaultRegime });
    exchange.kick();
    const { aggregates } = await inSnapshot(ctx, (tx) => findAggregates(tx, { id, limit: 1 }));
    const [aggregate] = aggregates;
    if (aggregate === undefined) throw new AppError("request.not-found", { what: id });
    return aggregate;
  });
  mountEndpoint(app, listAggregates, (tx, { query }) => findAggregates(tx, query));
};
