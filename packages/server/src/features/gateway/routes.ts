/** The node as a decision point for the firm's own gateways: AuthZEN over its folder of policies, with live posture. */

import { join } from "node:path";
import {
  answerErrorOf,
  answerEvaluation,
  answerEvaluations,
  answerSearch,
  authzenMetadata,
  authzenPaths,
  type SearchableDecisionPoint,
} from "@fenji/access";
import { openDecisionPoint, type OpenedDecisionPoint } from "@fenji/intake";
import { AppError } from "@fenji/kernel";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { authorise } from "../../platform/access/authorise.ts";
import type { Actor } from "../../platform/auth/actor.ts";
import { baseCtx, inSnapshot, type Ctx } from "../../platform/ctx.ts";
import { asAppError } from "../../platform/http/problem.ts";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { enterprisesNamed, readPostures } from "./live-posture.ts";

/** How old a posture may be: a gateway asks thousands of times a second. */
const freshMs = 1_000;
const bodyLimitBytes = 1_000_000;

interface KnownPoint {
  readonly point: SearchableDecisionPoint;
  readonly until: number;
}

type Answer = (text: string, point: SearchableDecisionPoint) => Promise<unknown>;

const answers: readonly (readonly [string, Answer])[] = [
  [authzenPaths.evaluation, answerEvaluation],
  [authzenPaths.evaluations, answerEvaluations],
  [authzenPaths.searchSubject, (text, point) => answerSearch(text, "subject", point)],
  [authzenPaths.searchResource, (text, point) => answerSearch(text, "resource", point)],
  [authzenPaths.searchAction, (text, point) => answerSearch(text, "action", point)],
];

const ctxOf = (app: FastifyInstance, actor: Actor): Ctx => {
  const { db, files, log } = app.node;
  return baseCtx({ db, files, log, actor });
};

/** Who may ask is decided by the platform's own policies; without a right credential there is no answer at all. */
const admit = async (app: FastifyInstance, request: FastifyRequest): Promise<Ctx> => {
  const actor = await app.node.identify(request);
  if (actor.kind === "anonymous") throw new AppError("authzen.unauthenticated", {});
  const ctx = ctxOf(app, actor);
  const enterpriseId = actor.standing?.enterpriseId ?? undefined;
  const asked = { permission: "gateway:read", path: { enterpriseId } } as const;
  await inSnapshot(ctx, (tx) => authorise(tx, app.node.gate, asked));
  return ctx;
};

/** The stored entities with the posture of this moment, as each asker may see it. */
const pointFor = (app: FastifyInstance, opened: OpenedDecisionPoint) => {
  const named = enterprisesNamed(opened.stored);
  const known = new Map<string, KnownPoint>();
  return async (ctx: Ctx): Promise<SearchableDecisionPoint> => {
    if (named.length === 0) return opened.point;
    const held = known.get(ctx.actor.id);
    const now = ctx.now().getTime();
    if (held !== undefined && now < held.until) return held.point;
    const point = opened.deciding(await readPostures(ctx, app.node.gate, named));
    // Askers are few: the gateways of one firm. A crowd of them starts anew rather than growing without end.
    if (known.size > 1_000) known.clear();
    known.set(ctx.actor.id, { point, until: now + freshMs });
    return point;
  };
};

const refuse = (
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply => {
  const known = asAppError(error, request);
  if (known.status >= 500) request.log.error({ err: known.cause ?? known }, "a question failed");
  if (known.status === 401) reply.header("www-authenticate", 'Bearer realm="fenji"');
  return reply.code(known.status).send({ error: answerErrorOf(known) });
};

const mount = async (app: FastifyInstance, opened: OpenedDecisionPoint): Promise<void> => {
  const point = pointFor(app, opened);
  await app.register(async (scope) => {
    // The text itself is read, so that numbers are compared as they were written.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "application/json",
      { parseAs: "string", bodyLimit: bodyLimitBytes },
      async (_request: FastifyRequest, text: string) => text,
    );
    scope.addHook("onRequest", async (request, reply) => {
      const id = request.headers["x-request-id"];
      if (typeof id === "string") reply.header("x-request-id", id.slice(0, 200));
      reply.header("cache-control", "no-store");
    });
    scope.setErrorHandler(refuse);
    for (const [path, answer] of answers) {
      const handler = async (request: FastifyRequest): Promise<unknown> => {
        const ctx = await admit(app, request);
        return answer(typeof request.body === "string" ? request.body : "", await point(ctx));
      };
      scope.route({ method: "POST", url: path, handler });
    }
    scope.get(authzenPaths.metadata, async () =>
      authzenMetadata(app.node.config.publicUrl.origin, { search: true }),
    );
  });
};

/** Where no folder is named, the node is no decision point for gateways and has none of these addresses. */
export const registerGateway: FeatureRegistrar = async (app) => {
  const folder = app.node.config.gatewayFolder;
  if (folder === null) return;
  const opened = await openDecisionPoint({
    policies: join(folder, "policies"),
    entities: join(folder, "entities.json"),
    executor: "both",
    sampleEvery: app.node.config.accessSample,
    onDisagreement: (detail) => app.node.log.error({ detail }, "the two policy engines disagree"),
  });
  app.addHook("onClose", () => opened.close());
  await mount(app, opened);
};
