/** The node itself: who is asking, and whether it is well. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { empty, none } from "./schemas.ts";

export const getSession = endpoint({
  name: "getSession",
  summary: { zh: "当前身份与节点", en: "Who is asking, and which node answers" },
  method: "GET",
  url: "/session",
  permission: null,
  path: empty,
  query: empty,
  body: none,
  reply: z.object({
    mode: z.literal("local"),
    actor: z.string(),
    node: z.enum(["enterprise", "supervisor"]),
    version: z.string(),
    demonstration: z
      .object({ enterpriseId: z.uuid(), jurisdiction: z.string() })
      .nullable()
      .describe("the worked factory and the synthetic province, where seeded"),
    defaultPack: z.object({ id: z.string(), version: z.string() }),
    plan: z.object({ id: z.string(), version: z.string() }),
  }),
  errors: [],
});

export const getLiveness = endpoint({
  name: "getLiveness",
  summary: { zh: "进程存活", en: "The process is alive" },
  method: "GET",
  url: "/health/live",
  permission: null,
  path: empty,
  query: empty,
  body: none,
  reply: z.object({ status: z.literal("live") }),
  errors: [],
});

export const getReadiness = endpoint({
  name: "getReadiness",
  summary: { zh: "可以服务（数据库可用）", en: "Ready to serve (the database answers)" },
  method: "GET",
  url: "/health/ready",
  permission: null,
  path: empty,
  query: empty,
  body: none,
  reply: z.object({ status: z.literal("ready"), database: z.string() }),
  errors: ["platform.internal"],
});
