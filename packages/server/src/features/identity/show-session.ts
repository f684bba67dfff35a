/** What the page needs to know of who has signed in, and how one could. */

import { isIP } from "node:net";
import type { ReplyOf, getSession } from "@fenji/contract";
import type { IdentityCtx } from "../../platform/auth/identity-ctx.ts";
import type { Config } from "../../platform/config.ts";
import { findUser } from "./find-user.ts";
import { findPerson, type Person } from "./policy.ts";
import { findStandings } from "./queries.ts";

type Shown = Pick<
  ReplyOf<typeof getSession>,
  | "mode"
  | "actor"
  | "signedIn"
  | "user"
  | "standing"
  | "organisations"
  | "secondFactor"
  | "risk"
  | "expiresAt"
  | "signInWays"
>;

/** Passkeys belong to a name; an address has none. */
const takesPasskeys = ({ publicUrl }: Config): boolean =>
  isIP(publicUrl.hostname.replaceAll(/[[\]]/g, "")) === 0;

const waysOf = (config: Config): Shown["signInWays"] =>
  config.mode === "local"
    ? { password: false, passkey: false, oidc: null }
    : { password: true, passkey: takesPasskeys(config), oidc: config.oidc?.name ?? null };

const expiryOf = async (ctx: IdentityCtx, { session }: Person): Promise<string | null> => {
  const row = await ctx.db
    .selectFrom("sessions")
    .where("id", "=", session.id)
    .select("expires_at")
    .executeTakeFirst();
  return row?.expires_at ?? null;
};

const showPerson = async (ctx: IdentityCtx, person: Person) => {
  const { id, name, email } = await findUser(ctx, person.userId);
  const organisations = (await findStandings(ctx, person.userId)).map(({ standing }) => standing);
  const held = ctx.actor.standing?.organisationId;
  return {
    user: { id, name, email },
    organisations,
    standing: organisations.find(({ organisation }) => organisation.id === held) ?? null,
    expiresAt: await expiryOf(ctx, person),
  };
};

const nobody = { user: null, organisations: [], standing: null, expiresAt: null };

export const showSession = async (ctx: IdentityCtx): Promise<Shown> => {
  const person = findPerson(ctx);
  return {
    mode: ctx.config.mode,
    actor: ctx.actor.id,
    signedIn: ctx.actor.kind !== "anonymous",
    ...(person === undefined ? nobody : await showPerson(ctx, person)),
    secondFactor: {
      available: person?.session.secondFactorKept ?? false,
      provedAt: person?.session.secondFactorAt ?? null,
    },
    risk: person?.session.risk ?? "normal",
    signInWays: waysOf(ctx.config),
  };
};
