/** Decides one request: reads what its policies need, asks, notes the answer, and refuses with the reasons. */

import { AppError } from "@fenji/kernel";
import type { Permission } from "@fenji/contract";
import type { Ctx } from "../ctx.ts";
import type { Resource } from "./access-question.ts";
import type { DecisionLog } from "./decision-log.ts";
import type { DecisionPoint } from "./decision-point.ts";
import { findEnterpriseResource, findOrganisationResource } from "./find-resource.ts";
import type { Ruling } from "./ruling.ts";

/** Names of path parameters that say what an operation acts on. */
interface PathNames {
  readonly enterpriseId?: string | undefined;
  readonly organisationId?: string | undefined;
}

export interface Gate {
  readonly decisions: DecisionPoint;
  readonly log: DecisionLog;
  /** A context of the node itself, outside any transaction. */
  readonly system: Ctx;
}

/** @throws AppError `request.not-found`, alike for what does not exist and what the actor may not see. */
export const findResource = async (
  tx: Ctx,
  gate: Pick<Gate, "system">,
  path: PathNames,
): Promise<Resource> => {
  if (path.enterpriseId !== undefined) return findEnterpriseResource(tx, path.enterpriseId);
  if (path.organisationId !== undefined)
    return findOrganisationResource(tx.actor, gate.system, path.organisationId);
  return { kind: "node" };
};

const denied = (permission: Permission, ruling: Ruling): AppError =>
  new AppError("permission.denied", {
    permission,
    policies: ruling.reasons.map(({ id }) => id).join(" "),
    zh: ruling.reasons.map(({ zh }) => zh).join(""),
    en: ruling.reasons.map(({ en }) => en).join(" "),
  });

interface Asked {
  readonly permission: Permission;
  readonly path: PathNames;
}

const ask = async (tx: Ctx, gate: Gate, { permission, path }: Asked) => {
  const resource = await findResource(tx, gate, path);
  const question = { actor: tx.actor, permission, resource, now: tx.now() };
  return { question, ruling: await gate.decisions.decide(question) };
};

/**
 * `tx` is a transaction under the actor's own scope.
 * @throws AppError `permission.denied` with the policies that decided and their words, `request.not-found`.
 */
export const authorise = async (tx: Ctx, gate: Gate, asked: Asked): Promise<void> => {
  const { question, ruling } = await ask(tx, gate, asked);
  gate.log.note(question, ruling);
  if (!ruling.allowed) throw denied(asked.permission, ruling);
};

/** For a part of an answer that needs more than the answer itself. It is not attempted, so that nothing is noted. */
export const allows = async (tx: Ctx, gate: Gate, asked: Asked): Promise<boolean> => {
  const { ruling } = await ask(tx, gate, asked);
  return ruling.allowed;
};
