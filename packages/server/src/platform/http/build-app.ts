/** Builds the HTTP server: guards, limits, error replies, log, features, page. */

import { randomUUID } from "node:crypto";
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import { callerOf } from "../auth/caller.ts";
import { limitSilence } from "./limit-silence.ts";
import type { FeatureRegistrar, NodeServices } from "./node-services.ts";
import { parseJson } from "./parse-json.ts";
import { handleError } from "./problem.ts";
import { bareHeaders, protect } from "./protect.ts";
import { registerHealth } from "./register-health.ts";
import { servePage } from "./serve-page.ts";
import { serverFor } from "./server-for.ts";

const jsonLimitBytes = 2 ** 20;

/** Large evidence over a slow line takes long; silence is what ends a request (limit-silence.ts). */
const timeouts = { requestTimeout: 0, keepAliveTimeout: 10_000 } as const;

export interface AppParts {
  readonly services: NodeServices;
  readonly features: readonly FeatureRegistrar[];
  /** Folder of the built page, or null where there is none. */
  readonly page: string | null;
}

/** Evidence comes as raw bytes of any type and is streamed; only JSON is parsed here. */
const addParsers = (app: FastifyInstance): void => {
  app.removeContentTypeParser(["text/plain", "application/json"]);
  app.addContentTypeParser(
    "application/json",
    { parseAs: "string" },
    async (_request: FastifyRequest, text: string) => parseJson(text),
  );
  app.addContentTypeParser("application/octet-stream", (_request, payload, done) =>
    done(null, payload),
  );
};

/** The secret of a calendar feed stands in its address, because calendar programs can send nothing else. */
const withoutSecret = (path: string): string => path.replace(/^(\/api\/calendars\/).*/, "$1…");

/** One line a request: who, from which network, what; without its query, where names of evidence files may stand. */
const logRequest = (request: FastifyRequest, reply: FastifyReply): void => {
  const { method, actorId } = request;
  const path = withoutSecret(request.url.split("?")[0] ?? "");
  const ms = Math.round(reply.elapsedTime);
  const from = callerOf(request).network;
  request.log.info({ actor: actorId, from, method, path, status: reply.statusCode, ms }, "request");
};

export const buildApp = async (parts: AppParts): Promise<FastifyInstance> => {
  const { config } = parts.services;
  const loggerInstance: FastifyBaseLogger = parts.services.log;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: jsonLimitBytes,
    forceCloseConnections: "idle",
    return503OnClosing: true,
    connectionTimeout: 0,
    ...timeouts,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => {
      void handleError(error, request, reply.headers(bareHeaders));
    },
    trustProxy: config.proxies.length > 0 ? [...config.proxies] : false,
    ...serverFor(config, timeouts),
  });
  app.decorate("node", parts.services);
  app.setErrorHandler(handleError);
  app.decorateRequest("actorId", null);
  app.addHook("onResponse", async (request, reply) => logRequest(request, reply));
  await protect(app);
  limitSilence(app);
  addParsers(app);
  for (const register of [registerHealth, ...parts.features]) await register(app);
  await servePage(app, parts.page);
  return app;
};
