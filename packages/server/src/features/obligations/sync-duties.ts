/** Tells the database what the packs say: which types have to be filed by when, and which days are worked. */

import type { Pack, WorkingCalendar } from "@fenji/regime";
import { addDays, isWorkingDay } from "@fenji/regime";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { inTransaction } from "../../platform/ctx.ts";
import type { Seeder } from "../../platform/http/node-services.ts";
import { packLibrary, type PackLibrary } from "../packs/public.ts";
import { obligationsOf } from "./obligations-of.ts";
import { lineOf, refreshCases } from "./refresh-cases.ts";

/** Firms file for what they are, by type; systems and units have regimes and authorities of their own. */
const gradesEnterprises = ({ header }: Pack): boolean =>
  header.object.kind.startsWith("enterprise");

const dutiesOf = ({ regimes, defaultRegime }: PackLibrary) =>
  regimes
    .filter(
      (pack) =>
        pack === defaultRegime ||
        (gradesEnterprises(pack) &&
          pack.header.id !== defaultRegime.header.id &&
          obligationsOf(pack).deadlines.some(({ does }) => does === "file")),
    )
    .flatMap((pack) => {
      const deadline = obligationsOf(pack).deadlines.find(({ does }) => does === "file");
      return pack.grading.types.map(({ id }) => ({
        pack_id: pack.header.id,
        pack_version: pack.header.version,
        object_type: id,
        line: lineOf(pack, id),
        deadline: deadline?.id ?? null,
        amount: deadline?.within.amount ?? null,
        unit: deadline?.within.unit ?? null,
      }));
    });

/** Ten years back and ten ahead: no deadline reaches further. */
const daysFor = (calendar: WorkingCalendar, year: number) => {
  const days: { day: string; ordinal: number; known: boolean }[] = [];
  let ordinal = 0;
  for (let day = `${year - 10}-01-01`; day <= `${year + 10}-12-31`; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) ordinal += 1;
    days.push({ day, ordinal, known: calendar.years.has(Number(day.slice(0, 4))) });
  }
  return days;
};

/** Rows that are there already are left alone, so that a start without news writes nothing. */
const storeDays = async (tx: Ctx, library: PackLibrary): Promise<void> => {
  const days = daysFor(library.workingDays, tx.now().getUTCFullYear());
  await sql`
    with given as (select * from jsonb_to_recordset(${JSON.stringify(days)}::jsonb)
                     as day (day date, ordinal integer, known boolean)),
         gone as (delete from working_days w where not exists (select 1 from given g where g.day = w.day))
    insert into working_days as held (day, ordinal, known) select day, ordinal, known from given
    on conflict (day) do update set ordinal = excluded.ordinal, known = excluded.known
     where (held.ordinal, held.known) is distinct from (excluded.ordinal, excluded.known)`.execute(
    tx.db,
  );
};

/** Whether anything is new. */
const storeDuties = async (tx: Ctx, library: PackLibrary): Promise<boolean> => {
  const duties = dutiesOf(library);
  const given = JSON.stringify(duties);
  const { rows } = await sql<{ same: boolean }>`
    select not exists (
      (select * from filing_duties except select * from jsonb_populate_recordset(null::filing_duties, ${given}::jsonb))
      union all
      (select * from jsonb_populate_recordset(null::filing_duties, ${given}::jsonb) except select * from filing_duties)
    ) as same`.execute(tx.db);
  if (rows[0]?.same === true) return false;
  await tx.db.deleteFrom("filing_duties").execute();
  await tx.db.insertInto("filing_duties").values(duties).execute();
  return true;
};

const batch = 500;

/** Filings that were made before cases were kept; resumed where it was interrupted. */
const takeUpFilings = async (ctx: Ctx): Promise<void> => {
  let last = "00000000-0000-0000-0000-000000000000";
  for (let more = true; more;) {
    const ids = await inTransaction(ctx, async (tx) => {
      const { rows } = await sql<{ enterprise_id: string }>`
        select distinct f.enterprise_id from filings f
         where f.enterprise_id > ${last}::uuid and f.current and jsonb_array_length(f.grades) > 0
           and not exists (select 1 from filing_cases c
                            where c.enterprise_id = f.enterprise_id and c.filing_id is not null)
         order by 1 limit ${batch}`.execute(tx.db);
      const found = rows.map(({ enterprise_id }) => enterprise_id);
      await refreshCases(tx, found);
      return found;
    });
    last = ids.at(-1) ?? last;
    more = ids.length === batch;
  }
};

export const syncDuties: Seeder = async (ctx, _services, progress) => {
  const library = await packLibrary();
  const isNew = await inTransaction(ctx, async (tx) => {
    await storeDays(tx, library);
    await sql`select filing_case_counts_trim()`.execute(tx.db);
    return storeDuties(tx, library);
  });
  if (isNew) {
    progress("正在按规则包整理备案范围……", "Working out who has to file, as the packs say…");
    await inTransaction(ctx, (tx) =>
      sql`select filing_cases_scope((select array_agg(enterprise_id) from enterprises))`.execute(
        tx.db,
      ),
    );
  }
  await takeUpFilings(ctx);
};
