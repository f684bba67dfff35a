/** Saves a scenario: numbers moved by their paths, checked against the pack that they are of. */

import type { BodyOf, saveScenario as operation, Scenario } from "@fenji/contract";
import { editRules } from "@fenji/grading";
import { AppError } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { showScenario } from "./list-scenarios.ts";

/** The nation, for the ministry and for a node of one person. */
const nation = "CN";

/** @throws AppError `rules.*` for edits that the pack does not take, `request.not-found` for a type that it does not have. */
export const saveScenario = (
  ctx: Ctx,
  pack: Pack,
  { name, note, type, edits }: BodyOf<typeof operation>,
): Promise<Scenario> => {
  if (!pack.grading.types.some(({ id }) => id === type))
    throw new AppError("request.not-found", { what: type });
  editRules(pack.grading, edits);
  return inTransaction(ctx, async (tx) => {
    const id = tx.newId();
    const { standing } = tx.actor;
    await tx.db
      .insertInto("scenarios")
      .values({
        id,
        jurisdiction_code: standing?.jurisdiction ?? nation,
        organisation_id: standing?.organisationId ?? null,
        name,
        note,
        pack_id: pack.header.id,
        pack_version: pack.header.version,
        object_type: type,
        edits: JSON.stringify(edits),
        created_by: tx.actor.id,
        created_at: tx.now().toISOString(),
      })
      .execute();
    tx.events.record({
      enterpriseId: null,
      action: "scenario.saved",
      subject: id,
      payload: { pack: `${pack.header.id}@${pack.header.version}`, type, edits: edits.length },
    });
    return showScenario(tx, id);
  });
};
