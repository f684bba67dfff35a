/** What the plan's values are counted from: one statement for each subject, all rows the reader may see. */

import type { CaseStage } from "@fenji/submission";
import { sql } from "kysely";
import type { Db } from "../../platform/db/connect.ts";
import type {
  CaseMeasure,
  ComparisonMeasure,
  EvidenceMeasure,
  GradeMeasure,
  RegistryMeasure,
  Tally,
  VerdictMeasure,
} from "./measures.ts";

export interface PackRef {
  readonly id: string;
  readonly version: string;
}

const tally = (row: { readonly rows: number; readonly synthetic: boolean | null }): Tally => ({
  rows: row.rows,
  synthetic: row.synthetic === true,
});

const sum = (tallies: Iterable<Tally>): Tally => {
  let rows = 0;
  let synthetic = false;
  for (const each of tallies) {
    rows += each.rows;
    synthetic ||= each.synthetic;
  }
  return { rows, synthetic };
};

export const measureRegistry = async (db: Db): Promise<RegistryMeasure> => {
  const { rows } = await sql<{
    sector: string;
    rows: number;
    synthetic: boolean;
    cities: string[];
  }>`
    select sector, sum(firms)::int8 as rows, bool_or(synthetic) as synthetic,
           coalesce(array_agg(distinct city) filter (where city <> ''), '{}') as cities
      from (select sector, city_code as city, synthetic, sum(enterprises) as firms from enterprise_rollups group by 1, 2, 3
            union all
            -- No roll-up is open to a firm; what it may see is its own.
            select coalesce(sector, ''), coalesce(city_code, ''), synthetic, 1 from enterprises
             where (select fenji_scope()) = 'own') counted
     where firms > 0 group by sector`.execute(db);
  const bySector = new Map(rows.map((row) => [row.sector, tally(row)]));
  const all = sum(bySector.values());
  const cities = new Set(rows.flatMap((row) => row.cities));
  return { all, bySector, cities: { rows: cities.size, synthetic: all.synthetic } };
};

/**
 * Per firm first, then over firms: how many have exactly this set of grades. There are few such sets, so the
 * answer stays small whatever the number of firms.
 */
export const measureGrades = async (db: Db, regime: PackRef): Promise<GradeMeasure> => {
  const { rows } = await sql<{
    types: string[];
    grades: (number | null)[];
    rows: number;
    synthetic: boolean;
  }>`
    select firm.types, firm.grades, count(*) as rows, bool_or(e.synthetic) as synthetic
    from (select enterprise_id, array_agg(object_type order by object_type) as types,
                 array_agg(grade order by object_type) as grades
          from enterprise_grades where pack_id = ${regime.id} and pack_version = ${regime.version}
          group by enterprise_id) firm
    join enterprises e using (enterprise_id)
    group by firm.types, firm.grades`.execute(db);
  const firms = (holds: (row: (typeof rows)[number]) => boolean): Tally =>
    sum(rows.filter(holds).map(tally));
  const types = new Set(rows.flatMap((row) => row.types));
  const grades = new Set(rows.flatMap((row) => row.grades));
  return {
    withResult: firms(() => true),
    graded: firms((row) => !row.grades.includes(null)),
    undetermined: firms((row) => row.grades.includes(null)),
    byType: new Map([...types].map((type) => [type, firms((row) => row.types.includes(type))])),
    byGrade: new Map(
      [...grades]
        .filter((grade) => grade !== null)
        .map((grade) => [grade, firms((row) => row.grades.includes(grade))]),
    ),
  };
};

/** From the counts that triggers keep; a firm, to whom no count is open, counts its own cases. */
export const measureCases = async (db: Db, synthetic: boolean): Promise<CaseMeasure> => {
  const { rows } = await sql<{ stage: CaseStage; inScope: number; waiting: number }>`
    select stage, coalesce(sum(cases) filter (where in_scope), 0)::int8 as "inScope",
           coalesce(sum(cases) filter (where waits_for = 'supervisor'), 0)::int8 as waiting
      from (select stage, in_scope, waits_for, cases from filing_case_counts where cases > 0
            union all
            select stage, in_scope, coalesce(waits_for, ''), 1 from filing_cases
             where (select fenji_scope()) = 'own') counted
     group by stage`.execute(db);
  return {
    total: rows.reduce((total, row) => total + row.inScope, 0),
    byStage: new Map(rows.map((row) => [row.stage, row.inScope])),
    waiting: rows.reduce((total, row) => total + row.waiting, 0),
    synthetic,
  };
};

