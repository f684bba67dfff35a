/** Renames a graded object, archives it or brings it back; its facts and grades stay as they are. */

import type { BodyOf, changeObject as operation, GradedObjectShown } from "@fenji/contract";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import type { PackLibrary } from "../packs/public.ts";
import { dayOf } from "./choose-pack.ts";
import { findObject, findStandings, showObject, type ObjectKey } from "./find-objects.ts";
import { packsFor } from "./object-kinds.ts";

interface Change extends BodyOf<typeof operation>, ObjectKey {}

/** @throws AppError `request.not-found`, also for the enterprise itself: the registry names it. */
export const changeObject = (
  ctx: Ctx,
  library: PackLibrary,
  { enterpriseId, objectId, name, archived }: Change,
): Promise<GradedObjectShown> =>
  inTransaction(ctx, async (tx) => {
    if (objectId === enterpriseId) throw new AppError("request.not-found", { what: objectId });
    const before = await findObject(tx, { enterpriseId, objectId });
    const archived_at = archived ? (before.archived_at ?? tx.now().toISOString()) : null;
    await tx.db
      .updateTable("graded_objects")
      .where("enterprise_id", "=", enterpriseId)
      .where("id", "=", objectId)
      .set({ name, archived_at })
      .execute();
    const changes = [
      ...(before.name === name ? [] : ["object.renamed"]),
      ...((before.archived_at === null) === (archived_at === null)
        ? []
        : [archived ? "object.archived" : "object.restored"]),
    ];
    for (const action of changes)
      tx.events.record({
        enterpriseId: enterpriseId as EnterpriseId,
        action,
        subject: objectId,
        payload: {},
      });
    const packs = packsFor(library, before.kind);
    const standings = await findStandings(tx, enterpriseId, { packs, day: dayOf(tx, undefined) });
    return showObject({ ...before, name, archived_at }, standings.get(objectId));
  });
