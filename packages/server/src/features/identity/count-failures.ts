/** Counts failed attempts by account and by address, before they are made, so that many at once do not slip through. */

import { AppError } from "@fenji/kernel";
import { sql } from "kysely";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";

/** Accounts pause after 10 failures; an address, behind which a whole office may sit, after 50. */
const limits = { account: 10, address: 50 } as const;
const firstPauseMs = 15 * 60_000;
const longestPauseMs = 24 * 3_600_000;
const forgetAfterMs = 24 * 3_600_000;

type Kind = keyof typeof limits;

export interface Attempt {
  readonly address: string;
  /** As typed; whether it has an account makes no difference. Left out where a secret link is tried. */
  readonly email?: string;
}

interface Counted {
  readonly kind: Kind;
  readonly key: Buffer;
}

/** Account first, so that concurrent attempts lock rows in one order. */
const countersOf = (ctx: IdentityCtx, { address, email }: Attempt): readonly Counted[] => [
  ...(email === undefined
    ? []
    : [{ kind: "account" as const, key: ctx.secretBox.fingerprint(`account ${email}`) }]),
  { kind: "address", key: ctx.secretBox.fingerprint(`address ${address}`) },
];

const pauseMs = (kind: Kind, failures: number): number =>
  failures < limits[kind]
    ? 0
    : Math.min(firstPauseMs * 2 ** Math.min(failures - limits[kind], 10), longestPauseMs);

const refuseLocked = (until: string | null, now: Date): void => {
  const ms = until === null ? 0 : Date.parse(until) - now.getTime();
  if (ms > 0) throw new AppError("session.locked", { seconds: Math.ceil(ms / 1000) });
};

const count = async (tx: IdentityCtx, { kind, key }: Counted): Promise<void> => {
  const now = tx.now();
  const at = now.toISOString();
  const row = await tx.db
    .insertInto("sign_in_failures")
    .values({ kind, key, failures: 0, last_at: at, locked_until: null })
    .onConflict((conflict) =>
      conflict.columns(["kind", "key"]).doUpdateSet({ key: sql`excluded.key` }),
    )
    .returning(["failures", "locked_until"])
    .executeTakeFirstOrThrow();
  refuseLocked(row.locked_until, now);
  const failures = row.failures + 1;
  const pause = pauseMs(kind, failures);
  if (pause > 0) tx.log.warn({ kind, failures }, "attempts paused");
  await tx.db
    .updateTable("sign_in_failures")
    .set({
      failures,
      last_at: at,
      locked_until: pause === 0 ? null : new Date(now.getTime() + pause).toISOString(),
    })
    .where("kind", "=", kind)
    .where("key", "=", key)
    .execute();
};

/** @throws AppError `session.locked`, whether or not the account exists. */
const reserve = (ctx: IdentityCtx, attempt: Attempt): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const old = new Date(tx.now().getTime() - forgetAfterMs).toISOString();
    await tx.db.deleteFrom("sign_in_failures").where("last_at", "<", old).execute();
    for (const counter of countersOf(tx, attempt)) await count(tx, counter);
  });

/** The attempt was no failure: it is taken back; after a full success the account starts from nothing. */
const takeBack = (ctx: IdentityCtx, attempt: Attempt, success: boolean): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    for (const { kind, key } of countersOf(tx, attempt)) {
      const row = tx.db
        .updateTable("sign_in_failures")
        .where("kind", "=", kind)
        .where("key", "=", key);
      await (
        success && kind === "account"
          ? row.set({ failures: 0, locked_until: null })
          : row.set({ failures: sql`greatest(failures - 1, 0)`, locked_until: null })
      ).execute();
    }
  });

/** Failures of these kinds are what guessing looks like. */
const guesses = new Set([
  "session.refused",
  "session.code-wrong",
  "account.password-wrong",
  "passkey.refused",
  "oidc.refused",
  "link.spent",
]);

/**
 * Makes one attempt that an attacker could repeat.
 * @throws AppError `session.locked` without making it, and whatever the attempt throws.
 */
export const countingFailures = async <T>(
  ctx: IdentityCtx,
  attempt: Attempt,
  make: () => Promise<T>,
): Promise<T> => {
  await reserve(ctx, attempt);
  try {
    const result = await make();
    await takeBack(ctx, attempt, true);
    return result;
  } catch (error) {
    const guessed = error instanceof AppError && guesses.has(error.code);
    if (!guessed) await takeBack(ctx, attempt, false);
    throw error;
  }
};

/** The administrator lifts a lock. */
export const forgetFailures = async (ctx: IdentityCtx, email: string): Promise<void> => {
  const key = ctx.secretBox.fingerprint(`account ${email}`);
  await ctx.db
    .deleteFrom("sign_in_failures")
    .where("kind", "=", "account")
    .where("key", "=", key)
    .execute();
};

/** Until when each of these accounts is paused; those that are not are left out. */
export const findLocks = async (
  ctx: IdentityCtx,
  emails: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const byKey = new Map(
    emails.map((email) => [ctx.secretBox.fingerprint(`account ${email}`).toString("hex"), email]),
  );
  if (byKey.size === 0) return new Map();
  const rows = await ctx.db
    .selectFrom("sign_in_failures")
    .where("kind", "=", "account")
    .where(
      "key",
      "in",
      [...byKey.keys()].map((key) => Buffer.from(key, "hex")),
    )
    .where("locked_until", ">", ctx.now().toISOString())
    .select(["key", "locked_until"])
    .execute();
  const locks = rows.map(
    ({ key, locked_until }) => [byKey.get(key.toString("hex")) ?? "", locked_until ?? ""] as const,
  );
  return new Map(locks);
};
