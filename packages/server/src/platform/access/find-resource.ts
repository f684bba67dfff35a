/** Reads what the policies may know of a resource, as the actor sees it. */

import { AppError } from "@fenji/kernel";
import { sql } from "kysely";
import type { Actor } from "../auth/actor.ts";
import { inSnapshot, type Ctx } from "../ctx.ts";
import type { EnterpriseResource, Resource } from "./access-question.ts";

interface EnterpriseRow {
  readonly jurisdiction: string;
  readonly lines: readonly string[];
  readonly grade: number | null;
  readonly met: number;
  readonly notMet: number;
  readonly contested: number;
  readonly notEvidenced: number;
}

/**
 * One statement. The posture counts every requirement that was judged, those above the grade too: which ones bind is for
 * the assessment to say, and a policy compares counts of the same kind.
 * @throws AppError `request.not-found`, alike for one that does not exist and one that the actor may not see.
 */
export const findEnterpriseResource = async (tx: Ctx, id: string): Promise<EnterpriseResource> => {
  const found = await sql<EnterpriseRow>`
    select e.jurisdiction_code as jurisdiction, e.lines,
           (select max(g.grade) from enterprise_grades g where g.enterprise_id = e.enterprise_id) as grade,
           v.met, v."notMet", v.contested, v."notEvidenced"
      from enterprises e
      cross join lateral (
        select count(*) filter (where verdict = 'met')::int as met,
               count(*) filter (where verdict in ('notMet', 'partlyMet'))::int as "notMet",
               count(*) filter (where verdict = 'contested')::int as contested,
               count(*) filter (where verdict = 'notEvidenced')::int as "notEvidenced"
          from verdicts where enterprise_id = e.enterprise_id) v
     where e.enterprise_id = ${id}`.execute(tx.db);
  const row = found.rows[0];
  if (row === undefined) throw new AppError("request.not-found", { what: id });
  const { jurisdiction, lines, grade, ...posture } = row;
  return { kind: "enterprise", id, jurisdiction, lines, grade, posture };
};

/**
 * Only its own members and those who run or audit the node may know that an organisation exists; the latter see no
 * enterprise's rows, so the node itself (`system`) looks it up for them.
 * @throws AppError `request.not-found`, alike for one that does not exist and one that the actor may not know of.
 */
export const findOrganisationResource = async (
  actor: Actor,
  system: Ctx,
  id: string,
): Promise<Resource> => {
  const { kind, standing } = actor;
  if (standing?.organisationId === id)
    return { kind: "organisation", id, organisationKind: standing.organisationKind };
  const mayKnow = kind === "local" || standing?.organisationKind === "operator";
  const found = mayKnow
    ? await inSnapshot(system, (tx) =>
        tx.db.selectFrom("organisations").where("id", "=", id).select("kind").executeTakeFirst(),
      )
    : undefined;
  if (found === undefined) throw new AppError("request.not-found", { what: id });
  return { kind: "organisation", id, organisationKind: found.kind };
};
