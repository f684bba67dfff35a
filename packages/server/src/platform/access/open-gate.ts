/** Opens the decision point of the platform's own policies, its log and its alarm. */

import { join } from "node:path";
import type { Disagreement } from "@fenji/intake";
import { systemActor } from "../auth/actor.ts";
import { installationFolder } from "../config.ts";
import { baseCtx, inTransaction, type Ctx } from "../ctx.ts";
import type { NodeServices } from "../http/node-services.ts";
import type { Gate } from "./authorise.ts";
import { openDecisionLog } from "./decision-log.ts";
import { openDecisionPoint } from "./decision-point.ts";

export interface OpenGate extends Gate {
  /** What was decided is written, and the engine's thread ends. */
  readonly close: () => Promise<void>;
}

/** Two engines that disagree are a fault of ours or an attack: it stands in the log and among the events. */
const raiseAlarm = (system: Ctx, { request, compiled, reference }: Disagreement): void => {
  const question = `${request.principal.id} ${request.action.id} ${request.resource.type}::${request.resource.id}`;
  const payload = {
    question,
    compiled: compiled?.allowed ?? null,
    reference: "allowed" in reference ? reference.allowed : null,
  };
  system.log.error(payload, "the two policy engines disagree");
  const recorded = inTransaction(system, async (tx) => {
    const subject = request.action.id;
    tx.events.record({ enterpriseId: null, action: "access.engines-disagreed", subject, payload });
  });
  recorded.catch((error: unknown) =>
    system.log.error({ err: error }, "the alarm was not recorded"),
  );
};

/** @throws AppError `policy.*`, which names the file and the line. */
export const openGate = async (
  services: Pick<NodeServices, "db" | "files" | "log" | "config">,
): Promise<OpenGate> => {
  const { db, files, log, config } = services;
  const system = baseCtx({ db, files, log, actor: systemActor });
  const decisions = await openDecisionPoint({
    folder: join(installationFolder, "policies"),
    sampleEvery: config.accessSample,
    onDisagreement: (disagreement) => raiseAlarm(system, disagreement),
  });
  const decisionLog = openDecisionLog(system);
  const close = async (): Promise<void> => {
    await decisionLog.close();
    await decisions.close();
  };
  return { decisions, log: decisionLog, system, close };
};
