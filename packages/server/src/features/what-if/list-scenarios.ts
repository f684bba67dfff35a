/** Reads of saved scenarios: those of the jurisdictions that one sees. */

import type { listScenarios as operation, ReplyOf, Scenario } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { z } from "zod";
import type { Ctx } from "../../platform/ctx.ts";
import { namesOfActors } from "../identity/public.ts";

const savedEdits = z.array(z.object({ path: z.string(), value: z.number() }));

const mostShown = 200;

const select = (ctx: Ctx) => ctx.db.selectFrom("scenarios").selectAll();

export type ScenarioRow = Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>>;

export const ownedBy = ({ actor }: Ctx, { organisation_id }: ScenarioRow): boolean =>
  (actor.standing?.organisationId ?? null) === organisation_id;

const toScenario = (
  ctx: Ctx,
  row: ScenarioRow,
  names: ReadonlyMap<string, string | null>,
): Scenario => ({
  id: row.id,
  name: row.name,
  note: row.note,
  pack: { id: row.pack_id, version: row.pack_version },
  type: row.object_type,
  edits: savedEdits.parse(row.edits),
  createdAt: row.created_at,
  createdBy: row.created_by,
  createdByName: names.get(row.created_by) ?? null,
  own: ownedBy(ctx, row),
});

export const listScenarios = async (
  ctx: Ctx,
  pack: { readonly id: string; readonly version: string },
): Promise<ReplyOf<typeof operation>> => {
  const rows = await select(ctx)
    .where("pack_id", "=", pack.id)
    .where("pack_version", "=", pack.version)
    .where("deleted_at", "is", null)
    .orderBy("created_at", "desc")
    .limit(mostShown)
    .execute();
  const names = await namesOfActors(
    ctx,
    rows.map((row) => row.created_by),
  );
  return { scenarios: rows.map((row) => toScenario(ctx, row, names)) };
};

/** @throws AppError `request.not-found`. */
export const findScenarioRow = async (tx: Ctx, id: string): Promise<ScenarioRow> => {
  const row = await select(tx).where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw new AppError("request.not-found", { what: id });
  return row;
};

export const showScenario = async (tx: Ctx, id: string): Promise<Scenario> => {
  const row = await findScenarioRow(tx, id);
  return toScenario(tx, row, await namesOfActors(tx, [row.created_by]));
};
