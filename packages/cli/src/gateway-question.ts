/** Turns the headers of a gateway's sub-request (nginx `auth_request`, forward-auth) into an AuthZEN evaluation. */

import type { IncomingMessage } from "node:http";
import { AppError } from "@fenji/kernel";

/** Who, doing what, to what; the type of a subject and of a resource where the gateway names none. */
const defaultTypes = { subject: "User", resource: "Path" } as const;

/**
 * X-Subject-Id (X-Subject-Type) asks for X-Action, or else the method, on X-Resource-Id (X-Resource-Type), or else the path.
 * The context holds `method`, `path` and `now`, seconds of the epoch by the clock of the decision point.
 * @throws AppError `gateway.*`: 401 without a subject, 400 where the gateway's question is incomplete or ambiguous.
 */
export const gatewayQuestion = (request: IncomingMessage, nowMs: number): string => {
  const header = (name: string): string | undefined => headerOf(request, name);
  const id = header("x-subject-id");
  if (id === undefined) throw new AppError("gateway.no-subject", {});
  const method = header("x-original-method") ?? header("x-forwarded-method");
  const address = header("x-original-uri") ?? header("x-forwarded-uri");
  const action = header("x-action") ?? method;
  if (action === undefined)
    throw new AppError("gateway.missing-header", { name: "X-Original-Method" });
  const path = address?.replace(/[?#].*$/su, "");
  return JSON.stringify({
    subject: { type: header("x-subject-type") ?? defaultTypes.subject, id },
    action: { name: action },
    resource: {
      type: header("x-resource-type") ?? defaultTypes.resource,
      id: header("x-resource-id") ?? plainPath(path),
    },
    context: { now: Math.floor(nowMs / 1000), method, path },
  });
};

/** Once or not at all; empty says nothing. Node hands out bytes as Latin-1, gateways send UTF-8. */
const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const [value, second] = request.headersDistinct[name] ?? [];
  if (second !== undefined) throw new AppError("gateway.repeated-header", { name });
  if (value === undefined || value === "") return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(value, "latin1"));
  } catch (error) {
    throw new AppError("authzen.broken-text", { at: name }, { cause: error });
  }
};

/** A policy compares the path as it is written, so there must be one way to write it. */
const plainPath = (path: string | undefined): string => {
  if (path === undefined) throw new AppError("gateway.missing-header", { name: "X-Original-URI" });
  const ambiguous = /\/\/|(?:^|\/)\.{1,2}(?:\/|$)|%2[ef]|%5c|%00|[\\;]/i.test(path);
  if (!ambiguous && path.startsWith("/")) return path;
  throw new AppError("gateway.ambiguous-path", { path: path.slice(0, 200) });
};
