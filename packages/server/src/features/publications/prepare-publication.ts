/** Prepares a draft: counts, withholds what would tell of few firms, and keeps only what is left. */

import type { BodyOf, preparePublication as operation, ReplyOf } from "@fenji/contract";
import { suppressTable, type SuppressedTable } from "@fenji/indicators";
import { AppError } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { alignWith, findOnceReleased, ofSameArea, refuseLinked } from "./earlier-publications.ts";
import { lockPublications } from "./lock-publications.ts";
import { requireArea, requireLine, requirePerson } from "./policy.ts";
import { hashBody, type PublicationBody } from "./publication-body.ts";
import { findDraft } from "./queries.ts";
import { areaOf, readJurisdictionTable } from "./read-area.ts";
import { countsSynthetic, readCounts, type Counted, type Counts } from "./read-counts.ts";

type Input = BodyOf<typeof operation>;

interface Prepared {
  readonly counted: Counted;
  readonly counts: Counts;
  readonly suppressed: SuppressedTable;
}

const typeOf = (pack: Pack, id: string) => {
  const type = pack.grading.types.find((one) => one.id === id);
  if (type === undefined) throw new AppError("request.not-found", { what: id });
  return type;
};

/** Totals alone are no table. */
const refuseEmpty = ({ grid }: SuppressedTable, threshold: number): void => {
  const cells = grid.slice(0, -1).flatMap((row) => row.slice(0, -1));
  if (cells.every((cell) => cell === null || cell === 0))
    throw new AppError("publication.too-few", { threshold });
};

const prepare = async (tx: Ctx, pack: Pack, input: Input): Promise<Prepared> => {
  const type = typeOf(pack, input.type);
  const table = await readJurisdictionTable(tx);
  const area = areaOf(table, input.jurisdiction);
  const codes = area.map(({ code }) => code);
  requireArea(tx.actor, input.jurisdiction, codes);
  requireLine(tx.actor, type);
  const jurisdiction = area.find(({ code }) => code === input.jurisdiction);
  if (jurisdiction === undefined)
    throw new AppError("request.not-found", { what: input.jurisdiction });
  const once = await findOnceReleased(tx, { packId: pack.header.id, type: type.id });
  const earlier = ofSameArea(table, input.jurisdiction, once);
  refuseLinked(input, earlier);
  const counted: Counted = { pack, type, jurisdiction, area, rowsBy: input.rowsBy };
  const bodies = earlier.map(({ body }) => body);
  const counts = await readCounts(tx, counted, bodies);
  const suppressed = suppressTable(counts.cells, {
    threshold: input.threshold,
    earlier: bodies.map((body) => alignWith(counts, input.rowsBy, body)),
  });
  refuseEmpty(suppressed, input.threshold);
  return { counted, counts, suppressed };
};

const bodyOf = async (
  tx: Ctx,
  { counted, counts, suppressed }: Prepared,
  input: Input,
): Promise<PublicationBody> => {
  const { jurisdiction, type } = counted;
  const { id, version, title, standing, notice } = counted.pack.header;
  return {
    schema: "fenji-publication/1",
    jurisdiction: {
      code: jurisdiction.code,
      name: { zh: jurisdiction.name_zh, en: jurisdiction.name_en },
    },
    pack: { id, version, title },
    type: { id: type.id, name: type.name },
    rowsBy: counted.rowsBy,
    rows: [...counts.rows],
    columns: [...counts.columns],
    grid: suppressed.grid.map((row) => [...row]),
    threshold: input.threshold,
    countedAt: tx.now().toISOString(),
    synthetic: await countsSynthetic(tx, counted),
    illustrative: standing === "illustrative",
    notice,
    note: input.note,
  };
};

/** @throws AppError `publication.*`, `request.not-found` for an unknown jurisdiction or type. */
export const preparePublication = (
  ctx: Ctx,
  pack: Pack,
  input: Input,
): Promise<ReplyOf<typeof operation>> => {
  requirePerson(ctx.actor);
  return inTransaction(ctx, async (tx) => {
    await lockPublications(tx);
    const prepared = await prepare(tx, pack, input);
    const body = await bodyOf(tx, prepared, input);
    const { withheld } = prepared.suppressed;
    const id = tx.newId();
    const hash = hashBody(body);
    await tx.db
      .insertInto("publications")
      .values({
        id,
        jurisdiction_code: body.jurisdiction.code,
        pack_id: body.pack.id,
        object_type: body.type.id,
        rows_by: body.rowsBy,
        state: "draft",
        body: JSON.stringify(body),
        withheld: JSON.stringify(withheld),
        body_hash: hash,
        prepared_by: tx.actor.id,
        prepared_at: tx.now().toISOString(),
      })
      .execute();
    tx.events.record({
      enterpriseId: null,
      action: "publication.prepared",
      subject: id,
      payload: {
        hash: hash.toString("hex"),
        jurisdiction: body.jurisdiction.code,
        pack: `${body.pack.id}@${body.pack.version}`,
        type: body.type.id,
        rowsBy: body.rowsBy,
        threshold: body.threshold,
        withheld: withheld.length,
      },
    });
    return findDraft(tx, id);
  });
};
