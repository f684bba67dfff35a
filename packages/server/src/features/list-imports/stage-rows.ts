/** Compares one part of a list with the registry, grades it, and puts what is good aside for the import. */

import { AppError } from "@fenji/kernel";
import type { Facts, Pack } from "@fenji/regime";
import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { indexName } from "../enterprises/public.ts";
import { gradeRows, type RowGrades } from "./grade-rows.ts";
import type { ListedFirm, RowError } from "./read-firm.ts";

export interface Staging {
  readonly importId: string;
  readonly pack: Pack;
  readonly existing: "update" | "skip";
  /** The list says something of facts, so that its firms are graded. */
  readonly hasFacts: boolean;
}

export interface Staged {
  readonly errors: readonly RowError[];
  readonly added: number;
  readonly known: number;
  readonly skipped: number;
}

interface Registered {
  readonly id: string;
  readonly factsId: string | null;
  readonly facts: Facts | null;
}

/** Firms of these codes in scope, with their newest facts. */
const findRegistered = async (
  tx: Ctx,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Registered>> => {
  const { rows } = await sql<Registered & { code: string }>`
    select e.credit_code as code, e.enterprise_id as id, f.id as "factsId", f.facts
      from enterprises e
      left join lateral (select id, facts from enterprise_facts f where f.enterprise_id = e.enterprise_id
                          order by recorded_at desc, id desc limit 1) f on true
     where e.credit_code = any (${codes}::text[])`.execute(tx.db);
  return new Map(rows.map(({ code, ...registered }) => [code, registered]));
};

const findHeld = async (tx: Ctx, codes: readonly string[]): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ code: string }>`
    select code from fenji_codes_held(${codes}::text[]) as code`.execute(tx.db);
  return new Set(rows.map(({ code }) => code));
};

interface Row {
  readonly firm: ListedFirm;
  readonly registered: Registered | undefined;
  readonly facts: Facts | null;
  readonly grades: RowGrades | null;
}

/** A regime may ask as a fact what the registry keeps as the division. */
const divisionFact = "division";

/** What the list says goes over what was known; an empty cell leaves it. */
const factsOf = (
  { firm, registered }: Pick<Row, "firm" | "registered">,
  { pack }: Staging,
): Facts => {
  const facts: Record<string, Facts[string]> = { ...registered?.facts };
  const asked = pack.grading.facts.find(({ id }) => id === divisionFact);
  if (asked?.kind === "choice" && asked.options.some(({ id }) => id === firm.division.code))
    facts[divisionFact] = firm.division.code;
  return { ...facts, ...firm.facts };
};

const withGrades = (
  firms: readonly Pick<Row, "firm" | "registered">[],
  staging: Staging,
): readonly Row[] => {
  if (!staging.hasFacts) return firms.map((one) => ({ ...one, facts: null, grades: null }));
  const facts = firms.map((one) => factsOf(one, staging));
  const graded = gradeRows(staging.pack, facts);
  return firms.map((one, index) => ({
    ...one,
    facts: facts[index] ?? null,
    grades: graded[index] ?? null,
  }));
};

const list = (values: readonly (string | number | null)[]): string =>
  `{${values.map((value) => value ?? "NULL").join(",")}}`;

