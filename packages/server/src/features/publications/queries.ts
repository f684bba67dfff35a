/** Reads of publications: what everyone signed in sees, and what those see who prepare and review. */

import {
  publicationBody,
  type getPublication,
  type getPublicationDraft,
  type listPublicationDrafts,
  type listPublications,
  type ReplyOf,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { z } from "zod";
import type { Ctx } from "../../platform/ctx.ts";
import { mayReview, supervises } from "./policy.ts";

type Publication = ReplyOf<typeof getPublication>;
type Draft = ReplyOf<typeof getPublicationDraft>;
type Heads = ReplyOf<typeof listPublications>;
type DraftHeads = ReplyOf<typeof listPublicationDrafts>;

interface Page {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const select = (ctx: Ctx) => ctx.db.selectFrom("publications").selectAll();

export type PublicationRow = Awaited<
  ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>
>;

const withheldList = z.array(
  z.object({
    row: z.number(),
    column: z.number(),
    reason: z.enum(["small", "uniform", "change", "withheld-before", "complement"]),
    low: z.number(),
    high: z.number().nullable(),
  }),
);

/** @throws AppError `request.not-found` for what does not exist, or is another jurisdiction's draft. */
export const findRow = async (ctx: Ctx, id: string): Promise<PublicationRow> => {
  const row = await select(ctx).where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: id });
  return row;
};

const isPublic = ({ state }: PublicationRow): boolean =>
  state === "released" || state === "withdrawn";

const toHead = (row: PublicationRow): Heads["publications"][number] => {
  const body = publicationBody.parse(row.body);
  const values = body.grid.flat();
  return {
    id: row.id,
    state: row.state,
    audience: isPublic(row) ? "signed-in" : "reviewers",
    jurisdiction: body.jurisdiction,
    pack: body.pack,
    type: body.type,
    rowsBy: body.rowsBy,
    synthetic: body.synthetic,
    illustrative: body.illustrative,
    countedAt: body.countedAt,
    hash: row.body_hash.toString("hex"),
    values: values.length,
    withheldValues: values.filter((value) => value === null).length,
    releasedAt: isPublic(row) ? row.reviewed_at : null,
    selfReviewed: row.reviewed_by === row.prepared_by,
    withdrawnAt: row.withdrawn_at,
    withdrawnWhy: row.withdrawn_why,
  };
};

const toDraftHead = (ctx: Ctx, row: PublicationRow): DraftHeads["drafts"][number] => ({
  ...toHead(row),
  preparedBy: row.prepared_by,
  preparedAt: row.prepared_at,
  reviewedBy: row.reviewed_by,
  reviewedAt: row.reviewed_at,
  comment: row.review_comment,
  ownWork: row.prepared_by === ctx.actor.id,
  mayReview: row.state === "draft" && mayReview(ctx.actor, row.prepared_by),
});

/** Newest first; one more than asked for tells whether there is a next page. */
const readPage = async (
  ctx: Ctx,
  states: readonly PublicationRow["state"][],
  { cursor, limit }: Page,
): Promise<{ readonly rows: PublicationRow[]; readonly nextCursor: string | null }> => {
  const query = select(ctx)
    .where("state", "in", states)
    .orderBy("id", "desc")
    .limit(limit + 1);
  const found = await (cursor === undefined ? query : query.where("id", "<", cursor)).execute();
  const rows = found.slice(0, limit);
  return { rows, nextCursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
};

export const findPublications = async (ctx: Ctx, page: Page): Promise<Heads> => {
  const { rows, nextCursor } = await readPage(ctx, ["released", "withdrawn"], page);
  return { publications: rows.map(toHead), nextCursor };
};

/** @throws AppError `request.not-found`, for a draft too. */
export const findPublication = async (ctx: Ctx, id: string): Promise<Publication> => {
  const row = await findRow(ctx, id);
  if (!isPublic(row)) throw new AppError("request.not-found", { what: id });
  const body = row.state === "released" ? publicationBody.parse(row.body) : null;
  return { ...toHead(row), body };
};

export const findDrafts = async (ctx: Ctx, page: Page): Promise<DraftHeads> => {
  const { rows, nextCursor } = await readPage(ctx, ["draft", "rejected"], page);
  return { drafts: rows.map((row) => toDraftHead(ctx, row)), nextCursor };
};

/**
 * Also after it was released: why a value was withheld stays on record, for the jurisdiction's own people.
 * @throws AppError `request.not-found`.
 */
export const findDraft = async (ctx: Ctx, id: string): Promise<Draft> => {
  const row = await findRow(ctx, id);
  if (!supervises(ctx.actor, [row.jurisdiction_code]))
    throw new AppError("request.not-found", { what: id });
  return {
    ...toDraftHead(ctx, row),
    body: publicationBody.parse(row.body),
    withheld: withheldList.parse(row.withheld),
  };
};
