/** Puts an operation of the contract on the server: permission, validation both ways, transaction, reply. */

import type { Readable } from "node:stream";
import { AppError } from "@fenji/kernel";
import type { BodyOf, Endpoint, PathOf, QueryOf, ReplyOf } from "@fenji/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { authorise } from "../access/authorise.ts";
import { baseCtx, inSnapshot, type Ctx } from "../ctx.ts";
import { browserOf, type Browser } from "./browser.ts";
import { FileReply, sendFile } from "./file-reply.ts";

interface EndpointInput<E extends Endpoint> {
  readonly path: PathOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
  /** The raw bytes of a `binary` endpoint; empty for others. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Aborted when the caller goes away before the reply. */
  readonly signal: AbortSignal;
  /**
   * Asks once more who this is and whether they may, after an upload that took its time.
   * @throws AppError `session.required`, `token.refused`, `permission.denied`, `request.not-found`.
   */
  readonly confirm: () => Promise<void>;
  /** For what signs people in and out. */
  readonly browser: Browser;
}

/**
 * For GET, `ctx` is one read-only snapshot. For other methods it is outside any transaction: the handler opens
 * `inTransaction` itself, once or, for long imports, several times. Instead of long bytes it may name their file.
 */
export type EndpointHandler<E extends Endpoint> = (
  ctx: Ctx,
  input: EndpointInput<E>,
) => Promise<ReplyOf<E> | FileReply>;

/** Largest body of a binary endpoint, in bytes. */
export const binaryLimitBytes = 4 * 2 ** 30;

/** A NUL is in no text of ours and in none that the database could store. */
const refuseNul = (value: unknown, part: string): void => {
  const held = Object.entries(typeof value === "object" && value !== null ? value : {});
  const found = held.find(([, text]) => typeof text === "string" && text.includes("\0"));
  if (found !== undefined)
    throw new AppError("request.invalid", { at: `${part}.${found[0]}`, detail: "NUL" });
};

const check = <S extends z.ZodType>(schema: S, value: unknown, part: string): z.output<S> => {
  // Bodies were looked through as they were read.
  if (part !== "body") refuseNul(value, part);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const at = [part, ...(issue?.path ?? []).map(String)].join(".");
  throw new AppError("request.invalid", { at, detail: issue?.message ?? "" });
};

/** What the decision point may know of the path: only these names say what is acted on. */
const pathNames = z.object({
  enterpriseId: z.string().optional(),
  organisationId: z.string().optional(),
});

const noBytes = async function* (): AsyncGenerator<Uint8Array> {};

const isStream = (body: unknown): body is Readable =>
  typeof body === "object" && body !== null && "pipe" in body;

/** Fires when the connection closes before we have answered. */
const signalOf = (reply: FastifyReply): AbortSignal => {
  const controller = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
};

const readBody = <E extends Endpoint>(
  endpoint: E,
  request: FastifyRequest,
): Pick<EndpointInput<E>, "body" | "bytes"> => {
  if (!endpoint.binary)
    return { body: check(endpoint.body, request.body, "body") as BodyOf<E>, bytes: noBytes() };
  if (!isStream(request.body)) {
    throw new AppError("request.wrong-type", {
      type: request.headers["content-type"] ?? "-",
      expected: "application/octet-stream",
    });
  }
  const bytes: AsyncIterable<Uint8Array> = request.body;
  return { body: undefined as BodyOf<E>, bytes };
};

interface Call<E extends Endpoint> {
  readonly endpoint: E;
  readonly handler: EndpointHandler<E>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly path: PathOf<E>;
}

/** Decides before anything else of the request is looked at; what is open to anyone is not decided. */
const permit = async <E extends Endpoint>(tx: Ctx, { endpoint, request, path }: Call<E>) => {
  const { permission } = endpoint;
  if (permission === null) return;
  await authorise(tx, request.server.node.gate, { permission, path: pathNames.parse(path) });
};

const confirming =
  <E extends Endpoint>(ctx: Ctx, call: Call<E>) =>
  async (): Promise<void> => {
    const actor = await call.request.server.node.identify(call.request);
    if (actor.id !== ctx.actor.id) throw new AppError("session.required", {});
    await inSnapshot({ ...ctx, actor }, (tx) => permit(tx, call));
  };

