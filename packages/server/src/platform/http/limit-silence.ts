/** Ends requests whose bodies trickle or stop: each would hold a connection, and enough of them all there are. */

import type { FastifyInstance, FastifyRequest } from "fastify";

export interface SilenceLimits {
  readonly everyMs: number;
  /** What must have come each time, unless the node itself was not reading. */
  readonly leastBytes: number;
}

/** 512 bytes a second: the slowest line there is brings more, and a large file still has all the time it needs. */
const limits: SilenceLimits = { everyMs: 20_000, leastBytes: 10_240 };

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

const watch = ({ raw }: FastifyRequest, { everyMs, leastBytes }: SilenceLimits): void => {
  let before = raw.socket.bytesRead;
  const look = (): void => {
    if (raw.complete || raw.destroyed) return clearInterval(timer);
    const now = raw.socket.bytesRead;
    // What lies here unread is for us to take: a slow disk is not the sender's fault.
    if (raw.readableLength === 0 && now - before < leastBytes) raw.destroy();
    before = now;
  };
  const timer = setInterval(look, everyMs);
  timer.unref();
  raw.once("close", () => clearInterval(timer));
};

export const limitSilence = (app: FastifyInstance, given: SilenceLimits = limits): void => {
  app.addHook("onRequest", async (request) => {
    if (hasBody(request)) watch(request, given);
  });
};
