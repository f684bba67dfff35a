/** What the policies are asked: an actor, a permission, a resource and the circumstances, in their words. */

import type { AccessRequest, CedarRecord, Entity, EntityUid } from "@fenji/access";
import type { Line, Permission } from "@fenji/contract";
import type { Actor } from "../auth/actor.ts";

/** How many requirements of an enterprise stand in each verdict now. */
export interface Posture {
  readonly met: number;
  readonly notMet: number;
  readonly contested: number;
  readonly notEvidenced: number;
}

export interface EnterpriseResource {
  readonly kind: "enterprise";
  readonly id: string;
  readonly jurisdiction: string;
  readonly lines: readonly string[];
  /** The highest that is determined; null: none is. */
  readonly grade: number | null;
  readonly posture: Posture;
}

export type Resource =
  | { readonly kind: "node" }
  | { readonly kind: "organisation"; readonly id: string; readonly organisationKind: string }
  | EnterpriseResource;

export interface AccessQuestion {
  readonly actor: Actor;
  readonly permission: Permission;
  readonly resource: Resource;
  readonly now: Date;
}

const typed = (type: string, id: string): EntityUid => ({ type: `Fenji::${type}`, id });

const reference = (uid: EntityUid): CedarRecord => ({ __entity: { type: uid.type, id: uid.id } });

export const uidOf = (resource: Resource): EntityUid => {
  switch (resource.kind) {
    case "node":
      return typed("Node", "this");
    case "organisation":
      return typed("Organisation", resource.id);
    case "enterprise":
      return typed("Enterprise", resource.id);
  }
};

const attributesOf = (resource: Resource): CedarRecord => {
  switch (resource.kind) {
    case "node":
      return {};
    case "organisation":
      return { kind: resource.organisationKind };
    case "enterprise":
      return {
        jurisdiction: resource.jurisdiction,
        lines: [...resource.lines],
        ...(resource.grade === null ? {} : { grade: resource.grade }),
        posture: { ...resource.posture },
      };
  }
};

/** The ministry's code in the table of jurisdictions. */
const nation = "CN";

const bothLines: readonly Line[] = ["industry", "communications"];

const supervision = ({ standing }: Actor): CedarRecord => {
  const code = standing?.jurisdiction ?? null;
  const supervises = standing?.role === "supervisor" && code !== null;
  return {
    nationwide: supervises && code === nation,
    jurisdictions: supervises && code !== nation ? [code] : [],
    lines: supervises ? (standing.line === null ? [...bothLines] : [standing.line]) : [],
  };
};

/** The system acts as the owner of the node: it is asked only where it explains, never where it works. */
const principalKind = (actor: Actor): string => (actor.kind === "system" ? "local" : actor.kind);

const principalOf = (actor: Actor): Entity => {
  const { standing, scope, limitedTo } = actor;
  const enterprises = scope.kind === "own" ? scope.enterpriseIds : [];
  return {
    uid: typed("Person", actor.id),
    attrs: {
      kind: principalKind(actor),
      manager: standing?.manager ?? false,
      enterprises: enterprises.map((id) => reference(typed("Enterprise", id))),
      ...supervision(actor),
      ...(standing === null
        ? {}
        : {
            role: standing.role,
            organisation: reference(typed("Organisation", standing.organisationId)),
          }),
      ...(limitedTo === null ? {} : { limitedTo: [...limitedTo] }),
    },
    parents: [],
  };
};

const wholeSeconds = (ms: number): number => Math.max(0, Math.floor(ms / 1000));

const circumstancesOf = ({ actor, permission, now }: AccessQuestion): CedarRecord => {
  const { session } = actor;
  const shownAt = session?.secondFactorAt ?? null;
  return {
    permission,
    now: wholeSeconds(now.getTime()),
    ...(shownAt === null
      ? {}
      : { secondFactorAge: wholeSeconds(now.getTime() - Date.parse(shownAt)) }),
    secondFactorKept: session?.secondFactorKept ?? false,
    risk: session?.risk ?? "normal",
    device: session?.device ?? "unknown",
    // No device proves its own state to the node yet.
    attestation: "unknown",
  };
};

/** The request and the two or so entities that it names: the fewer, the faster. */
export const askedOf = (
  question: AccessQuestion,
): { readonly request: AccessRequest; readonly entities: readonly Entity[] } => {
  const principal = principalOf(question.actor);
  const resource = uidOf(question.resource);
  return {
    request: {
      principal: principal.uid,
      action: { type: "Fenji::Action", id: question.permission },
      resource,
      context: circumstancesOf(question),
    },
    entities: [principal, { uid: resource, attrs: attributesOf(question.resource), parents: [] }],
  };
};
