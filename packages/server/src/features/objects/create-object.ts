/** Adds a graded object of a kind that some pack grades. */

import type { BodyOf, createObject as operation, GradedObjectShown } from "@fenji/contract";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { PackLibrary } from "../packs/public.ts";
import { findObject, showObject } from "./find-objects.ts";
import { isSelfKind, kindsOfObjects } from "./object-kinds.ts";

interface NewObject extends BodyOf<typeof operation> {
  readonly enterpriseId: string;
}

/** @throws AppError `request.not-found`, `object.kind`. */
export const createObject = (
  ctx: Ctx,
  library: PackLibrary,
  { enterpriseId, kind, name }: NewObject,
): Promise<GradedObjectShown> => {
  const kinds = kindsOfObjects(library).flatMap((known) =>
    isSelfKind(known.kind) ? [] : [known.kind],
  );
  if (!kinds.includes(kind))
    throw new AppError("object.kind", { kind, expected: kinds.join(", ") });
  return inTransaction(ctx, async (tx) => {
    await findObject(tx, { enterpriseId, objectId: enterpriseId });
    const id = tx.newId();
    const created_at = tx.now().toISOString();
    await tx.db
      .insertInto("graded_objects")
      .values({ enterprise_id: enterpriseId, id, kind, name, created_at })
      .execute();
    tx.events.record({
      enterpriseId: enterpriseId as EnterpriseId,
      action: "object.created",
      subject: id,
      payload: { kind },
    });
    return showObject({ id, kind, name, created_at, archived_at: null }, undefined);
  });
};
