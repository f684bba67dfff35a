/** Begins sessions and renews their secret; a session that began before is never carried into what follows it. */

import { AppError } from "@fenji/kernel";
import { sql } from "kysely";
import type { Caller } from "../../platform/auth/caller.ts";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { newSecret } from "../../platform/auth/secrets.ts";
import { absoluteHours } from "../../platform/auth/session-limits.ts";

/** More are ended from the oldest on. */
const sessionsAtOnce = 20;

export interface SignedIn {
  readonly userId: string;
  /** A second factor was shown with it. */
  readonly secondFactor: boolean;
  readonly device: "unknown" | "passkey";
}

/** Of several memberships the oldest that is not suspended; the person can switch. */
const firstMembership = async (tx: IdentityCtx, userId: string): Promise<string | null> => {
  const row = await tx.db
    .selectFrom("memberships as m")
    .innerJoin("organisations as o", "o.id", "m.organisation_id")
    .where("m.user_id", "=", userId)
    .where("o.suspended_at", "is", null)
    .select("m.id")
    .orderBy("m.created_at")
    .orderBy("m.id")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
};

const endSurplus = async (tx: IdentityCtx, userId: string): Promise<void> => {
  await tx.db
    .deleteFrom("sessions")
    .where("user_id", "=", userId)
    .where((eb) =>
      eb.or([
        eb("expires_at", "<", tx.now().toISOString()),
        eb("id", "in", (kept) =>
          kept
            .selectFrom("sessions as s")
            .where("s.user_id", "=", userId)
            .select("s.id")
            .orderBy("s.last_seen_at", "desc")
            .offset(sessionsAtOnce - 1),
        ),
      ]),
    )
    .execute();
};

/** Whoever this browser was before is signed out. */
const endReplaced = async (tx: IdentityCtx): Promise<void> => {
  const { session } = tx.actor;
  if (session !== null) await tx.db.deleteFrom("sessions").where("id", "=", session.id).execute();
};

/** Answers the secret for the cookie. */
export const beginSession = async (
  tx: IdentityCtx,
  caller: Caller,
  { userId, secondFactor, device }: SignedIn,
): Promise<string> => {
  const now = tx.now();
  const at = now.toISOString();
  await endReplaced(tx);
  await endSurplus(tx, userId);
  const { secret, hash } = newSecret();
  const id = tx.newId();
  await tx.db
    .insertInto("sessions")
    .values({
      id,
      token_hash: hash,
      user_id: userId,
      membership_id: await firstMembership(tx, userId),
      started_at: at,
      last_seen_at: at,
      expires_at: new Date(now.getTime() + absoluteHours * 3_600_000).toISOString(),
      second_factor_at: secondFactor ? at : null,
      device,
      address: caller.network,
      agent: caller.agent,
      agent_hash: caller.agentHash,
    })
    .execute();
  await tx.db.updateTable("users").set({ last_sign_in_at: at }).where("id", "=", userId).execute();
  tx.events.record({
    enterpriseId: null,
    action: "session.begun",
    subject: id,
    payload: { userId, secondFactor, device },
  });
  return secret;
};

interface Renewal {
  readonly membershipId?: string;
  readonly secondFactor?: true;
  readonly device?: "passkey";
  /** Where a key was shown that does not leave its person: the session is at home there from now on. */
  readonly caller?: Caller;
}

const placeOf = ({ caller }: Renewal) =>
  caller === undefined
    ? {}
    : { address: caller.network, agent: caller.agent, agent_hash: caller.agentHash };

/**
 * Gives the actor's session a new id and secret with what has changed; its time limit stays.
 * @throws AppError `session.required` when it ended in the meantime.
 */
export const renewSession = async (tx: IdentityCtx, renewal: Renewal): Promise<string> => {
  const { secret, hash } = newSecret();
  const at = tx.now().toISOString();
  const renewed = await tx.db
    .updateTable("sessions")
    .set({
      id: tx.newId(),
      token_hash: hash,
      last_seen_at: at,
      ...(renewal.membershipId === undefined ? {} : { membership_id: renewal.membershipId }),
      ...(renewal.secondFactor === undefined ? {} : { second_factor_at: at }),
      ...(renewal.device === undefined ? {} : { device: renewal.device }),
      ...placeOf(renewal),
    })
    .where("id", "=", tx.actor.session?.id ?? sql<string>`null`)
    .executeTakeFirst();
  if (renewed.numUpdatedRows === 0n) throw new AppError("session.required", {});
  return secret;
};