/** What the contract lets travel as a header stands in no address. */
const queryOf = ({ query: names }: Endpoint["headers"], request: FastifyRequest): unknown => {
  const asHeaders = Object.entries(names);
  if (asHeaders.length === 0) return request.query;
  const given = Object.entries(Object(request.query));
  return Object.fromEntries([
    ...given.filter(([name]) => !Object.hasOwn(names, name)),
    ...asHeaders.map(([name, header]) => [name, request.headers[header]]),
  ]);
};

const readInput = <E extends Endpoint>(ctx: Ctx, call: Call<E>): EndpointInput<E> => ({
  path: call.path,
  query: check(
    call.endpoint.query,
    queryOf(call.endpoint.headers, call.request),
    "query",
  ) as QueryOf<E>,
  ...readBody(call.endpoint, call.request),
  signal: signalOf(call.reply),
  confirm: confirming(ctx, call),
  browser: browserOf(call.request.server, call.request, call.reply),
});

/** A reply that breaks its own contract is our fault, not the caller's. */
const checkReply = <E extends Endpoint>(endpoint: E, value: unknown): ReplyOf<E> => {
  const parsed = endpoint.reply.safeParse(value);
  if (parsed.success) return parsed.data as ReplyOf<E>;
  const places = parsed.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`${endpoint.name} answers outside its contract at ${places.join("; ")}`);
};

const setHeaders = ({ headers }: Endpoint, value: unknown, reply: FastifyReply): void => {
  const named = Object.entries(headers.reply);
  // Of a file every byte would be an entry.
  if (named.length === 0) return;
  const held = new Map<string, unknown>(Object.entries(Object(value)));
  for (const [name, header] of named) reply.header(header, String(held.get(name)));
};

const tooLong = (request: FastifyRequest): boolean =>
  Number(request.headers["content-length"] ?? 0) > binaryLimitBytes;

/** A read is decided and answered from one snapshot; a change is decided first and opens its own transaction. */
const run = async <E extends Endpoint>(
  ctx: Ctx,
  call: Call<E>,
): Promise<ReplyOf<E> | FileReply> => {
  if (call.endpoint.method === "GET") {
    return inSnapshot(ctx, async (tx) => {
      await permit(tx, call);
      return call.handler(tx, readInput(tx, call));
    });
  }
  if (call.endpoint.permission !== null) await inSnapshot(ctx, (tx) => permit(tx, call));
  return call.handler(ctx, readInput(ctx, call));
};

/** Mounts one endpoint below `/api`. */
export const mountEndpoint = <E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: EndpointHandler<E>,
): void => {
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const actor = await app.node.identify(request);
    request.actorId = actor.id;
    if (endpoint.permission !== null && actor.kind === "anonymous")
      throw new AppError("session.required", {});
    if (endpoint.binary && tooLong(request))
      throw new AppError("request.too-large", { limit: "4096 MB" });
    const path = check(endpoint.path, request.params, "path") as PathOf<E>;
    const { db, files } = app.node;
    const ctx = baseCtx({
      db,
      files,
      actor,
      log: app.node.log.child({ requestId: request.id, operation: endpoint.name }),
    });
    const made = await run(ctx, { endpoint, handler, request, reply, path });
    if (made instanceof FileReply) return sendFile(request, reply, made);
    const value = checkReply(endpoint, made);
    setHeaders(endpoint, value, reply);
    if (value instanceof Uint8Array)
      return (
        reply
          .type(endpoint.media?.type ?? "application/octet-stream")
          // Whatever it is, a browser saves it and shows nothing.
          .header(
            "content-disposition",
            `attachment; filename="${endpoint.media?.file ?? `${endpoint.name}.bin`}"`,
          )
          .send(Buffer.from(value.buffer, value.byteOffset, value.byteLength))
      );
    return reply.type("application/json; charset=utf-8").send(JSON.stringify(value));
  };
  app.route({
    method: endpoint.method,
    url: `/api${endpoint.url.replace(/\{(\w+)\}/g, ":$1")}`,
    handler: answer,
  });
};
