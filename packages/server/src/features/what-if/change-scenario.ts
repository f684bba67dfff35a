/** Renames a scenario, deletes it or takes the deletion back. */

import type { BodyOf, changeScenario as operation, Scenario } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { inTransaction, type Ctx } from "../../platform/ctx.ts";
import { findScenarioRow, ownedBy, showScenario } from "./list-scenarios.ts";

interface Change extends BodyOf<typeof operation> {
  readonly scenarioId: string;
}

/** @throws AppError `request.not-found`, `what-if.not-own`. */
export const changeScenario = (
  ctx: Ctx,
  { scenarioId, name, note, deleted }: Change,
): Promise<Scenario> =>
  inTransaction(ctx, async (tx) => {
    const row = await findScenarioRow(tx, scenarioId);
    if (!ownedBy(tx, row)) throw new AppError("what-if.not-own", {});
    await tx.db
      .updateTable("scenarios")
      .where("id", "=", scenarioId)
      .set({ name, note, deleted_at: deleted ? tx.now().toISOString() : null })
      .execute();
    tx.events.record({
      enterpriseId: null,
      action: deleted ? "scenario.deleted" : "scenario.changed",
      subject: scenarioId,
      payload: {},
    });
    return showScenario(tx, scenarioId);
  });
