/** Reads of organisations: themselves, their members, the invitations that wait. */

import type {
  OrganisationKind,
  ReplyOf,
  getOrganisation,
  listInvitations,
  listMembers,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { sql } from "kysely";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import { isCaretaker } from "./policy.ts";

type Organisation = ReplyOf<typeof getOrganisation>;

const memberCount = sql<number>`(select count(*) from memberships m where m.organisation_id = organisations.id)`;

const organisations = (ctx: IdentityCtx) =>
  ctx.db
    .selectFrom("organisations")
    .select([
      "id",
      "kind",
      "name",
      "enterprise_id",
      "jurisdiction_code",
      "line",
      "created_at",
      "suspended_at",
    ])
    .select(memberCount.as("members"));

type Row = Awaited<ReturnType<ReturnType<typeof organisations>["execute"]>>[number];

const toOrganisation = (row: Row): Organisation => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  enterpriseId: row.enterprise_id,
  jurisdiction: row.jurisdiction_code,
  line: row.line,
  createdAt: row.created_at,
  suspendedAt: row.suspended_at,
  members: row.members,
});

/** @throws AppError `request.not-found`. */
export const findOrganisation = async (ctx: IdentityCtx, id: string): Promise<Organisation> => {
  const row = await organisations(ctx).where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: id });
  return toOrganisation(row);
};

/** All for those who look after or audit them; else one's own and the assessors that are active, whose choice is free. */
export const findOrganisations = async (
  ctx: IdentityCtx,
  kind: OrganisationKind | undefined,
): Promise<Organisation[]> => {
  const { standing } = ctx.actor;
  let rows = organisations(ctx);
  if (kind !== undefined) rows = rows.where("kind", "=", kind);
  if (!isCaretaker(ctx) && standing?.role !== "auditor")
    rows = rows.where((eb) =>
      eb.or([
        eb("id", "=", standing?.organisationId ?? sql<string>`null`),
        eb.and([eb("kind", "=", "assessor"), eb("suspended_at", "is", null)]),
      ]),
    );
  const found = await rows.orderBy("name").orderBy("id").limit(1000).execute();
  return found.map(toOrganisation);
};

type Member = ReplyOf<typeof listMembers>["members"][number];

const members = (ctx: IdentityCtx, organisationId: string) =>
  ctx.db
    .selectFrom("memberships as m")
    .innerJoin("users as u", "u.id", "m.user_id")
    .where("m.organisation_id", "=", organisationId)
    .select(["u.id", "u.name", "u.email", "u.disabled_at", "m.role", "m.manager", "m.created_at"])
    .orderBy("m.created_at")
    .orderBy("m.id");

export const findMembers = async (ctx: IdentityCtx, organisationId: string): Promise<Member[]> => {
  const rows = await members(ctx, organisationId).execute();
  return rows.map((row) => ({
    userId: row.id,
    name: row.name,
    email: row.email ?? "",
    role: row.role,
    manager: row.manager,
    since: row.created_at,
    disabled: row.disabled_at !== null,
  }));
};

/** @throws AppError `request.not-found`. */
export const findMember = async (
  ctx: IdentityCtx,
  organisationId: string,
  userId: string,
): Promise<Member> => {
  const found = (await findMembers(ctx, organisationId)).find((member) => member.userId === userId);
  if (found === undefined) throw new AppError("request.not-found", { what: userId });
  return found;
};

type Invitation = ReplyOf<typeof listInvitations>["invitations"][number];

export const findInvitations = async (
  ctx: IdentityCtx,
  organisationId: string,
): Promise<Invitation[]> => {
  const rows = await ctx.db
    .selectFrom("invitations")
    .where("organisation_id", "=", organisationId)
    .where("expires_at", ">", ctx.now().toISOString())
    .select(["id", "role", "manager", "email", "created_at", "expires_at"])
    .orderBy("created_at")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    manager: row.manager,
    email: row.email,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }));
};
