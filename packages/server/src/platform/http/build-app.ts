/** Builds the HTTP server: guards, limits, error replies, features, page. */

import { randomUUID } from "node:crypto";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import { AppError } from "@fenji/kernel";
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import { guardOrigin } from "./guard-origin.ts";
import type { FeatureRegistrar, NodeServices } from "./node-services.ts";
import { parseJson } from "./parse-json.ts";
import { handleError } from "./problem.ts";
import { registerHealth } from "./register-health.ts";
import { servePage } from "./serve-page.ts";
import { serverFor } from "./server-for.ts";

const jsonLimitBytes = 2 ** 20;
const requestsPerMinute = 6_000;

/** Styles may be inline because the component library writes them; scripts never. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", "data:", "blob:"],
    fontSrc: ["'self'", "data:"],
    connectSrc: ["'self'"],
    workerSrc: ["'self'", "blob:"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};

export interface AppParts {
  readonly services: NodeServices;
  readonly features: readonly FeatureRegistrar[];
  /** Folder of the built page, or null where there is none. */
  readonly page: string | null;
}

const addProtection = async (app: FastifyInstance): Promise<void> => {
  const { config } = app.node;
  const guard = guardOrigin(config);
  app.addHook("onRequest", async (request) => guard(request));
  // On plain HTTP at a loopback address HSTS would lock other local servers out.
  const strict =
    config.publicUrl.protocol === "https:" && config.publicUrl.hostname !== "localhost";
  await app.register(helmet, {
    contentSecurityPolicy,
    strictTransportSecurity: strict ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    frameguard: { action: "deny" },
    crossOriginEmbedderPolicy: false,
  });
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    allowList: (request) =>
      !request.url.startsWith("/api/") || request.url.startsWith("/api/health/"),
    errorResponseBuilder: (_request, context) =>
      new AppError("request.too-many", { seconds: Math.ceil(context.ttl / 1000) }),
  });
};

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

/** One line a request, without its query: names of evidence files are nobody's business in a log. */
const logRequest = (request: FastifyRequest, reply: FastifyReply): void => {
  const path = request.url.split("?")[0];
  const ms = Math.round(reply.elapsedTime);
  request.log.info({ method: request.method, path, status: reply.statusCode, ms }, "request");
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
    // Large evidence over a slow line takes long; silence is what ends a request.
    requestTimeout: 0,
    connectionTimeout: 0,
    keepAliveTimeout: 10_000,
    routerOptions: { maxParamLength: 200 },
    trustProxy: config.proxies.length > 0 ? [...config.proxies] : false,
    ...serverFor(config),
  });
  app.decorate("node", parts.services);
  app.setErrorHandler(handleError);
  app.addHook("onSend", async (request, reply) => {
    if (!reply.hasHeader("x-request-id")) reply.header("x-request-id", request.id);
  });
  app.addHook("onResponse", async (request, reply) => logRequest(request, reply));
  await addProtection(app);
  addParsers(app);
  for (const register of [registerHealth, ...parts.features]) await register(app);
  await servePage(app, parts.page);
  return app;
};
