/** Failures on the wire: problem+json (RFC 9457) with the code and both languages. */

import { AppError, errorMessage, type ErrorCode, type ErrorParams } from "@fenji/kernel";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly zh: string;
  readonly en: string;
  readonly requestId: string;
}

const problemOf = (error: AppError, requestId: string): Problem => {
  const params = error.code === "platform.internal" ? { requestId } : error.params;
  const { zh, en } = errorMessage(error.code, params);
  return {
    type: `urn:fenji:error:${error.code}`,
    title: en,
    status: error.status,
    code: error.code,
    params,
    zh,
    en,
    requestId,
  };
};

/** Fastify's own refusals in our words; what is left is a fault of ours. */
const translate = (error: FastifyError, request: FastifyRequest): AppError => {
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new AppError("request.too-large", { limit: "1 MB" });
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new AppError("request.wrong-type", {
        type: request.headers["content-type"] ?? "-",
        expected: "application/json",
      });
    case "FST_ERR_CTP_INVALID_JSON_BODY":
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return new AppError("request.invalid", { at: "body", detail: "JSON" });
    default:
      return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
        ? new AppError("request.invalid", {
            at: request.url.split("?")[0] ?? "",
            detail: error.message,
          })
        : new AppError("platform.internal", { requestId: request.id }, { cause: error });
  }
};

/** Disk full in PostgreSQL (53100) or in the file store (ENOSPC, EDQUOT). */
const fullStates = new Set(["53100", "ENOSPC", "EDQUOT"]);

/** SQLSTATE of a write that row-level security refuses: the policies let it through, and the wall beneath them did not. */
const walledState = "42501";

/** The connection to the database broke or could not be made: SQLSTATE classes 08 and 57P, and socket errors. */
const lostState = /^(08|57P|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)/;

/** What a failure is in our words; what is not foreseen is a fault of ours. */
export const asAppError = (error: FastifyError, request: FastifyRequest): AppError => {
  if (error instanceof AppError) return error;
  if (error.code === walledState) return new AppError("permission.walled", {}, { cause: error });
  if (fullStates.has(error.code))
    return new AppError(
      "disk.full",
      { path: "FENJI_DATA", freeMb: 0, neededMb: 1 },
      { cause: error },
    );
  if (lostState.test(error.code ?? ""))
    return new AppError("platform.not-ready", { detail: "PostgreSQL" }, { cause: error });
  return translate(error, request);
};

export const sendProblem = (reply: FastifyReply, error: AppError): FastifyReply =>
  reply
    .code(error.status)
    .type("application/problem+json; charset=utf-8")
    .send(JSON.stringify(problemOf(error, reply.request.id)));

/** The error handler: only faults of ours are logged as errors, and never with the request's content. */
export const handleError = (
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply => {
  const known = asAppError(error, request);
  if (known.status >= 500)
    request.log.error({ code: known.code, err: known.cause ?? known }, "request failed");
  else request.log.info({ code: known.code }, "request refused");
  return sendProblem(reply, known);
};
