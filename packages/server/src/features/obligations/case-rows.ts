/** Rows of cases in the form of the contract. */

import type { FilingCase } from "@fenji/contract";
import { standsOnRegistration } from "@fenji/submission";
import type { Selectable } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import type { Database } from "../../platform/db/schema.ts";
import { namesOfActors } from "../identity/public.ts";

export type CaseRow = Selectable<Database["filing_cases"]> & {
  readonly credit_code: string;
  readonly name: string;
  readonly name_en: string | null;
};

export const selectCases = (tx: Ctx) =>
  tx.db
    .selectFrom("filing_cases as c")
    .innerJoin("enterprises as e", "e.enterprise_id", "c.enterprise_id")
    .selectAll("c")
    .select(["e.credit_code", "e.name", "e.name_en"]);

type Verified = FilingCase["verification"];

const self: Verified = { status: "self-assessed", at: null, by: null, registrationNumber: null };

/** A grade that has moved since it was accepted is the firm's own again, whatever stands in the register. */
export const verificationOf = (
  row: Omit<CaseRow, "credit_code" | "name" | "name_en">,
  names: ReadonlyMap<string, string>,
): Verified => {
  const accepted = row.grade !== null && row.grade === row.accepted_grade;
  const nameOf = (actor: string | null): string | null =>
    actor === null ? null : (names.get(actor) ?? null);
  if (!accepted) return self;
  const registrationNumber = row.registration_number;
  if (row.stage === "verified" || row.stage === "changed")
    return {
      status: "verified",
      at: row.verified_at,
      by: nameOf(row.verified_by),
      registrationNumber,
    };
  if (!standsOnRegistration(row.stage)) return self;
  return {
    status: "registered",
    at: row.registered_at,
    by: nameOf(row.registered_by),
    registrationNumber,
  };
};

const openOf = (row: CaseRow): FilingCase["open"] =>
  row.filing_id === null || row.open_occasion === null || row.open_state === null
    ? null
    : { filingId: row.filing_id, occasion: row.open_occasion, state: row.open_state };

const day = (written: string): string | null => (written === "infinity" ? null : written);

export const toCase = (row: CaseRow, names: ReadonlyMap<string, string>): FilingCase => ({
  enterprise: {
    id: row.enterprise_id,
    creditCode: row.credit_code,
    name: row.name,
    nameEn: row.name_en,
  },
  pack: { id: row.pack_id, version: row.pack_version },
  type: row.object_type,
  line: row.line,
  inScope: row.in_scope,
  stage: row.stage,
  stageSince: row.stage_since,
  grade: row.grade,
  filedGrade: row.filed_grade,
  registrationNumber: row.registration_number,
  verification: verificationOf(row, names),
  open: openOf(row),
  lastFilingId: row.filing_id,
  differs: row.differs,
  changedOn: row.changed_on,
  waitsFor: row.waits_for,
  // The column holds what duesOf gave, or `file`.
  does: row.does as FilingCase["does"],
  dueOn: day(row.due_on),
});

const nodePrefix = "node:";

/** Names of the people and nodes that verified and registered. */
export const namesOfAnswers = async (
  tx: Ctx,
  rows: readonly Pick<CaseRow, "verified_by" | "registered_by">[],
): Promise<ReadonlyMap<string, string>> => {
  const actors = [...new Set(rows.flatMap((row) => [row.verified_by, row.registered_by]))].filter(
    (actor) => actor !== null,
  );
  const nodes = actors
    .filter((actor) => actor.startsWith(nodePrefix))
    .map((actor) => actor.slice(nodePrefix.length));
  const people = await namesOfActors(tx, actors);
  if (nodes.length === 0) return people;
  const peers = await tx.db
    .selectFrom("peers")
    .select(["peer_id", "name"])
    .where("peer_id", "in", nodes)
    .execute();
  return new Map([
    ...people,
    ...peers.map(({ peer_id, name }) => [`${nodePrefix}${peer_id}`, name] as const),
  ]);
};
