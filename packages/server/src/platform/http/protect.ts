/** What every reply tells a browser, who may ask at all, and how often. */

import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import { AppError } from "@fenji/kernel";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { guardOrigin } from "./guard-origin.ts";
import { guardWire } from "./guard-wire.ts";

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

/** The page uses passkeys and the clipboard, and nothing else of what a browser can lend to a page. */
const permissionsPolicy = [
  "accelerometer=()",
  "camera=()",
  "display-capture=()",
  "geolocation=()",
  "gyroscope=()",
  "microphone=()",
  "midi=()",
  "payment=()",
  "publickey-credentials-create=(self)",
  "publickey-credentials-get=(self)",
  "usb=()",
].join(", ");

/** For an address that cannot even be read: what follows it, hooks included, is never reached. */
export const bareHeaders = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
} as const;

/** By the operation that was found, not by the address as written, which can be spelled in many ways. */
const addressOf = (request: FastifyRequest): string => request.routeOptions.url ?? "";

const isUnlimited = (request: FastifyRequest): boolean => {
  const address = addressOf(request);
  return !address.startsWith("/api/") || address.startsWith("/api/health/");
};

/** Replies are somebody's data or a refusal: neither is kept by a browser or on the way. Files of the page say otherwise. */
const addReplyHeaders = (app: FastifyInstance): void => {
  app.addHook("onRequest", async (_request, reply) => {
    reply.header("permissions-policy", permissionsPolicy);
  });
  app.addHook("onSend", async (request, reply) => {
    if (!reply.hasHeader("x-request-id")) reply.header("x-request-id", request.id);
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });
};

/** Headers come first, so that a refusal carries them too. */
export const protect = async (app: FastifyInstance): Promise<void> => {
  const { config } = app.node;
  // On plain HTTP at a loopback address HSTS would lock other local servers out.
  const strict =
    config.publicUrl.protocol === "https:" && config.publicUrl.hostname !== "localhost";
  addReplyHeaders(app);
  await app.register(helmet, {
    contentSecurityPolicy,
    strictTransportSecurity: strict ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    frameguard: { action: "deny" },
    crossOriginEmbedderPolicy: false,
  });
  const guards = [guardWire(config), guardOrigin(config)];
  app.addHook("onRequest", async (request) => {
    for (const guard of guards) guard(request);
  });
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    allowList: isUnlimited,
    errorResponseBuilder: (_request, context) =>
      new AppError("request.too-many", { seconds: Math.ceil(context.ttl / 1000) }),
  });
};
