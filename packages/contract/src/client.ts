/** The typed client: calls an endpoint, checks the reply, and turns problem+json back into AppError. */

import { AppError, errorTable, type ErrorCode, type ErrorParams } from "@fenji/kernel";
import type { BodyOf, Endpoint, PathOf, QueryInputOf, ReplyOf } from "./endpoint.ts";

export interface CallInput<E extends Endpoint> {
  readonly path?: PathOf<E>;
  readonly query?: QueryInputOf<E>;
  readonly body?: BodyOf<E>;
  /** For `binary` endpoints. */
  readonly bytes?: NonNullable<RequestInit["body"]>;
  readonly signal?: AbortSignal;
}

export interface Client {
  call<E extends Endpoint>(endpoint: E, input?: CallInput<E>): Promise<ReplyOf<E>>;
}

/** `base` ends before `/api`, e.g. `http://localhost:8420`; empty for the page's own origin. */
export const createClient = (base: string, fetchImpl: typeof fetch): Client => ({
  async call<E extends Endpoint>(endpoint: E, input: CallInput<E> = {}): Promise<ReplyOf<E>> {
    const response = await fetchImpl(base + urlOf(endpoint, input), {
      method: endpoint.method,
      ...requestParts(endpoint, input),
      ...(input.signal === undefined ? {} : { signal: input.signal }),
    });
    const payload: unknown =
      endpoint.replyBinary && response.ok
        ? new Uint8Array(await response.arrayBuffer())
        : await response.json().catch(() => null);
    if (!response.ok) throw problemOf(payload, response.status);
    const checked = endpoint.reply.safeParse(payload);
    if (!checked.success) {
      const issue = checked.error.issues[0];
      throw new AppError("request.invalid", {
        at: issue?.path.join(".") ?? "",
        detail: issue?.message ?? "",
      });
    }
    // The schema that just accepted the value is the one that ReplyOf is inferred from.
    return checked.data as ReplyOf<E>;
  },
});

/** Address of a call below the node's origin, `/api` included. */
export const urlOf = <E extends Endpoint>(endpoint: E, input: CallInput<E>): string => {
  const pathValues = scalars(input.path);
  const path = endpoint.url.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(pathValues.get(name) ?? ""),
  );
  const query = new URLSearchParams();
  for (const [name, value] of scalars(input.query))
    if (!Object.hasOwn(endpoint.headers.query, name)) query.set(name, value);
  const search = query.toString();
  return `/api${path}${search === "" ? "" : `?${search}`}`;
};

/** Paths and queries hold strings, numbers and booleans; what is absent or null is left out. */
const scalars = (values: unknown): Map<string, string> => {
  const entries = typeof values === "object" && values !== null ? Object.entries(values) : [];
  return new Map(
    entries
      .filter(([, value]) => ["string", "number", "boolean"].includes(typeof value))
      .map(([name, value]) => [name, String(value)]),
  );
};

/** Headers of a call that carry values of its query. */
const headersOf = <E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
): Record<string, string> => {
  const values = scalars(input.query);
  return Object.fromEntries(
    Object.entries(endpoint.headers.query).flatMap(([name, header]) => {
      const value = values.get(name);
      return value === undefined ? [] : [[header, value]];
    }),
  );
};

const requestParts = <E extends Endpoint>(endpoint: E, input: CallInput<E>): RequestInit => {
  const headers = headersOf(endpoint, input);
  if (endpoint.binary) {
    headers["content-type"] = "application/octet-stream";
    return { body: input.bytes ?? null, headers };
  }
  if (input.body === undefined) return { headers };
  headers["content-type"] = "application/json";
  return { body: JSON.stringify(input.body), headers };
};

/** A failure as the node reported it; an answer that is not problem+json is an internal error. */
export const problemOf = (payload: unknown, status: number): AppError => {
  if (
    typeof payload === "object" &&
    payload !== null &&
    "code" in payload &&
    isErrorCode(payload.code)
  ) {
    const params = "params" in payload && isParams(payload.params) ? payload.params : {};
    return new AppError(payload.code, params);
  }
  return new AppError("platform.internal", { requestId: `HTTP ${status}` });
};

const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === "string" && Object.hasOwn(errorTable, code);

const isParams = (params: unknown): params is ErrorParams =>
  typeof params === "object" &&
  params !== null &&
  Object.values(params).every((value) => typeof value === "string" || typeof value === "number");
