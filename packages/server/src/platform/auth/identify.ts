/** Tells who sends a request; each mode of the node has its own way. */

import type { FastifyRequest } from "fastify";
import { localActor, type Actor } from "./actor.ts";

/**
 * Without credentials it is `anonymousActor`, who may use only operations without a permission.
 * @throws AppError `session.*`, `token.*` for credentials that do not hold (any more).
 */
export type Identify = (request: FastifyRequest) => Promise<Actor>;

/** Single-user mode on the loopback address. */
export const identifyLocal: Identify = async () => localActor;
