/** Writes the synthetic firms with their facts and grades, many rows a statement. */

import type { Line } from "@fenji/contract";
import { cities, type SyntheticFirm } from "@fenji/synthesis";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { indexName } from "../enterprises/public.ts";
import { demoJurisdiction } from "./demo-ids.ts";

/** What one firm is graded, per type; `possible` holds one grade where it is determined. */
export interface FirmGrade {
  readonly type: string;
  readonly grade: number | null;
  readonly possible: readonly number[];
}

export interface GradedFirm {
  readonly firm: SyntheticFirm;
  readonly grades: readonly FirmGrade[];
  readonly lines: readonly Line[];
}

export interface GradedBy {
  readonly pack: { readonly id: string; readonly version: string };
  /** ISO 8601 in UTC. */
  readonly at: string;
}

const rowsPerStatement = 5_000;

const chunks = <T>(rows: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(rows.length / rowsPerStatement) }, (_value, index) =>
    rows.slice(index * rowsPerStatement, (index + 1) * rowsPerStatement),
  );

const storeCities = async (tx: Ctx): Promise<void> => {
  await tx.db
    .insertInto("cities")
    .values(
      cities.map((city) => ({
        code: city.code,
        jurisdiction_code: demoJurisdiction,
        name_zh: city.zh,
        name_en: city.en,
        synthetic: true,
      })),
    )
    .execute();
};

const storeFirms = async (
  tx: Ctx,
  graded: readonly GradedFirm[],
  createdAt: string,
): Promise<void> => {
  const firms = graded.map(({ firm }) => firm);
  const names = firms.map(({ name }) => indexName(name.zh, name.en));
  await sql`
    insert into enterprises (enterprise_id, credit_code, name, name_en, jurisdiction_code, city_code, division,
                             sector, synthetic, created_at, lines, search_text, pinyin, initials, search_grams)
    select id, code, zh, en, ${demoJurisdiction}, city, division, sector, true, ${createdAt}::timestamptz, lines::text[],
           found_by, pinyin, initials, grams::int[]
    from unnest(${firms.map((firm) => firm.enterpriseId)}::uuid[],
                ${firms.map((firm) => firm.creditCode)}::text[],
                ${firms.map((firm) => firm.name.zh)}::text[],
                ${firms.map((firm) => firm.name.en)}::text[],
                ${firms.map((firm) => firm.city)}::text[],
                ${firms.map((firm) => firm.division)}::text[],
                ${firms.map((firm) => firm.sector)}::text[],
                ${graded.map(({ lines }) => `{${lines.join(",")}}`)}::text[],
                ${names.map(({ search_text }) => search_text)}::text[],
                ${names.map(({ pinyin }) => pinyin)}::text[],
                ${names.map(({ initials }) => initials)}::text[],
                ${names.map(({ search_grams }) => `{${search_grams.join(",")}}`)}::text[])
      as firm (id, code, zh, en, city, division, sector, lines, found_by, pinyin, initials, grams)`.execute(
    tx.db,
  );
};

const storeFacts = async (
  tx: Ctx,
  firms: readonly SyntheticFirm[],
  recordedAt: string,
): Promise<void> => {
  await sql`
    insert into enterprise_facts (enterprise_id, id, recorded_at, facts, actor)
    select enterprise, id, ${recordedAt}::timestamptz, facts::jsonb, ${tx.actor.id}
    from unnest(${firms.map((firm) => firm.enterpriseId)}::uuid[],
                ${firms.map((firm) => firm.factsId)}::uuid[],
                ${firms.map((firm) => JSON.stringify(firm.facts))}::text[])
      as fact (enterprise, id, facts)`.execute(tx.db);
};

const storeGrades = async (
  tx: Ctx,
  graded: readonly GradedFirm[],
  { pack, at }: GradedBy,
): Promise<void> => {
  const rows = graded.flatMap(({ firm, grades }) => grades.map((grade) => ({ firm, ...grade })));
  await sql`
    insert into enterprise_grades (enterprise_id, pack_id, pack_version, object_type, grade, possible, facts_id,
                                   computed_at)
    select enterprise, ${pack.id}, ${pack.version}, type, grade, possible::smallint[], facts, ${at}::timestamptz
    from unnest(${rows.map((row) => row.firm.enterpriseId)}::uuid[],
                ${rows.map((row) => row.type)}::text[],
                ${rows.map((row) => row.grade)}::smallint[],
                ${rows.map((row) => `{${row.possible.join(",")}}`)}::text[],
                ${rows.map((row) => row.firm.factsId)}::uuid[])
      as result (enterprise, type, grade, possible, facts)`.execute(tx.db);
};

/** Must run inside a transaction: either the whole province is there, or nothing of it. */
export const storeProvince = async (
  tx: Ctx,
  graded: readonly GradedFirm[],
  by: GradedBy,
): Promise<void> => {
  await storeCities(tx);
  for (const part of chunks(graded)) {
    const firms = part.map(({ firm }) => firm);
    await storeFirms(tx, part, by.at);
    await storeFacts(tx, firms, by.at);
    await storeGrades(tx, part, by);
  }
};
