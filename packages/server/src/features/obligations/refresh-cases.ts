/** Computes the cases of enterprises anew from their filings, in the transaction that has changed those. */

import type { Due } from "@fenji/contract";
import { standsOnRegistration } from "@fenji/submission";
import type { Pack } from "@fenji/regime";
import { sql } from "kysely";
import { asNode } from "../../platform/auth/identity-ctx.ts";
import type { Ctx } from "../../platform/ctx.ts";
import { packLibrary, type PackLibrary } from "../packs/public.ts";
import { caseFromFilings, type CaseSoFar } from "./case-from-filings.ts";
import { changedFacts } from "./changed-facts.ts";
import { chinaDate } from "./china-date.ts";
import { duesOf, type CaseDays } from "./dues-of.ts";
import { findHeldFilings, type FiledBy } from "./held-filings.ts";
import { obligationsOf } from "./obligations-of.ts";

const findCases = (tx: Ctx, enterpriseIds: readonly string[]) =>
  tx.db
    .selectFrom("filing_cases")
    .selectAll()
    .where("enterprise_id", "in", enterpriseIds)
    .orderBy("enterprise_id")
    .orderBy("pack_id")
    .orderBy("object_type")
    .forUpdate()
    .execute();

type CaseRow = Awaited<ReturnType<typeof findCases>>[number];

/** One graded type of one enterprise under one pack. */
interface CaseKey {
  readonly enterpriseId: string;
  readonly packId: string;
  readonly type: string;
}

