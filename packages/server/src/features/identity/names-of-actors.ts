/** Names beside the ids that events carry; whoever was erased, or is a program of the node, has none. */

import { asNode } from "../../platform/auth/identity-ctx.ts";
import type { Ctx } from "../../platform/ctx.ts";

const idsOf = (actors: readonly string[], kind: "user" | "token"): string[] => [
  ...new Set(
    actors
      .filter((actor) => actor.startsWith(`${kind}:`))
      .map((actor) => actor.slice(kind.length + 1)),
  ),
];

const uuid = /^[0-9a-f-]{36}$/;

/** In a snapshot or transaction; of actors that have no name nothing is answered. */
export const namesOfActors = async (
  ctx: Ctx,
  actors: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const users = idsOf(actors, "user").filter((id) => uuid.test(id));
  const tokens = idsOf(actors, "token").filter((id) => uuid.test(id));
  if (users.length + tokens.length === 0) return new Map();
  return asNode(ctx, async ({ db }) => {
    const people = await db
      .selectFrom("users")
      .where("id", "in", [...users, nobody])
      .where("name", "!=", "")
      .select(["id", "name"])
      .execute();
    const programs = await db
      .selectFrom("api_tokens")
      .where("id", "in", [...tokens, nobody])
      .select(["id", "name"])
      .execute();
    return new Map([
      ...people.map(({ id, name }) => [`user:${id}`, name] as const),
      ...programs.map(({ id, name }) => [`token:${id}`, name] as const),
    ]);
  });
};

/** An empty list cannot be asked for. */
const nobody = "00000000-0000-0000-0000-000000000000";
