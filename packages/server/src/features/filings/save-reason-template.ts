/** Adds a template of a reason for a return, or changes one. */

import type { BodyOf, createReasonTemplate } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { packLibrary } from "../packs/public.ts";
import { findReasonTemplate, type ReasonTemplate } from "./reason-templates.ts";

type Given = BodyOf<typeof createReasonTemplate>;

/** An item may be of any version of the pack that this node has. @throws AppError `pack.not-found`, `filing.unknown-item`. */
const requireItem = async ({ pack: id, item }: Given): Promise<void> => {
  const { regimes } = await packLibrary();
  const versions = regimes.filter(({ header }) => header.id === id);
  if (versions.length === 0) throw new AppError("pack.not-found", { pack: id });
  const isKnown = versions.some(({ grading, requirements }) =>
    [...grading.facts, ...requirements].some((one) => one.id === item),
  );
  if (item !== null && !isKnown) throw new AppError("filing.unknown-item", { pack: id, item });
};

/** @throws AppError `pack.not-found`, `filing.unknown-item`; `request.not-found` for an id that is not there. */
export const saveReasonTemplate = async (
  ctx: Ctx,
  given: Given,
  existing?: string,
): Promise<ReasonTemplate> => {
  await requireItem(given);
  return inTransaction(ctx, async (tx) => {
    const id = existing ?? tx.newId();
    if (existing !== undefined) await findReasonTemplate(tx, existing);
    const values = {
      pack_id: given.pack,
      item: given.item,
      text: JSON.stringify(given.text),
      changed_at: tx.now().toISOString(),
      changed_by: tx.actor.id,
    };
    if (existing === undefined)
      await tx.db
        .insertInto("reason_templates")
        .values({ id, ...values })
        .execute();
    else await tx.db.updateTable("reason_templates").set(values).where("id", "=", id).execute();
    tx.events.record({
      enterpriseId: null,
      action: existing === undefined ? "reason-template.added" : "reason-template.changed",
      subject: id,
      payload: { pack: given.pack, item: given.item },
    });
    return findReasonTemplate(tx, id);
  });
};
