/** The firm's own posture as entities that a gateway's policies may read: `Fenji::Enterprise` by its id, fresh within a second. */

import type { Entity } from "@fenji/access";
import { AppError } from "@fenji/kernel";
import { askedOf } from "../../platform/access/access-question.ts";
import { findResource, type Gate } from "../../platform/access/authorise.ts";
import { inSnapshot, type Ctx } from "../../platform/ctx.ts";

const enterpriseType = "Fenji::Enterprise";

/** Ids of enterprises that stored entities refer to, wherever in their attributes. */
export const enterprisesNamed = (stored: readonly Entity[]): readonly string[] => {
  const ids = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("type" in value && "id" in value && value.type === enterpriseType)
      ids.add(String(value.id));
    for (const member of Object.values(value)) look(member);
  };
  for (const { attrs, parents } of stored) look([attrs, parents]);
  return [...ids].toSorted();
};

/** One that the asker may not see, or that is not there, is simply unknown to the policies. */
const entityOf = async (tx: Ctx, gate: Gate, id: string): Promise<readonly Entity[]> => {
  try {
    const resource = await findResource(tx, gate, { enterpriseId: id });
    const { entities } = askedOf({
      actor: tx.actor,
      permission: "gateway:read",
      resource,
      now: tx.now(),
    });
    return entities.filter(({ uid }) => uid.type === enterpriseType);
  } catch (error) {
    if (error instanceof AppError && error.code === "request.not-found") return [];
    throw error;
  }
};

export const readPostures = (
  ctx: Ctx,
  gate: Gate,
  ids: readonly string[],
): Promise<readonly Entity[]> =>
  inSnapshot(ctx, async (tx) => {
    const found: Entity[] = [];
    for (const id of ids) found.push(...(await entityOf(tx, gate, id)));
    return found;
  });