export const measureComparison = async (db: Db): Promise<ComparisonMeasure | null> => {
  const newest = await db
    .selectFrom("grade_checks")
    .select(["compared", "whole", "disagreements"])
    .where("state", "in", ["agreed", "disagreed"])
    .orderBy("started_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return newest ?? null;
};

export const measureEvidence = async (db: Db): Promise<EvidenceMeasure> => {
  const files = await sql<{ rows: number; tools: number; synthetic: boolean | null }>`
    select count(*) as rows, count(distinct f.tool) as tools, bool_or(e.synthetic) as synthetic
    from evidence_files f join enterprises e using (enterprise_id) where f.status = 'read' and f.withdrawn_at is null`.execute(
    db,
  );
  const open = await sql<{
    family: string;
    rows: number;
    code: number;
    synthetic: boolean;
  }>`
    select o.family, count(*) as rows, count(*) filter (where o.check_ref like 'sarif:%') as code,
           bool_or(e.synthetic) as synthetic
    from observations o join enterprises e using (enterprise_id)
    where o.closed_at is null group by o.family`.execute(db);
  const file = files.rows[0] ?? { rows: 0, tools: 0, synthetic: null };
  const all = sum(open.rows.map(tally));
  const code = open.rows.reduce((total, row) => total + row.code, 0);
  return {
    files: tally(file),
    tools: tally({ ...file, rows: file.tools }),
    open: all,
    families: { rows: open.rows.length, synthetic: all.synthetic },
    codeFindings: { rows: code, synthetic: all.synthetic },
  };
};

/** The key under which a pack's requirement is counted: ids are unique within a pack only. */
export const requirementKey = (pack: PackRef, requirement: string): string =>
  `${pack.id}@${pack.version}/${requirement}`;

export const measureVerdicts = async (db: Db): Promise<VerdictMeasure> => {
  const counts = await sql<{
    id: string;
    version: string;
    requirement: string;
    verdict: VerdictMeasure["counts"][number]["verdict"];
    rows: number;
  }>`
    select id, version, requirement, verdict, sum(firms)::int8 as rows
      from (select pack_id as id, pack_version as version, requirement_id as requirement, verdict, enterprises as firms
              from verdict_rollups
            union all
            select pack_id, pack_version, requirement_id, verdict, 1 from verdicts where (select fenji_scope()) = 'own') counted
     group by 1, 2, 3, 4 having sum(firms) > 0`.execute(db);
  const firms = await sql<{ rows: number; synthetic: boolean | null }>`
    with recursive judged as (
        (select enterprise_id from verdicts order by enterprise_id limit 1)
        union all
        select next.enterprise_id from judged cross join lateral (
          select v.enterprise_id from verdicts v where v.enterprise_id > judged.enterprise_id order by v.enterprise_id limit 1) next)
    select count(*) as rows, bool_or(synthetic) as synthetic from judged join enterprises using (enterprise_id)`.execute(
    db,
  );
  return {
    counts: counts.rows.map(({ verdict, rows, ...row }) => ({
      requirement: requirementKey(row, row.requirement),
      verdict,
      rows,
    })),
    firms: tally(firms.rows[0] ?? { rows: 0, synthetic: null }),
  };
};

/** Events of the node and of every firm the reader may see. */
export const measureEvents = async (db: Db): Promise<Tally> => {
  const { rows } = await sql<{ rows: number }>`select count(*) as rows from events`.execute(db);
  return { rows: rows[0]?.rows ?? 0, synthetic: false };
};

export interface NewestFacts {
  readonly synthetic: boolean;
  readonly employees: number | null;
  readonly revenueWanYuan: number | null;
  readonly importantData: boolean | null;
}

/** The few facts that the plan counts, of each firm's newest record. */
export const readNewestFacts = async (db: Db): Promise<readonly NewestFacts[]> => {
  const { rows } = await sql<NewestFacts>`
    select e.synthetic, f.employees, f.revenue as "revenueWanYuan", f.important as "importantData"
    from enterprises e
    cross join lateral (
      select (facts ->> 'employees')::float8 as employees,
             (facts ->> 'annualRevenueWanYuan')::float8 as revenue,
             (facts ->> 'importantDataFiled')::boolean as important
      from enterprise_facts where enterprise_id = e.enterprise_id
      order by recorded_at desc, id desc limit 1) f`.execute(db);
  return rows;
};
