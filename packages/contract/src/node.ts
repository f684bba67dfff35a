/** The node itself: whether it is well. */

import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { empty, none } from "./schemas.ts";

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
