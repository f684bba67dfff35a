/** Facts and grades that were filed, into the tables from which the registry and the province are shown. */

import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { linesOfSupervision } from "../grading/public.ts";
import { packLibrary } from "../packs/public.ts";
import type { Acceptable } from "./acceptable-filing.ts";

interface Row extends Acceptable {
  readonly factsId: string;
}

const storeFacts = async (tx: Ctx, rows: readonly Row[], at: string): Promise<void> => {
  await sql`
    insert into enterprise_facts (enterprise_id, id, recorded_at, facts, actor)
    select enterprise, id, ${at}::timestamptz, facts::jsonb, actor
    from unnest(${rows.map(({ enterpriseId }) => enterpriseId)}::uuid[],
                ${rows.map(({ factsId }) => factsId)}::uuid[],
                ${rows.map(({ incoming }) => JSON.stringify(incoming.message.body.facts))}::text[],
                ${rows.map(({ incoming }) => `node:${incoming.sender.id}`)}::text[])
      as fact (enterprise, id, facts, actor)`.execute(tx.db);
};

/** This node's own grades where it has the pack, else those that were filed. */
const storeGrades = async (tx: Ctx, rows: readonly Row[], at: string): Promise<void> => {
  await sql`
    delete from enterprise_grades g
    using unnest(${rows.map(({ enterpriseId }) => enterpriseId)}::uuid[],
                 ${rows.map(({ incoming }) => incoming.message.body.pack.id)}::text[],
                 ${rows.map(({ incoming }) => incoming.message.body.pack.version)}::text[])
      as old (enterprise, pack, version)
    where g.enterprise_id = enterprise and g.pack_id = pack and g.pack_version = version`.execute(
    tx.db,
  );
  const graded = rows.flatMap((row) =>
    (row.regraded?.grades ?? row.grades).map((grade) => ({ ...row, ...grade })),
  );
  if (graded.length === 0) return;
  await sql`
    insert into enterprise_grades (enterprise_id, pack_id, pack_version, object_type, grade, possible, facts_id,
                                   computed_at)
    select enterprise, pack, version, type, grade, possible::smallint[], facts, ${at}::timestamptz
    from unnest(${graded.map(({ enterpriseId }) => enterpriseId)}::uuid[],
                ${graded.map(({ incoming }) => incoming.message.body.pack.id)}::text[],
                ${graded.map(({ incoming }) => incoming.message.body.pack.version)}::text[],
                ${graded.map(({ type }) => type)}::text[],
                ${graded.map(({ grade }) => grade)}::smallint[],
                ${graded.map(({ possible }) => `{${possible.join(",")}}`)}::text[],
                ${graded.map(({ factsId }) => factsId)}::uuid[])
      as result (enterprise, pack, version, type, grade, possible, facts)`.execute(tx.db);
};

/** Who supervises follows from the types; only under a pack that this node has, and only where it changes. */
const storeLines = async (tx: Ctx, rows: readonly Row[]): Promise<void> => {
  const { regimes } = await packLibrary();
  const known = rows.flatMap(({ incoming, enterpriseId, regraded }) => {
    const { id, version } = incoming.message.body.pack;
    const pack = regimes.find(({ header }) => header.id === id && header.version === version);
    if (pack === undefined || regraded === null) return [];
    const graded = regraded.grades.map(({ type }) => type);
    return [{ enterpriseId, lines: linesOfSupervision(pack.grading.types, graded) }];
  });
  if (known.length === 0) return;
  await sql`
    update enterprises e set lines = given.lines::text[]
    from unnest(${known.map(({ enterpriseId }) => enterpriseId)}::uuid[],
                ${known.map(({ lines }) => `{${lines.join(",")}}`)}::text[]) as given (enterprise, lines)
    where e.enterprise_id = given.enterprise and e.lines is distinct from given.lines::text[]`.execute(
    tx.db,
  );
};

/** The firms first, in one order, as whoever saves facts does: two writers must not wait for each other in a circle. */
const lockFirms = async (tx: Ctx, rows: readonly Row[]): Promise<void> => {
  await sql`
    select 1 from enterprises where enterprise_id = any (${rows.map(({ enterpriseId }) => enterpriseId)}::uuid[])
    order by enterprise_id for no key update`.execute(tx.db);
};

/** Five statements, however many filings there are; each enterprise at most once. */
export const showInRegistry = async (tx: Ctx, current: readonly Acceptable[]): Promise<void> => {
  if (current.length === 0) return;
  const at = tx.now().toISOString();
  const rows = current.map((one) => ({ ...one, factsId: tx.newId() }));
  await lockFirms(tx, rows);
  await storeFacts(tx, rows, at);
  await storeGrades(tx, rows, at);
  await storeLines(tx, rows);
};
