/** A supervisor puts enterprises on the list of those that have to file, or takes them off, whatever their facts say. */

import type { BodyOf, declareScope as operation } from "@fenji/contract";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import { sql } from "kysely";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { packLibrary } from "../packs/public.ts";
import { chinaDate } from "./china-date.ts";
import { lineOf, refreshCases } from "./refresh-cases.ts";

/** How many of them it was news for. @throws AppError `filing.unknown-type`. */
export const declareScope = (
  ctx: Ctx,
  { enterprises, type, inScope }: BodyOf<typeof operation>,
): Promise<number> =>
  inTransaction(ctx, async (tx) => {
    const { defaultRegime: pack } = await packLibrary();
    if (!pack.grading.types.some(({ id }) => id === type))
      throw new AppError("filing.unknown-type", {
        type,
        known: pack.grading.types.map(({ id }) => id).join(", "),
      });
    const { rows } = await sql<{ enterprise_id: string }>`
      insert into filing_cases as held (enterprise_id, pack_id, object_type, pack_version, jurisdiction_code, line, in_scope,
                                declared, scope_since, stage_since)
      select e.enterprise_id, ${pack.header.id}, ${type}, ${pack.header.version}, e.jurisdiction_code, ${lineOf(pack, type)},
             ${inScope}, ${inScope}, ${chinaDate(tx.now())}::date, ${tx.now().toISOString()}::timestamptz
        from enterprises e
       where e.enterprise_id = any (${enterprises}::uuid[])
         and (${inScope} or exists (select 1 from filing_cases c where c.enterprise_id = e.enterprise_id and c.declared))
       order by 1
      on conflict (enterprise_id, pack_id, object_type) do update set declared = excluded.declared,
        in_scope = excluded.declared or exists (
          select 1 from enterprise_grades g where g.enterprise_id = held.enterprise_id and g.pack_id = held.pack_id
             and g.pack_version = held.pack_version and g.object_type = held.object_type),
        left_on = null
       where held.declared is distinct from excluded.declared
      returning enterprise_id`.execute(tx.db);
    const changed = rows.map(({ enterprise_id }) => enterprise_id);
    await refreshCases(tx, changed);
    for (const id of changed)
      tx.events.record({
        enterpriseId: id as EnterpriseId,
        action: inScope ? "case.declared" : "case.undeclared",
        subject: id,
        payload: { pack: pack.header.id, type },
      });
    return changed.length;
  });
