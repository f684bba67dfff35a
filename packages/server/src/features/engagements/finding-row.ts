/** A finding as the database holds it. */

import type { getFinding, ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { Ctx } from "../../platform/ctx.ts";

type Shown = ReplyOf<typeof getFinding>;

export type Subject = {
  readonly kind: Shown["subjects"][number]["kind"];
  readonly id: string;
};

export type Closing = {
  readonly at: string;
  readonly by: string;
  readonly how: "evidence" | "check";
  readonly note: string | null;
};

export type FindingSubject = Subject & {
  /** Elements that evidence contradicted on it when it was raised; where there are none, only a check closes it. */
  readonly elements: readonly string[];
  readonly closed: Closing | null;
};

export interface Rectification {
  readonly owner: string;
  readonly state: "planned" | "inProgress" | "done";
  readonly steps: readonly {
    readonly at: string;
    readonly by: string;
    readonly note: string;
    readonly evidence: readonly string[];
    readonly state: "planned" | "inProgress" | "done";
  }[];
}

const select = (tx: Ctx) =>
  tx.db
    .selectFrom("findings as f")
    .innerJoin("engagements as e", (join) =>
      join.onRef("e.enterprise_id", "=", "f.enterprise_id").onRef("e.id", "=", "f.engagement_id"),
    )
    .select(["f.enterprise_id", "f.id", "f.number", "f.engagement_id", "f.pack_id"])
    .select(["f.pack_version", "f.object_type", "f.requirement_id", "f.title", "f.severity"])
    .select(["f.risk", "f.recommendation", "f.subjects", "f.state", "f.raised_at", "f.raised_by"])
    .select(["f.closed_at", "f.repeats", "f.rectification", "f.due_on"])
    .select(["e.number as engagement_number"])
    .select((eb) =>
      eb
        .selectFrom("findings as later")
        .whereRef("later.enterprise_id", "=", "f.enterprise_id")
        .whereRef("later.repeats", "=", "f.number")
        .select((later) => later.fn.max("later.number").as("number"))
        .as("repeated_by"),
    );

type Row = Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number];

/** The JSON columns were written by this program in these shapes. */
const toFinding = (row: Row) => ({
  enterpriseId: row.enterprise_id,
  id: row.id,
  number: row.number,
  engagement: { id: row.engagement_id, number: row.engagement_number },
  pack: { id: row.pack_id, version: row.pack_version },
  type: row.object_type,
  requirement: row.requirement_id,
  title: row.title,
  severity: row.severity,
  risk: row.risk,
  recommendation: row.recommendation,
  subjects: row.subjects as readonly FindingSubject[],
  state: row.state,
  raisedAt: row.raised_at,
  raisedBy: row.raised_by,
  closedAt: row.closed_at,
  repeats: row.repeats,
  repeatedBy: row.repeated_by,
  rectification: row.rectification as Rectification | null,
  dueOn: row.due_on,
});

export type FindingRow = ReturnType<typeof toFinding>;

export interface FindingFilter {
  readonly state?: "open" | "closed" | undefined;
  readonly engagement?: string | undefined;
  readonly requirement?: string | undefined;
  /** Of the pack whatever its version, and the type. */
  readonly of?: { readonly packId: string; readonly type: string };
  readonly before?: string | null;
  readonly limit?: number;
}

/** Newest first. */
export const findFindings = async (
  tx: Ctx,
  enterpriseId: string,
  filter: FindingFilter,
): Promise<FindingRow[]> => {
  let rows = select(tx).where("f.enterprise_id", "=", enterpriseId);
  if (filter.state !== undefined) rows = rows.where("f.state", "=", filter.state);
  if (filter.engagement !== undefined) rows = rows.where("f.engagement_id", "=", filter.engagement);
  if (filter.requirement !== undefined)
    rows = rows.where("f.requirement_id", "=", filter.requirement);
  if (filter.of !== undefined)
    rows = rows
      .where("f.pack_id", "=", filter.of.packId)
      .where("f.object_type", "=", filter.of.type);
  if (typeof filter.before === "string") rows = rows.where("f.id", "<", filter.before);
  if (filter.limit !== undefined) rows = rows.limit(filter.limit);
  return (await rows.orderBy("f.id", "desc").execute()).map(toFinding);
};

export interface FindingPath {
  readonly enterpriseId: string;
  readonly findingId: string;
}

const one = (tx: Ctx, { enterpriseId, findingId }: FindingPath) =>
  select(tx).where("f.enterprise_id", "=", enterpriseId).where("f.id", "=", findingId);

/** @throws AppError `request.not-found`. */
export const findFinding = async (tx: Ctx, path: FindingPath): Promise<FindingRow> => {
  const row = await one(tx, path).executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: path.findingId });
  return toFinding(row);
};

/** Open, and nobody else's to change until the transaction ends. @throws AppError `request.not-found`, `finding.closed`. */
export const lockOpenFinding = async (tx: Ctx, path: FindingPath): Promise<FindingRow> => {
  const row = await one(tx, path).forUpdate("f").executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: path.findingId });
  if (row.state === "closed") throw new AppError("finding.closed", { number: row.number });
  return toFinding(row);
};

export const sameSubject = (a: Subject, b: Subject): boolean => a.kind === b.kind && a.id === b.id;

export const openSubjects = ({ subjects }: Pick<FindingRow, "subjects">): readonly Subject[] =>
  subjects.filter(({ closed }) => closed === null).map(({ kind, id }) => ({ kind, id }));
