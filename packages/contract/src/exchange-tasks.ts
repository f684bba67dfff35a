/** Tasks and notices down the chain of supervision, receipts and roll-ups up. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { messageId, nodeId, peerPath, written } from "./exchange-shapes.ts";
import { empty, enterpriseId, enterprisePath, instant, none, page } from "./schemas.ts";

const optionalWords = z.object({ zh: z.string().nullable(), en: z.string().nullable() });

export const task = z.object({
  id: messageId,
  kind: z.enum(["task", "notice"]),
  direction: z.enum(["in", "out"]),
  peer: z.object({ id: nodeId, name: z.string() }),
  enterprise: z.object({ id: enterpriseId, name: z.string() }).nullable(),
  title: optionalWords,
  text: optionalWords,
  dueDate: z.iso.date().nullable(),
  state: z.enum(["sent", "seen", "done"]),
  sentAt: instant,
  seenAt: instant.nullable(),
  doneAt: instant.nullable(),
  relayedFrom: messageId.nullable().describe("task of the node above that this one passes on"),
  firms: z
    .object({ asked: z.number().int(), seen: z.number().int(), done: z.number().int() })
    .nullable()
    .describe("of a task that a province passes on to its firms"),
});

const newTask = z.object({
  title: written,
  text: written,
  dueDate: z.iso.date().nullable(),
});

export const sendTask = endpoint({
  name: "sendTask",
  summary: { zh: "向一家企业下发任务", en: "Send an enterprise a task" },
  method: "POST",
  url: "/enterprises/{enterpriseId}/tasks",
  permission: "message:write",
  path: enterprisePath,
  query: empty,
  body: newTask,
  reply: task,
  errors: ["request.not-found", "exchange.unlinked"],
});

export const sendNotice = endpoint({
  name: "sendNotice",
  summary: { zh: "向一家企业发通知", en: "Send an enterprise a notice" },
  method: "POST",
  url: "/enterprises/{enterpriseId}/notices",
  permission: "message:write",
  path: enterprisePath,
  query: empty,
  body: newTask.omit({ dueDate: true }),
  reply: task,
  errors: ["request.not-found", "exchange.unlinked"],
});

export const sendPeerTask = endpoint({
  name: "sendPeerTask",
  summary: {
    zh: "向下级主管节点下发任务，由其转给所连企业",
    en: "Send a supervisor's node below a task, which it passes on to its firms",
  },
  method: "POST",
  url: "/exchange/peers/{peerId}/tasks",
  permission: "message:write",
  path: peerPath,
  query: empty,
  body: newTask,
  reply: task,
  errors: ["request.not-found", "exchange.unlinked"],
});

const taskList = z.object({ tasks: z.array(task), nextCursor: z.string().nullable() });

const taskQuery = z.object({
  state: z.enum(["sent", "seen", "done"]).optional(),
  direction: z.enum(["in", "out"]).optional(),
  ...page,
});

export const listTasks = endpoint({
  name: "listTasks",
  summary: { zh: "任务与通知，最新在前", en: "Tasks and notices, newest first" },
  method: "GET",
  url: "/tasks",
  permission: "exchange:read",
  path: empty,
  query: taskQuery,
  body: none,
  reply: taskList,
  errors: ["request.invalid"],
});

export const listEnterpriseTasks = endpoint({
  name: "listEnterpriseTasks",
  summary: { zh: "一家企业的任务与通知", en: "Tasks and notices of one enterprise" },
  method: "GET",
  url: "/enterprises/{enterpriseId}/tasks",
  permission: "exchange:read",
  path: enterprisePath,
  query: taskQuery,
  body: none,
  reply: taskList,
  errors: ["request.invalid", "request.not-found"],
});

export const acknowledgeTask = endpoint({
  name: "acknowledgeTask",
  summary: {
    zh: "企业对任务回执：已阅或已办",
    en: "The enterprise answers a task: seen, or done",
  },
  method: "POST",
  url: "/enterprises/{enterpriseId}/tasks/{taskId}/acknowledgement",
  permission: "submission:write",
  path: enterprisePath.extend({ taskId: messageId }),
  query: empty,
  body: z.object({ state: z.enum(["seen", "done"]) }),
  reply: task,
  errors: ["request.not-found", "task.state"],
});

const aggregate = z.object({
  id: messageId,
  direction: z.enum(["in", "out"]),
  peer: z.object({ id: nodeId, name: z.string() }),
  jurisdiction: z.string(),
  asOf: z.iso.date(),
  pack: z.object({ id: z.string(), version: z.string() }),
  threshold: z
    .number()
    .int()
    .describe("counts below it, and those that would give them away, are null"),
  enterprises: z.number().int().nullable(),
  filings: z.object({
    filed: z.number().int().nullable(),
    returned: z.number().int().nullable(),
    verified: z.number().int().nullable(),
    registered: z.number().int().nullable(),
  }),
  cells: z.array(
    z.object({
      sector: z.string(),
      type: z.string(),
      grade: z.number().int().nullable(),
      enterprises: z.number().int().nullable(),
    }),
  ),
});

export const sendAggregate = endpoint({
  name: "sendAggregate",
  summary: {
    zh: "向上级节点报送辖区汇总（小数值抑制）",
    en: "Send the node above the jurisdiction's roll-up, small counts suppressed",
  },
  method: "POST",
  url: "/exchange/peers/{peerId}/aggregates",
  permission: "message:write",
  path: peerPath,
  query: empty,
  body: z.object({}),
  reply: aggregate,
  errors: ["request.not-found", "exchange.unlinked", "exchange.wrong-node-kind"],
});

export const listAggregates = endpoint({
  name: "listAggregates",
  summary: { zh: "收到和报送的辖区汇总，最新在前", en: "Roll-ups received and sent, newest first" },
  method: "GET",
  url: "/exchange/aggregates",
  permission: "exchange:read",
  path: empty,
  query: z.object(page),
  body: none,
  reply: z.object({ aggregates: z.array(aggregate), nextCursor: z.string().nullable() }),
  errors: ["request.invalid"],
});