const keysOf = (filed: readonly FiledBy[], rows: readonly CaseRow[]): readonly CaseKey[] => {
  const keys = new Map<string, CaseKey>();
  const add = (key: CaseKey): void => void keys.set(Object.values(key).join(" "), key);
  for (const { enterpriseId, packId, filings } of filed)
    for (const { type } of filings.flatMap(({ grades }) => grades))
      add({ enterpriseId, packId, type });
  for (const row of rows)
    add({ enterpriseId: row.enterprise_id, packId: row.pack_id, type: row.object_type });
  return [...keys.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
};

/** The newest version of a pack that this node has. */
const packOf = ({ regimes, defaultRegime }: PackLibrary, id: string): Pack | undefined =>
  defaultRegime.header.id === id
    ? defaultRegime
    : regimes.findLast(({ header }) => header.id === id);

export const lineOf = (pack: Pack | undefined, type: string): CaseRow["line"] =>
  pack?.grading.types.find(({ id }) => id === type)?.supervision ?? "both";

/** What the days of a case are, for computing what is due. */
export const daysOf = (
  so: CaseSoFar,
  of: Pick<CaseDays, "type" | "grade" | "inScope" | "scopeSince" | "changedOn">,
): CaseDays => ({
  ...of,
  stage: so.stage,
  open: so.open,
  openSince: so.openSince === null ? null : chinaDate(so.openSince),
  registeredOn: so.registered === null ? null : chinaDate(so.registered.at),
  assessedOn: so.assessedAt === null ? null : chinaDate(so.assessedAt),
});

/** The supervisor must look at a filing that is open whether or not the pack says by when. */
const waitsFor = (so: CaseSoFar, next: Due | undefined): CaseRow["waits_for"] => {
  if (so.open?.state === "submitted" || so.open?.state === "verified") return "supervisor";
  if (so.open?.state === "returned") return "enterprise";
  return next?.by ?? null;
};

interface Rewriting {
  readonly tx: Ctx;
  readonly library: PackLibrary;
  readonly changed: ReadonlySet<string>;
}

const rewritten = (
  { tx, library, changed }: Rewriting,
  key: CaseKey,
  { row, filed }: { readonly row: CaseRow | undefined; readonly filed: FiledBy | undefined },
) => {
  const pack = packOf(library, key.packId);
  const line = lineOf(pack, key.type);
  const so = caseFromFilings(filed?.filings ?? [], { type: key.type, line });
  const today = chinaDate(tx.now());
  const grade = row === undefined ? (so.baseline?.held ?? null) : row.grade;
  const moved =
    standsOnRegistration(so.stage) &&
    so.open?.occasion !== "change" &&
    (grade !== (so.baseline?.held ?? null) || changed.has(key.enterpriseId));
  const changedOn = moved ? (row?.changed_on ?? today) : null;
  const inScope = row?.in_scope ?? true;
  const scopeSince = row?.scope_since ?? chinaDate(so.stageSince ?? tx.now());
  const days = daysOf(so, { type: key.type, grade, inScope, scopeSince, changedOn });
  const [next] = duesOf(days, {
    obligations: obligationsOf(pack),
    sources: [],
    calendar: library.workingDays,
    today,
  });
  const unfiled = so.stage === "unfiled" && inScope;
  return {
    enterprise_id: key.enterpriseId,
    pack_id: key.packId,
    object_type: key.type,
    pack_version: row?.pack_version ?? pack?.header.version ?? "",
    line,
    in_scope: inScope,
    scope_since: scopeSince,
    grade,
    filed_grade: so.baseline?.filed ?? null,
    held_grade: so.baseline?.held ?? null,
    accepted_grade: so.accepted?.held ?? null,
    stage: so.stage,
    stage_since: so.stageSince ?? row?.stage_since ?? tx.now().toISOString(),
    filing_id: so.lastFilingId,
    open_occasion: so.open?.occasion ?? null,
    open_state: so.open?.state ?? null,
    registration_number: so.registrationNumber,
    verified_at: so.verified?.at ?? null,
    verified_by: so.verified?.by ?? null,
    registered_at: so.registered?.at ?? null,
    registered_by: so.registered?.by ?? null,
    assessed_at: so.assessedAt,
    differs: so.differs,
    changed_on: changedOn,
    waits_for: unfiled ? "enterprise" : waitsFor(so, next),
    does: unfiled ? "file" : (next?.does ?? null),
    deadline: next?.deadline ?? null,
    due_on: next?.dueOn ?? "infinity",
  };
};

type Rewritten = ReturnType<typeof rewritten>;

const columns = [
  "enterprise_id uuid",
  "pack_id text",
  "object_type text",
  "pack_version text",
  "line text",
  "in_scope boolean",
  "scope_since date",
  "grade smallint",
  "filed_grade smallint",
  "held_grade smallint",
  "accepted_grade smallint",
  "stage text",
  "stage_since timestamptz",
  "filing_id uuid",
  "open_occasion text",
  "open_state text",
  "registration_number text",
  "verified_at timestamptz",
  "verified_by text",
  "registered_at timestamptz",
  "registered_by text",
  "assessed_at timestamptz",
  "differs boolean",
  "changed_on date",
  "waits_for text",
  "does text",
  "deadline text",
  "due_on date",
];

const names = columns.map((column) => column.split(" ")[0] ?? "");

/** One statement; a case that was not there is put beside its enterprise. */
const store = async (tx: Ctx, rows: readonly Rewritten[]): Promise<void> => {
  const listed = sql.join(names.map((name) => sql.ref(name)));
  const given = sql.join(names.map((name) => sql.ref(`given.${name}`)));
  const set = sql.join(
    names.slice(3).map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`),
  );
  await sql`
    insert into filing_cases (${listed}, jurisdiction_code)
    select ${given}, e.jurisdiction_code
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (${sql.raw(columns.join(", "))})
      join enterprises e using (enterprise_id)
     order by enterprise_id, pack_id, object_type
    on conflict (enterprise_id, pack_id, object_type) do update set ${set}`.execute(tx.db);
};

/**
 * Inside a transaction that has written filings, grades or facts of these enterprises. Cases of every line are computed,
 * whoever acts.
 */
export const refreshCases = async (tx: Ctx, enterpriseIds: readonly string[]): Promise<void> => {
  const ids = [...new Set(enterpriseIds)].toSorted();
  if (ids.length === 0) return;
  const library = await packLibrary();
  await asNode(tx, async () => {
    const rows = await findCases(tx, ids);
    const filed = await findHeldFilings(tx, ids);
    const keys = keysOf(filed, rows);
    if (keys.length === 0) return;
    const changed = await changedFacts(tx, { library, filed });
    const rewriting = { tx, library, changed: new Set(changed.keys()) };
    await store(
      tx,
      keys.map((key) =>
        rewritten(rewriting, key, {
          row: rows.find(
            (row) =>
              row.enterprise_id === key.enterpriseId &&
              row.pack_id === key.packId &&
              row.object_type === key.type,
          ),
          filed: filed.find(
            (one) => one.enterpriseId === key.enterpriseId && one.packId === key.packId,
          ),
        }),
      ),
    );
  });
};
