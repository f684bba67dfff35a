/** A firm's table mappings: kept, taken out, and shown beside the headings and first rows of a table. */

import {
  tableMapping,
  type PathOf,
  type previewTable,
  type ReplyOf,
  type saveTableMapping as saveOperation,
} from "@fenji/contract";
import { builtInTables, matchTable, type TableMapping } from "@fenji/evidence";
import { previewTables, readContext } from "@fenji/intake";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { requireEnterprise } from "./policy.ts";

type MappingPath = PathOf<typeof saveOperation>;
type Stored = ReplyOf<typeof saveOperation>;
type Preview = ReplyOf<typeof previewTable>;

/** Of one firm. */
const most = 200;

/** The firm's own, the newest first. A stored one that no longer fits its schema is left out. */
const findStored = async (tx: Ctx, enterpriseId: string): Promise<Stored[]> => {
  const rows = await tx.db
    .selectFrom("table_mappings")
    .select(["mapping", "saved_at"])
    .where("enterprise_id", "=", enterpriseId)
    .orderBy("saved_at", "desc")
    .orderBy("id")
    .execute();
  return rows.flatMap(({ mapping, saved_at: savedAt }) => {
    const read = tableMapping.safeParse(mapping);
    return read.success ? [{ mapping: read.data, savedAt }] : [];
  });
};

export const findTableMappings = async (tx: Ctx, enterpriseId: string): Promise<TableMapping[]> =>
  (await findStored(tx, enterpriseId)).map(({ mapping }) => mapping);

export const listTableMappings = async (tx: Ctx, enterpriseId: string): Promise<Stored[]> => {
  await requireEnterprise(tx, enterpriseId);
  const builtIn = builtInTables.map((mapping) => ({
    mapping: tableMapping.parse(mapping),
    savedAt: null,
  }));
  return [...(await findStored(tx, enterpriseId)), ...builtIn];
};

const record = (
  tx: Ctx,
  { enterpriseId, mappingId }: MappingPath,
  did: "saved" | "deleted",
): void =>
  tx.events.record({
    enterpriseId: enterpriseId as EnterpriseId,
    action: `table-mapping.${did}`,
    subject: mappingId,
    payload: {},
  });

/** @throws AppError `request.invalid` where body and path name different mappings, `evidence.too-many-mappings` */
export const saveTableMapping = (
  ctx: Ctx,
  path: MappingPath,
  mapping: Stored["mapping"],
): Promise<Stored> =>
  inTransaction(ctx, async (tx) => {
    const { enterpriseId, mappingId } = path;
    await requireEnterprise(tx, enterpriseId);
    if (mapping.id !== mappingId)
      throw new AppError("request.invalid", { at: "id", detail: mappingId });
    const known = await findStored(tx, enterpriseId);
    if (known.length >= most && !known.some((one) => one.mapping.id === mappingId))
      throw new AppError("evidence.too-many-mappings", { limit: most });
    const own = { ...mapping, standing: "own" as const };
    const savedAt = tx.now().toISOString();
    const row = { mapping: JSON.stringify(own), saved_by: tx.actor.id, saved_at: savedAt };
    await tx.db
      .insertInto("table_mappings")
      .values({ enterprise_id: enterpriseId, id: mappingId, ...row })
      .onConflict((conflict) => conflict.columns(["enterprise_id", "id"]).doUpdateSet(row))
      .execute();
    record(tx, path, "saved");
    return { mapping: own, savedAt };
  });

/** @throws AppError `request.not-found` */
export const deleteTableMapping = (ctx: Ctx, path: MappingPath): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const deleted = await tx.db
      .deleteFrom("table_mappings")
      .where("enterprise_id", "=", path.enterpriseId)
      .where("id", "=", path.mappingId)
      .executeTakeFirst();
    if (deleted.numDeletedRows === 0n)
      throw new AppError("request.not-found", { what: path.mappingId });
    record(tx, path, "deleted");
  });

export interface PreviewAsked {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly own: readonly TableMapping[];
  readonly nowMs: number;
}

/** Nothing of the file is kept. @throws AppError `evidence.*` */
export const previewOf = async ({ bytes, own, nowMs }: PreviewAsked): Promise<Preview> => {
  const tables = await previewTables(bytes, readContext(nowMs));
  return {
    tables: tables.map(({ sheet, headings, headingAt, rows }) => {
      const match = matchTable(headings, [...own, ...builtInTables]);
      return {
        sheet,
        headings: [...headings],
        headingAt,
        rows: rows.map(({ cells, places }) => ({ cells: [...cells], places: [...places] })),
        known:
          match === undefined
            ? null
            : {
                id: match.mapping.id,
                name: match.mapping.name,
                as: match.kind,
                missing: [...match.missing],
              },
      };
    }),
  };
};