/** Returns the codes that were not staged before. */
const insertRows = async (
  tx: Ctx,
  rows: readonly Row[],
  importId: string,
): Promise<ReadonlySet<string>> => {
  const names = rows.map(({ firm }) => indexName(firm.name, firm.nameEn));
  const inserted = await sql<{ code: string }>`
    insert into staged_enterprises (import_id, credit_code, row_no, firm, known, name, name_en, jurisdiction_code, city_code,
      division, sector, lines, search_text, pinyin, initials, search_grams, facts_id, facts, based_on, top_grade, types, grades, possible)
    select ${importId}, code, row_no, firm, known, name, name_en, jurisdiction, city, division, sector, lines::text[],
           found_by, pinyin, initials, grams::int[], facts_id, facts::jsonb, based_on, top, types::text[], grades::smallint[], possible::text[]
    from unnest(${rows.map(({ firm }) => firm.creditCode)}::text[],
                ${rows.map(({ firm }) => firm.row)}::int8[],
                ${rows.map(({ registered }) => registered?.id ?? tx.newId())}::uuid[],
                ${rows.map(({ registered }) => registered !== undefined)}::bool[],
                ${rows.map(({ firm }) => firm.name)}::text[],
                ${rows.map(({ firm }) => firm.nameEn)}::text[],
                ${rows.map(({ firm }) => firm.jurisdiction)}::text[],
                ${rows.map(({ firm }) => firm.city)}::text[],
                ${rows.map(({ firm }) => firm.division.code)}::text[],
                ${rows.map(({ firm }) => firm.division.sector)}::text[],
                ${rows.map(({ grades }) => (grades === null ? null : list(grades.lines)))}::text[],
                ${names.map(({ search_text }) => search_text)}::text[],
                ${names.map(({ pinyin }) => pinyin)}::text[],
                ${names.map(({ initials }) => initials)}::text[],
                ${names.map(({ search_grams }) => list(search_grams))}::text[],
                ${rows.map(({ facts }) => (facts === null ? null : tx.newId()))}::uuid[],
                ${rows.map(({ facts }) => (facts === null ? null : JSON.stringify(facts)))}::text[],
                ${rows.map(({ registered }) => registered?.factsId ?? null)}::uuid[],
                ${rows.map(({ grades }) => grades?.top ?? 0)}::smallint[],
                ${rows.map(({ grades }) => list(grades?.types ?? []))}::text[],
                ${rows.map(({ grades }) => list(grades?.grades ?? []))}::text[],
                ${rows.map(({ grades }) => `{${(grades?.possible ?? []).map((ranks) => `"${ranks.join(",")}"`).join(",")}}`)}::text[])
      as r (code, row_no, firm, known, name, name_en, jurisdiction, city, division, sector, lines, found_by, pinyin, initials, grams,
            facts_id, facts, based_on, top, types, grades, possible)
    on conflict (import_id, credit_code) do nothing
    returning credit_code as code`.execute(tx.db);
  return new Set(inserted.rows.map(({ code }) => code));
};

const failed = ({ row }: ListedFirm, error: AppError): RowError => ({ row, column: -1, error });

/** By another's line the row would be beyond the reach of who imports it. */
const outsideLine = (tx: Ctx, { grades }: Row): boolean => {
  const { scope } = tx.actor;
  return (
    scope.kind === "jurisdiction" &&
    grades !== null &&
    !grades.lines.some((line) => scope.lines.includes(line))
  );
};

/** In one file a code counts once: the first row of it. */
const splitDuplicates = (firms: readonly ListedFirm[]) => {
  const seen = new Map<string, ListedFirm>();
  const again: ListedFirm[] = [];
  for (const firm of firms)
    if (seen.has(firm.creditCode)) again.push(firm);
    else seen.set(firm.creditCode, firm);
  return { first: [...seen.values()], again };
};

export const stageRows = async (
  tx: Ctx,
  firms: readonly ListedFirm[],
  staging: Staging,
): Promise<Staged> => {
  const { first, again } = splitDuplicates(firms);
  const codes = first.map(({ creditCode }) => creditCode);
  const registered = await findRegistered(tx, codes);
  const held = await findHeld(tx, codes);
  const errors = again.map((firm) =>
    failed(firm, new AppError("list.duplicate", { creditCode: firm.creditCode })),
  );
  const good: Pick<Row, "firm" | "registered">[] = [];
  let skipped = 0;
  for (const firm of first) {
    const { creditCode } = firm;
    const known = registered.get(creditCode);
    if (known === undefined && held.has(creditCode))
      errors.push(failed(firm, new AppError("list.elsewhere", { creditCode })));
    else if (known !== undefined && staging.existing === "skip") skipped += 1;
    else good.push({ firm, registered: known });
  }
  const rows = withGrades(good, staging).filter((row) => {
    if (!outsideLine(tx, row)) return true;
    errors.push(failed(row.firm, new AppError("list.outside-line", {})));
    return false;
  });
  const staged =
    rows.length === 0 ? new Set<string>() : await insertRows(tx, rows, staging.importId);
  for (const { firm } of rows)
    if (!staged.has(firm.creditCode))
      errors.push(failed(firm, new AppError("list.duplicate", { creditCode: firm.creditCode })));
  const kept = rows.filter(({ firm }) => staged.has(firm.creditCode));
  const known = kept.filter((row) => row.registered !== undefined).length;
  return { errors, added: kept.length - known, known, skipped };
};
