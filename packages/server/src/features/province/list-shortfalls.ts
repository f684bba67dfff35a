/** How many judged firms fall short of each requirement that binds them, from roll-ups. */

import type { listShortfalls as operation, ReplyOf } from "@fenji/contract";
import type { Pack, Requirement } from "@fenji/regime";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { within } from "./queries.ts";

type Shortfalls = ReplyOf<typeof operation>["requirements"];

interface Counted {
  readonly type: string;
  readonly requirement: string;
  readonly grade: number;
  readonly verdict: string;
  readonly firms: number;
}

const readVerdicts = (tx: Ctx, pack: Pack["header"], jurisdiction: string): Promise<Counted[]> =>
  tx.db
    .selectFrom("verdict_rollups")
    .where("pack_id", "=", pack.id)
    .where("pack_version", "=", pack.version)
    .where("jurisdiction_code", "in", within(tx, jurisdiction))
    .where("grade", "is not", null)
    .groupBy(["object_type", "requirement_id", "grade", "verdict"])
    .having(sql<number>`sum(enterprises)`, ">", 0)
    .select([
      "object_type as type",
      "requirement_id as requirement",
      sql<number>`grade`.as("grade"),
      "verdict",
      sql<number>`sum(enterprises)::int`.as("firms"),
    ])
    .execute();

const shortfallOf = (
  { id, type, title, fromGrade }: Requirement,
  counted: readonly Counted[],
): Shortfalls[number] => {
  // A requirement binds from its lowest grade upwards.
  const binding = counted.filter(({ grade }) => grade >= fromGrade);
  const firms = (...verdicts: readonly string[]): number =>
    binding.reduce((sum, one) => (verdicts.includes(one.verdict) ? sum + one.firms : sum), 0);
  return {
    id,
    type,
    title,
    fromGrade,
    firms: binding.reduce((sum, one) => sum + one.firms, 0),
    met: firms("met"),
    notMet: firms("notMet", "partlyMet"),
    contested: firms("contested"),
    notEvidenced: firms("notEvidenced"),
  };
};

export const listShortfalls = async (
  tx: Ctx,
  pack: Pack,
  jurisdiction: string,
): Promise<{ requirements: Shortfalls }> => {
  const key = (type: string, requirement: string): string => `${type}/${requirement}`;
  const counted = Map.groupBy(await readVerdicts(tx, pack.header, jurisdiction), (one) =>
    key(one.type, one.requirement),
  );
  const requirements = pack.requirements
    .map((requirement) =>
      shortfallOf(requirement, counted.get(key(requirement.type, requirement.id)) ?? []),
    )
    .filter(({ firms }) => firms > 0)
    .toSorted((a, b) => b.notMet - a.notMet || b.notEvidenced - a.notEvidenced);
  return { requirements };
};
