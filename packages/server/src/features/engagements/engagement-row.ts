/** An engagement as the database holds it, with its team and signatures. */

import type { getEngagement, ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";

type Shown = ReplyOf<typeof getEngagement>;

export type TeamRole = Shown["myRoles"][number];

export type Stage = Shown["stage"];

export type SignatureStep = Shown["signatures"][number]["step"];

/** People by id; names are looked up where they are shown. A type, as a JSON column cannot be taken for an interface. */
export type Plan = {
  readonly statement: string;
  readonly excluded: Shown["scope"]["excluded"];
  readonly samples: readonly (Omit<Shown["samples"][number], "drawnBy"> & {
    readonly drawnBy: string;
  })[];
  readonly assignments: Shown["assignments"];
  readonly plannedCutOff: string | null;
};

export interface Start {
  readonly confirmedAt: string;
  readonly confirmedBy: string;
  readonly activeScans: NonNullable<Shown["start"]>["activeScans"];
}

export type HistoryStep = {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly by: string;
  readonly did: string;
  readonly to: Stage | null;
  readonly reason: string | null;
};

export interface SignatureRow {
  readonly step: SignatureStep;
  readonly version: number;
  readonly person: string;
  readonly role: TeamRole;
  readonly at: string;
  readonly contentHash: string;
  readonly attestation: Shown["signatures"][number]["attestation"];
  readonly withdrawn: { readonly at: string; readonly by: string; readonly reason: string } | null;
}

export interface EngagementPath {
  readonly enterpriseId: string;
  readonly engagementId: string;
}

const select = (tx: Ctx) =>
  tx.db
    .selectFrom("engagements")
    .select(["enterprise_id", "id", "number", "title", "kind", "organisation_id"])
    .select(["pack_id", "pack_version", "object_type", "grade", "grade_basis", "stage", "version"])
    .select(["plan", "start", "field_from", "field_until", "cut_off", "history"])
    .select(["frozen", "frozen_hash", "created_at", "created_by"]);

type Row = Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number];

const toEngagement = (row: Row) => ({
  enterpriseId: row.enterprise_id,
  id: row.id,
  number: row.number,
  title: row.title,
  kind: row.kind,
  organisationId: row.organisation_id,
  pack: { id: row.pack_id, version: row.pack_version },
  type: row.object_type,
  grade: row.grade,
  gradeBasis: row.grade_basis,
  stage: row.stage,
  version: row.version,
  // The JSON columns were written by this program in these shapes.
  plan: row.plan as Plan,
  start: row.start as Start | null,
  fieldFrom: row.field_from,
  fieldUntil: row.field_until,
  cutOff: row.cut_off,
  history: row.history as readonly HistoryStep[],
  frozen: row.frozen,
  frozenHash: row.frozen_hash,
  createdAt: row.created_at,
  createdBy: row.created_by,
});

export type EngagementRow = ReturnType<typeof toEngagement>;

export interface Engagement extends EngagementRow {
  readonly team: readonly { readonly person: string; readonly role: TeamRole }[];
  /** Of all versions, in the order in which they were given; withdrawn ones among them. */
  readonly signatures: readonly SignatureRow[];
}

const findTeam = (tx: Ctx, { enterpriseId, id }: EngagementRow) =>
  tx.db
    .selectFrom("engagement_members")
    .where("enterprise_id", "=", enterpriseId)
    .where("engagement_id", "=", id)
    .select(["person", "role"])
    .orderBy("role")
    .orderBy("person")
    .execute();

const findSignatures = async (
  tx: Ctx,
  { enterpriseId, id }: EngagementRow,
): Promise<SignatureRow[]> => {
  const rows = await tx.db
    .selectFrom("engagement_signatures")
    .where("enterprise_id", "=", enterpriseId)
    .where("engagement_id", "=", id)
    .selectAll()
    .orderBy("at")
    .execute();
  return rows.map((row) => ({
    step: row.step,
    version: row.version,
    person: row.person,
    role: row.role,
    at: row.at,
    contentHash: row.content_hash,
    attestation: row.attestation as SignatureRow["attestation"],
    withdrawn: row.withdrawn as SignatureRow["withdrawn"],
  }));
};

/** Those that count: of the report as it is now. */
export const signaturesNow = ({ version, signatures }: Engagement): readonly SignatureRow[] =>
  signatures.filter((one) => one.version === version && one.withdrawn === null);

const withParts = async (tx: Ctx, row: Row | undefined, id: string): Promise<Engagement> => {
  if (row === undefined) throw new AppError("request.not-found", { what: id });
  const engagement = toEngagement(row);
  return {
    ...engagement,
    team: await findTeam(tx, engagement),
    signatures: await findSignatures(tx, engagement),
  };
};

const byPath = (tx: Ctx, { enterpriseId, engagementId }: EngagementPath) =>
  select(tx).where("enterprise_id", "=", enterpriseId).where("id", "=", engagementId);

/** @throws AppError `request.not-found`. */
export const findEngagement = async (tx: Ctx, path: EngagementPath): Promise<Engagement> =>
  withParts(tx, await byPath(tx, path).executeTakeFirst(), path.engagementId);

/** One change of an engagement at a time, until the transaction ends. @throws AppError `request.not-found`. */
export const lockEngagement = async (tx: Ctx, path: EngagementPath): Promise<Engagement> =>
  withParts(tx, await byPath(tx, path).forUpdate().executeTakeFirst(), path.engagementId);

export const findEngagementRows = async (
  tx: Ctx,
  enterpriseId: string,
  page: { readonly before: string | null; readonly limit: number },
): Promise<EngagementRow[]> => {
  let rows = select(tx).where("enterprise_id", "=", enterpriseId);
  if (page.before !== null) rows = rows.where("id", "<", page.before);
  return (await rows.orderBy("id", "desc").limit(page.limit).execute()).map(toEngagement);
};
