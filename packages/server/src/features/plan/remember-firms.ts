/** What takes a look at every firm is counted once for each state of the registry, and kept for who sees the same firms. */

import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import type { FactMeasure, GradeMeasure } from "./measures.ts";

export interface FirmMeasures {
  readonly grades: GradeMeasure;
  readonly facts: FactMeasure;
}

export type RememberFirms = (ctx: Ctx, take: () => Promise<FirmMeasures>) => Promise<FirmMeasures>;

/** As of the snapshot; another as soon as a firm, its facts or a grade that is counted is another. */
const readState = async ({ db }: Ctx): Promise<string> => {
  const { rows } = await sql<{ state: string }>`
    select concat_ws(' ', (select sum(changes) from registry_changes),
                     (select count(*) || ' ' || sum(id) from enterprise_grade_rollups)) as state`.execute(
    db,
  );
  return rows[0]?.state ?? "";
};

/** Scopes whose counts are kept at once. */
const maxScopes = 64;

/** One for each node. A firm's own scope is small, and no count of it is kept. */
export const rememberFirms = (): RememberFirms => {
  const kept = new Map<string, { readonly state: string; readonly measures: FirmMeasures }>();
  return async (ctx, take) => {
    const { scope } = ctx.actor;
    if (scope.kind === "own" || scope.kind === "none") return take();
    const who = JSON.stringify(
      scope.kind === "all" ? null : [scope.codes.toSorted(), scope.lines.toSorted()],
    );
    const state = await readState(ctx);
    const known = kept.get(who);
    if (known?.state === state) return known.measures;
    const measures = await take();
    if (kept.size >= maxScopes) kept.clear();
    kept.set(who, { state, measures });
    return measures;
  };
};
