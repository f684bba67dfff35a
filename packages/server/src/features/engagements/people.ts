/** People by name: whoever did something, and whoever may join a team. */

import type { Ctx } from "../../platform/ctx.ts";
import { asNode } from "../../platform/auth/identity-ctx.ts";
import { namesOfActors } from "../identity/public.ts";
import type { EngagementRow } from "./engagement-row.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** Where one person works at this machine, without accounts. */
const local: Person = { id: "local", name: "本机用户 local user" };

export type Named = (id: string) => Person;

/** Whoever was erased keeps the id alone. */
export const namePeople = async (tx: Ctx, ids: Iterable<string>): Promise<Named> => {
  const names = await namesOfActors(tx, [...new Set(ids)]);
  return (id) => (id === local.id ? local : { id, name: names.get(id) ?? id });
};

const membersWho = (tx: Ctx, { organisationId, enterpriseId }: EngagementRow) =>
  asNode(tx, ({ db }) => {
    const members = db
      .selectFrom("memberships as m")
      .innerJoin("users as u", "u.id", "m.user_id")
      .innerJoin("organisations as o", "o.id", "m.organisation_id")
      .where("u.disabled_at", "is", null)
      .where("u.erased_at", "is", null)
      .where("o.suspended_at", "is", null);
    const own =
      organisationId === null
        ? members
            .where("o.enterprise_id", "=", enterpriseId)
            .where("m.role", "in", ["enterprise-owner", "enterprise-editor"])
        : members.where("o.id", "=", organisationId);
    return own.select(["u.id", "u.name"]).distinct().orderBy("u.name").orderBy("u.id").execute();
  });

/** Members of the assessing organisation who may change things; without accounts, the one person there is. */
export const findCandidates = async (tx: Ctx, engagement: EngagementRow): Promise<Person[]> => {
  const members = await membersWho(tx, engagement);
  const people = members.map(({ id, name }) => ({ id: `user:${id}`, name }));
  return tx.actor.kind === "local" ? [local, ...people] : people;
};
