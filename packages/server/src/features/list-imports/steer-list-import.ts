/** The steps of an import that a person decides: how the dry run goes, whether it is taken in, whether it is broken off. */

import type { BodyOf, checkList as checkOperation, ListImport } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { listFields } from "./list-fields.ts";
import { findListImport, sheetsOf, type ListImportRow } from "./list-job.ts";
import { readListImport } from "./list-queries.ts";

type State = ListImportRow["state"];

/** Locked, so that two people do not decide at once. @throws AppError `list.state`. */
const requireState = async (
  tx: Ctx,
  id: string,
  states: readonly State[],
): Promise<ListImportRow> => {
  await tx.db
    .selectFrom("list_imports")
    .where("id", "=", id)
    .select("id")
    .forUpdate()
    .executeTakeFirst();
  const row = await findListImport(tx, id);
  if (!states.includes(row.state)) throw new AppError("list.state", { state: row.state });
  return row;
};

const requireMapping = (pack: Pack, mapping: readonly (string | null)[]): void => {
  const fields = new Map(listFields(pack).map((field) => [field.id, field]));
  const used = mapping.filter((id) => id !== null);
  for (const [index, id] of used.entries()) {
    const field = fields.get(id);
    if (field === undefined) throw new AppError("list.unknown-field", { field: id });
    if (used.indexOf(id) !== index)
      throw new AppError("list.column-twice", { field: `${field.label.zh} ${field.label.en}` });
  }
  for (const { id, label, required } of fields.values())
    if (required && !used.includes(id))
      throw new AppError("list.unmapped", { field: `${label.zh} ${label.en}` });
};

/** @throws AppError `request.not-found`, `list.state`, `list.unmapped`, `list.column-twice`, `list.unknown-field`. */
export const startCheck = (
  ctx: Ctx,
  pack: Pack,
  {
    importId,
    sheet,
    mapping,
    existing,
  }: BodyOf<typeof checkOperation> & { readonly importId: string },
): Promise<ListImport> =>
  inTransaction(ctx, async (tx) => {
    const row = await requireState(tx, importId, ["uploaded", "checked", "failed", "cancelled"]);
    if (!sheetsOf(row).some(({ name }) => name === sheet))
      throw new AppError("list.unknown-field", { field: sheet });
    requireMapping(pack, mapping);
    await tx.db.deleteFrom("staged_enterprises").where("import_id", "=", importId).execute();
    await tx.db.deleteFrom("list_import_errors").where("import_id", "=", importId).execute();
    await tx.db
      .updateTable("list_imports")
      .set({
        state: "checking",
        // Whoever decides answers for it, and it goes no further than they may.
        actor: tx.actor.id,
        scope: JSON.stringify(tx.actor.scope),
        sheet,
        mapping: JSON.stringify(mapping),
        existing,
        last_row: 0,
        rows_read: 0,
        rows_bad: 0,
        rows_new: 0,
        rows_known: 0,
        rows_skipped: 0,
        rows_imported: 0,
        problem: null,
        finished_at: null,
      })
      .where("id", "=", importId)
      .execute();
    return readListImport(tx, importId);
  });

/** @throws AppError `request.not-found`, `list.state`, `list.empty` where no row is good. */
export const startImport = (ctx: Ctx, importId: string): Promise<ListImport> =>
  inTransaction(ctx, async (tx) => {
    const row = await requireState(tx, importId, ["checked"]);
    if (row.rows_new + row.rows_known === 0) throw new AppError("list.empty", {});
    await tx.db
      .updateTable("list_imports")
      .set({
        state: "importing",
        actor: tx.actor.id,
        scope: JSON.stringify(tx.actor.scope),
        rows_imported: 0,
      })
      .where("id", "=", importId)
      .execute();
    return readListImport(tx, importId);
  });

/** Nothing of it is in the registry afterwards. @throws AppError `request.not-found`, `list.state`. */
export const cancelImport = (ctx: Ctx, importId: string): Promise<ListImport> =>
  inTransaction(ctx, async (tx) => {
    await requireState(tx, importId, ["uploaded", "checking", "checked", "importing", "failed"]);
    await tx.db
      .updateTable("list_imports")
      .set({ state: "cancelled", finished_at: tx.now().toISOString() })
      .where("id", "=", importId)
      .execute();
    await tx.db.deleteFrom("staged_enterprises").where("import_id", "=", importId).execute();
    return readListImport(tx, importId);
  });
