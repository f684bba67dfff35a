/** The browser's side of a request, for the few operations that sign people in and out. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { callerOf, type Caller } from "../auth/caller.ts";
import { clearCookie, cookieNames, readCookie, setCookie } from "../auth/cookies.ts";

export interface Browser extends Caller {
  /** Secret of a sign-in that this browser began, or null. */
  readonly flow: string | null;
  readonly beginFlow: (secret: string) => void;
  readonly endFlow: () => void;
  /** From the next request on the browser acts in this session. */
  readonly beginSession: (secret: string) => void;
  readonly endSession: () => void;
}

export const browserOf = (
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
): Browser => {
  const names = cookieNames(app.node.config);
  return {
    ...callerOf(request),
    flow: readCookie(request, names.flow),
    beginFlow: (secret) => setCookie(reply, names.flow, secret),
    endFlow: () => clearCookie(reply, names.flow),
    beginSession: (secret) => setCookie(reply, names.session, secret),
    endSession: () => clearCookie(reply, names.session),
  };
};
