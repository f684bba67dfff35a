/** Who acts: a person or program, for which organisation, in which role, and how sure we are of it right now. */

import type { Line, OrganisationKind, Permission, Role } from "@fenji/contract";
import type { Scope } from "../db/scope.ts";

/** The organisation for which somebody acts, and as what. */
export interface Standing {
  readonly organisationId: string;
  readonly organisationKind: OrganisationKind;
  readonly role: Role;
  /** May invite and remove members of the organisation. */
  readonly manager: boolean;
  /** Of an enterprise's own people. */
  readonly enterpriseId: string | null;
  /** Of a supervisor; `CN` is the ministry. */
  readonly jurisdiction: string | null;
  /** Of a supervisor; null: every line. */
  readonly line: Line | null;
}

/** What is known of the session at this request; each may change while it lasts. */
export interface SessionState {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  /** When a second factor was last shown; null: never in this session. */
  readonly secondFactorAt: string | null;
  /** The person has a second factor that could be shown. */
  readonly secondFactorKept: boolean;
  /** `elevated`: the request comes from elsewhere than the session was begun. */
  readonly risk: "normal" | "elevated";
  /** `passkey`: the session was begun with a key that does not leave its device; `unknown` where nothing was shown. */
  readonly device: "unknown" | "passkey";
}

export interface Actor {
  /** Who is recorded: `local`, `system`, `anonymous`, `user:<id>` or `token:<id>`. */
  readonly id: string;
  readonly kind: "local" | "system" | "anonymous" | "user" | "token";
  readonly scope: Scope;
  /** null: acts for no organisation. */
  readonly standing: Standing | null;
  readonly session: SessionState | null;
  /** What a token was limited to when it was issued; null: everything that the role may. */
  readonly limitedTo: readonly Permission[] | null;
}

const nobody = { standing: null, session: null, limitedTo: null } as const;

/** Single-user mode: whoever reaches the loopback address is the owner of the node. */
export const localActor: Actor = { id: "local", kind: "local", scope: { kind: "all" }, ...nobody };

/** The node itself. */
export const systemActor: Actor = {
  id: "system",
  kind: "system",
  scope: { kind: "all" },
  ...nobody,
};

/** Nobody has signed in. */
export const anonymousActor: Actor = {
  id: "anonymous",
  kind: "anonymous",
  scope: { kind: "none" },
  ...nobody,
};
