/** AuthZEN over HTTP, and the short question of a gateway: routes, limits, callers. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import {
  answerErrorOf,
  answerEvaluation,
  answerEvaluations,
  answerSearch,
  authzenMetadata,
  authzenPaths,
  type SearchableDecisionPoint,
} from "@fenji/access";
import { AppError } from "@fenji/kernel";
import { gatewayQuestion } from "./gateway-question.ts";
import type { Admits } from "./read-tokens.ts";

export interface DecisionServerOptions {
  /** What decides at this moment; asked anew for every request. */
  readonly point: () => SearchableDecisionPoint;
  /** How a caller that uses this Host header reaches the server, without a slash at the end. */
  readonly base: (host: string) => string;
  /** Whether the caller may ask, by the value of its Authorization header. Null: whoever reaches the port may. */
  readonly admits: Admits | null;
  /** Names that the Host header may bear while nobody is asked for a token: a page may have them resolve here. */
  readonly hosts: readonly string[];
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly now: () => number;
  /** Failures that are the server's own. */
  readonly report: (error: unknown) => void;
}

const maxBodyBytes = 1_000_000;

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Handler = (request: IncomingMessage, options: DecisionServerOptions) => Reply | Promise<Reply>;

interface Route {
  readonly methods: readonly string[];
  /** Open to whoever reaches the port. */
  readonly open?: true;
  readonly handle: Handler;
}

export const decisionServer = (options: DecisionServerOptions): Server => {
  const limits = { headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 75_000 };
  const onRequest = (request: IncomingMessage, response: ServerResponse): void =>
    void respond(request, response, options);
  const server =
    options.tls === null
      ? createServer(limits, onRequest)
      : createTlsServer({ ...limits, ...options.tls }, onRequest);
  server.maxConnections = 2_000;
  return server;
};

const respond = async (
  request: IncomingMessage,
  response: ServerResponse,
  options: DecisionServerOptions,
): Promise<void> => {
  let reply: Reply;
  try {
    reply = await replyTo(request, options);
  } catch (error) {
    reply = failureReply(error, options);
  }
  if (!response.writable) return;
  const text = reply.body === undefined ? "" : JSON.stringify(reply.body);
  const requestId = request.headers["x-request-id"];
  response.writeHead(reply.status, {
    ...(text === "" ? {} : { "content-type": "application/json" }),
    ...(reply.status === 204 ? {} : { "content-length": Buffer.byteLength(text) }),
    ...(requestId === undefined ? {} : { "x-request-id": requestId }),
    // A body that was not read to its end leaves the connection unusable.
    ...(request.complete || bodyless(request) ? {} : { connection: "close" }),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...reply.headers,
  });
  response.end(request.method === "HEAD" ? "" : text);
};

const bodyless = ({ headers }: IncomingMessage): boolean =>
  headers["content-length"] === undefined && headers["transfer-encoding"] === undefined;

const replyTo = async (
  request: IncomingMessage,
  options: DecisionServerOptions,
): Promise<Reply> => {
  const path = (request.url ?? "/").replace(/\?.*$/s, "");
  if (options.admits === null) refuseForeignHost(request, options.hosts);
  const route = routes.get(path);
  if (route?.open !== true && options.admits?.(request.headers.authorization) === false)
    throw new AppError("authzen.unauthenticated", {});
  if (route === undefined) throw new AppError("request.not-found", { what: path.slice(0, 200) });
  const { methods, handle } = route;
  if (methods.includes(request.method ?? "")) return handle(request, options);
  const allowed = methods.join(", ");
  const { status, code, params } = new AppError("authzen.wrong-method", { path, allowed });
  const error = answerErrorOf(new AppError(code, params));
  return { status, body: { error }, headers: { allow: allowed } };
};

/** Without the port. */
export const hostName = (host: string): string => host.replace(/:\d+$/, "").toLowerCase();

/** While no token is asked for, only names of this machine are answered: a hostile page cannot rebind its own to us. */
const refuseForeignHost = (request: IncomingMessage, hosts: readonly string[]): void => {
  const host = request.headers.host ?? "";
  if (!hosts.includes(hostName(host)))
    throw new AppError("request.foreign-host", { host: host.slice(0, 200) });
};

const evaluation: Handler = async (request, { point }) => ({
  status: 200,
  body: await answerEvaluation(await readBody(request), point()),
});

const evaluations: Handler = async (request, { point }) => ({
  status: 200,
  body: await answerEvaluations(await readBody(request), point()),
});

const search =
  (kind: "subject" | "resource" | "action"): Handler =>
  async (request, { point }) => ({
    status: 200,
    body: await answerSearch(await readBody(request), kind, point()),
  });

const metadata: Handler = (request, { base }) => ({
  status: 200,
  body: authzenMetadata(base(request.headers.host ?? ""), { search: true }),
  headers: { "cache-control": "max-age=300" },
});

const health: Handler = (_request, { point }) => ({
  status: 200,
  body: { status: "ok", policies: point().policies.size },
});

/** 204 or 403 with the ids of the reasons; a gateway reads the status, people the body. */
const gateway: Handler = async (request, { point, now }) => {
  const answer = await answerEvaluation(gatewayQuestion(request, now()), point());
  const reasons = answer.context.reasons.map(({ id }) => encodeURIComponent(id)).join(", ");
  const headers = { "x-access-reasons": reasons };
  return answer.decision
    ? { status: 204, body: undefined, headers }
    : { status: 403, body: answer, headers };
};

const routes: ReadonlyMap<string, Route> = new Map<string, Route>([
  [authzenPaths.evaluation, { methods: ["POST"], handle: evaluation }],
  [authzenPaths.evaluations, { methods: ["POST"], handle: evaluations }],
  [authzenPaths.searchSubject, { methods: ["POST"], handle: search("subject") }],
  [authzenPaths.searchResource, { methods: ["POST"], handle: search("resource") }],
  [authzenPaths.searchAction, { methods: ["POST"], handle: search("action") }],
  [authzenPaths.metadata, { methods: ["GET", "HEAD"], open: true, handle: metadata }],
  ["/health", { methods: ["GET", "HEAD"], open: true, handle: health }],
  ["/gateway/check", { methods: ["GET", "POST"], handle: gateway }],
]);

/** A mark at the beginning stays, and is then no JSON. */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const readBody = async (request: IncomingMessage): Promise<string> => {
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(type))
    throw new AppError("request.wrong-type", {
      type: type.slice(0, 100),
      expected: "application/json",
    });
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared > maxBodyBytes) throw tooLarge();
  const bytes = await collect(request);
  try {
    return utf8.decode(bytes);
  } catch (error) {
    throw new AppError("authzen.broken-text", { at: "1:1" }, { cause: error });
  }
};

const collect = (request: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBodyBytes) {
        request.pause();
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    request.once("end", () => resolve(Buffer.concat(chunks)));
    // The caller hung up; nobody will read the answer.
    request.once("error", () => reject(new AppError("authzen.not-json", { at: "(end)" })));
  });

const tooLarge = (): AppError => new AppError("request.too-large", { limit: "1 MB" });

const failureReply = (error: unknown, { report }: DecisionServerOptions): Reply => {
  const known =
    error instanceof AppError
      ? error
      : new AppError("authzen.no-decision", { detail: "internal" }, { cause: error });
  if (known.status >= 500) report(error);
  const challenge =
    known.code === "authzen.unauthenticated"
      ? { headers: { "www-authenticate": 'Bearer realm="fenji"' } }
      : {};
  return { status: known.status, body: { error: answerErrorOf(known) }, ...challenge };
};
