/** An organisation that somebody leads must not lose its last lead, not even to two changes at once. */

import { AppError } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";

/** Owners lead an enterprise, administrators the node, managers every other organisation. */
const countLeads = async (tx: IdentityCtx, organisationId: string): Promise<number> => {
  const row = await tx.db
    .selectFrom("memberships as m")
    .innerJoin("organisations as o", "o.id", "m.organisation_id")
    .innerJoin("users as u", "u.id", "m.user_id")
    .where("m.organisation_id", "=", organisationId)
    .where("u.disabled_at", "is", null)
    .where("u.erased_at", "is", null)
    .where((eb) =>
      eb.or([
        eb("m.role", "in", ["enterprise-owner", "administrator"]),
        eb.and([eb("m.manager", "=", true), eb("o.kind", "not in", ["enterprise", "operator"])]),
      ]),
    )
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return row.n;
};

/**
 * Makes a change to members under a lock of their organisations.
 * @throws AppError `member.last-lead` when one that was led is not any more.
 */
export const keepingLead = async <T>(
  tx: IdentityCtx,
  organisationIds: readonly string[],
  change: () => Promise<T>,
): Promise<T> => {
  const led: string[] = [];
  for (const id of organisationIds.toSorted()) {
    await tx.db.selectFrom("organisations").where("id", "=", id).select("id").forUpdate().execute();
    if ((await countLeads(tx, id)) > 0) led.push(id);
  }
  const result = await change();
  for (const id of led)
    if ((await countLeads(tx, id)) === 0) throw new AppError("member.last-lead", {});
  return result;
};

export const isLed = async (tx: IdentityCtx, organisationId: string): Promise<boolean> =>
  (await countLeads(tx, organisationId)) > 0;
