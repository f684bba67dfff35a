/** Material facts, as the pack names them, that differ from what the enterprise last filed for its grade. */

import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import type { PackLibrary } from "../packs/public.ts";
import { caseFromFilings } from "./case-from-filings.ts";
import type { FiledBy } from "./held-filings.ts";
import { obligationsOf } from "./obligations-of.ts";

type Facts = Readonly<Record<string, unknown>>;

interface Compared {
  readonly enterpriseId: string;
  readonly filingId: string;
  readonly facts: readonly string[];
}

/** The filing to compare with, where the pack names material facts and something is registered. */
const toCompare = ({ regimes }: PackLibrary, filed: readonly FiledBy[]): readonly Compared[] =>
  filed.flatMap(({ enterpriseId, packId, filings }) => {
    const pack = regimes.findLast(({ header }) => header.id === packId);
    const facts = obligationsOf(pack).materialChanges?.facts ?? [];
    if (facts.length === 0) return [];
    const types = new Set(filings.flatMap(({ grades }) => grades.map(({ type }) => type)));
    const bases = [...types].flatMap((type) => {
      const { registered, baseline } = caseFromFilings(filings, { type, line: "both" });
      return registered === null || baseline === null ? [] : [baseline.filingId];
    });
    const [filingId] = bases;
    return filingId === undefined ? [] : [{ enterpriseId, filingId, facts }];
  });

const sorted = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(String).toSorted() : (value ?? null);

/** By enterprise: the facts that have changed; none where nothing has. */
export const changedFacts = async (
  tx: Ctx,
  { library, filed }: { readonly library: PackLibrary; readonly filed: readonly FiledBy[] },
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const compared = toCompare(library, filed);
  if (compared.length === 0) return new Map();
  const { rows } = await sql<{ id: string; filed: Facts; held: Facts | null }>`
    select f.id, f.content -> 'facts' as filed,
           (select h.facts from enterprise_facts h where h.enterprise_id = f.enterprise_id
             order by h.recorded_at desc, h.id desc limit 1) as held
      from filings f
     where f.enterprise_id = any (${compared.map(({ enterpriseId }) => enterpriseId)}::uuid[])
       and f.id = any (${compared.map(({ filingId }) => filingId)}::uuid[])`.execute(tx.db);
  const byFiling = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    compared.flatMap(({ enterpriseId, filingId, facts }) => {
      const row = byFiling.get(filingId);
      const { held } = row ?? {};
      if (row === undefined || held === null || held === undefined) return [];
      const changed = facts.filter(
        (id) => !isDeepStrictEqual(sorted(row.filed[id]), sorted(held[id])),
      );
      return changed.length === 0 ? [] : [[enterpriseId, changed] as const];
    }),
  );
};
