/** Goes round the webhooks every few seconds while the node runs. */

import { systemActor } from "../../platform/auth/actor.ts";
import { baseCtx } from "../../platform/ctx.ts";
import type { Companion } from "../../platform/http/node-services.ts";
import { carryDeliveries } from "./carry-deliveries.ts";
import { webhookTools } from "./webhook-tools.ts";

const everyMs = 5_000;

export const startDeliveries: Companion = ({ config, db, files, log, secretBox }) => {
  const system = baseCtx({ db, files, log, actor: systemActor });
  const tools = webhookTools({ secretBox, config });
  let round: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    round ??= carryDeliveries(system, tools)
      .catch((error: unknown) => log.error({ err: error }, "webhooks"))
      .finally(() => {
        round = null;
      });
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await round;
  };
};
