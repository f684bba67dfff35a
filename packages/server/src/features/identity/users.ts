/** Accounts as the administrator sees them: a page of them, lifting locks, disabling. */

import type { QueryOf, ReplyOf, listUsers as operation } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { sql } from "kysely";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import { findLocks, forgetFailures } from "./count-failures.ts";
import { findUser } from "./find-user.ts";
import { keepingLead } from "./keep-lead.ts";

type Page = ReplyOf<typeof operation>;
type User = Page["users"][number];

const memberships = sql<User["memberships"]>`coalesce((
  select json_agg(json_build_object('role', m.role,
           'organisation', json_build_object('id', o.id, 'name', o.name, 'kind', o.kind)) order by m.created_at, m.id)
    from memberships m join organisations o on o.id = m.organisation_id where m.user_id = users.id), '[]'::json)`;

const secondFactor = sql<boolean>`(exists (select 1 from totp_secrets t where t.user_id = users.id and t.confirmed_at is not null)
  or exists (select 1 from passkeys p where p.user_id = users.id))`;

const users = (ctx: IdentityCtx) =>
  ctx.db
    .selectFrom("users")
    .where("erased_at", "is", null)
    .select(["id", "email", "name", "created_at", "disabled_at", "last_sign_in_at"])
    .select([memberships.as("memberships"), secondFactor.as("second_factor")]);

type Row = Awaited<ReturnType<ReturnType<typeof users>["execute"]>>[number];

const show = async (ctx: IdentityCtx, rows: readonly Row[]): Promise<User[]> => {
  const locks = await findLocks(
    ctx,
    rows.map((row) => row.email ?? ""),
  );
  return rows.map((row) => ({
    id: row.id,
    email: row.email ?? "",
    name: row.name,
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
    lockedUntil: locks.get(row.email ?? "") ?? null,
    secondFactor: row.second_factor,
    lastSignInAt: row.last_sign_in_at,
    memberships: row.memberships,
  }));
};

const likeText = (text: string): string =>
  `%${text.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** By e-mail address; the cursor is the last one shown. */
export const findUsers = async (
  ctx: IdentityCtx,
  query: QueryOf<typeof operation>,
): Promise<Page> => {
  let rows = users(ctx);
  const { search, cursor, limit } = query;
  if (search !== undefined)
    rows = rows.where((eb) =>
      eb.or([
        eb("email", "like", likeText(search)),
        eb(eb.fn("lower", ["name"]), "like", likeText(search)),
      ]),
    );
  if (cursor !== undefined) rows = rows.where("email", ">", cursor);
  const found = await rows
    .orderBy("email")
    .limit(limit + 1)
    .execute();
  const shown = found.slice(0, limit);
  return {
    users: await show(ctx, shown),
    nextCursor: found.length > limit ? (shown.at(-1)?.email ?? null) : null,
  };
};

const showOne = async (tx: IdentityCtx, userId: string): Promise<User> => {
  const [shown] = await show(tx, await users(tx).where("id", "=", userId).execute());
  if (shown === undefined) throw new AppError("request.not-found", { what: userId });
  return shown;
};

/** @throws AppError `request.not-found`. */
export const unlockUser = (ctx: IdentityCtx, userId: string): Promise<User> =>
  inTransaction(ctx, async (tx) => {
    const user = await findUser(tx, userId);
    await forgetFailures(tx, user.email);
    tx.events.record({ enterpriseId: null, action: "user.unlocked", subject: userId, payload: {} });
    return showOne(tx, userId);
  });

/** Firms may be left without an owner, whom the administrator can invite anew; the node never without administrator. */
const findOperators = async (tx: IdentityCtx): Promise<readonly string[]> => {
  const rows = await tx.db
    .selectFrom("organisations")
    .where("kind", "=", "operator")
    .select("id")
    .execute();
  return rows.map(({ id }) => id);
};

/** @throws AppError `request.not-found`, `member.last-lead` for the last administrator. */
export const disableUser = (ctx: IdentityCtx, userId: string, disabled: boolean): Promise<User> =>
  inTransaction(ctx, async (tx) => {
    await findUser(tx, userId);
    await keepingLead(tx, await findOperators(tx), async () => {
      const disabledAt = disabled ? tx.now().toISOString() : null;
      await tx.db
        .updateTable("users")
        .set({ disabled_at: disabledAt })
        .where("id", "=", userId)
        .execute();
      if (disabled) await tx.db.deleteFrom("sessions").where("user_id", "=", userId).execute();
    });
    tx.events.record({
      enterpriseId: null,
      action: disabled ? "user.disabled" : "user.enabled",
      subject: userId,
      payload: {},
    });
    return showOne(tx, userId);
  });
