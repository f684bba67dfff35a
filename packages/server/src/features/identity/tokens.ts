/** Tokens for programs: issued by a person for one of their organisations, limited to what they name. */

import { permissions } from "@fenji/contract";
import type {
  BodyOf,
  Permission,
  ReplyOf,
  createToken as operation,
  listTokens,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { newSecret } from "../../platform/auth/secrets.ts";
import { inTransaction } from "../../platform/ctx.ts";
import { requirePerson } from "./policy.ts";

type Token = ReplyOf<typeof listTokens>["tokens"][number];

const tokensAtOnce = 20;

/** Accounts, members and tokens are looked after by people in a session. */
const subjectsOfPeople = new Set(["account", "member", "token", "user", "assignment"]);

const isGrantable = (permission: Permission): boolean =>
  !subjectsOfPeople.has(permission.split(":")[0] ?? "");

/** Every permission that an operation asks for and a program may hold. */
export const grantablePermissions: readonly string[] = permissions.filter(isGrantable);

const validTokens = (ctx: IdentityCtx, organisationId: string) =>
  ctx.db
    .selectFrom("api_tokens as t")
    .innerJoin("memberships as m", "m.id", "t.membership_id")
    .innerJoin("users as u", "u.id", "m.user_id")
    .where("m.organisation_id", "=", organisationId)
    .where("t.revoked_at", "is", null)
    .where("t.expires_at", ">", ctx.now().toISOString())
    .select([
      "t.id",
      "t.name",
      "t.permissions",
      "t.created_at",
      "t.expires_at",
      "t.last_used_at",
      "u.id as user_id",
      "u.name as user_name",
    ])
    .orderBy("t.created_at");

type Row = Awaited<ReturnType<ReturnType<typeof validTokens>["execute"]>>[number];

const toToken = (row: Row): Token => ({
  id: row.id,
  name: row.name,
  userId: row.user_id,
  userName: row.user_name,
  permissions: row.permissions,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
});

/** Of the whole organisation for its managers, one's own for others; null: of everybody. */
export const findTokens = async (
  ctx: IdentityCtx,
  organisationId: string,
  userId: string | null,
): Promise<Token[]> => {
  const tokens = validTokens(ctx, organisationId);
  const rows = await (userId === null ? tokens : tokens.where("u.id", "=", userId)).execute();
  return rows.map(toToken);
};

/** Also a lock, so that many at once are still counted. */
const findMembership = async (
  tx: IdentityCtx,
  userId: string,
  organisationId: string,
): Promise<string> => {
  const row = await tx.db
    .selectFrom("memberships")
    .where("user_id", "=", userId)
    .where("organisation_id", "=", organisationId)
    .select("id")
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: organisationId });
  return row.id;
};

const refuseTooMany = async (tx: IdentityCtx, membershipId: string): Promise<void> => {
  const { n } = await tx.db
    .selectFrom("api_tokens")
    .where("membership_id", "=", membershipId)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", tx.now().toISOString())
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  if (n >= tokensAtOnce) throw new AppError("token.too-many", { limit: tokensAtOnce });
};

/** @throws AppError `token.permissions`, `token.too-many`, `request.not-found`. */
export const createToken = async (
  ctx: IdentityCtx,
  organisationId: string,
  { name, permissions, days }: BodyOf<typeof operation>,
): Promise<ReplyOf<typeof operation>> => {
  const { userId } = requirePerson(ctx);
  const foreign = permissions.find((permission) => !grantablePermissions.includes(permission));
  if (foreign !== undefined) throw new AppError("token.permissions", { permission: foreign });
  return inTransaction(ctx, async (tx) => {
    const now = tx.now();
    const membershipId = await findMembership(tx, userId, organisationId);
    await refuseTooMany(tx, membershipId);
    const { secret, hash } = newSecret("fenji_");
    const id = tx.newId();
    const granted = [...new Set(permissions)].toSorted();
    await tx.db
      .insertInto("api_tokens")
      .values({
        id,
        token_hash: hash,
        membership_id: membershipId,
        name,
        permissions: granted,
        created_at: now.toISOString(),
        expires_at: new Date(now.getTime() + days * 86_400_000).toISOString(),
      })
      .execute();
    tx.events.record({
      enterpriseId: null,
      action: "token.issued",
      subject: id,
      payload: { organisationId, permissions: granted, days },
    });
    const row = await validTokens(tx, organisationId)
      .where("t.id", "=", id)
      .executeTakeFirstOrThrow();
    return { token: toToken(row), secret };
  });
};

interface Revocation {
  readonly organisationId: string;
  readonly tokenId: string;
  /** Only of this person; null: a manager revokes anybody's. */
  readonly userId: string | null;
}

/** @throws AppError `request.not-found`. */
export const revokeToken = (
  ctx: IdentityCtx,
  { organisationId, tokenId, userId }: Revocation,
): Promise<{ readonly revoked: true }> =>
  inTransaction(ctx, async (tx) => {
    const held = await findTokens(tx, organisationId, userId);
    if (!held.some(({ id }) => id === tokenId))
      throw new AppError("request.not-found", { what: tokenId });
    const at = tx.now().toISOString();
    await tx.db
      .updateTable("api_tokens")
      .set({ revoked_at: at })
      .where("id", "=", tokenId)
      .execute();
    tx.events.record({
      enterpriseId: null,
      action: "token.revoked",
      subject: tokenId,
      payload: { organisationId },
    });
    return { revoked: true as const };
  });
